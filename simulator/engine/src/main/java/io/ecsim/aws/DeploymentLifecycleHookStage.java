// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** Where a hook may run, in the order of a deployment (BG-2). Constants are spelled as on the wire. */
public enum DeploymentLifecycleHookStage {
    RECONCILE_SERVICE,
    PRE_SCALE_UP,
    POST_SCALE_UP,
    TEST_TRAFFIC_SHIFT,
    POST_TEST_TRAFFIC_SHIFT,
    PRE_PRODUCTION_TRAFFIC_SHIFT,
    PRODUCTION_TRAFFIC_SHIFT,
    POST_PRODUCTION_TRAFFIC_SHIFT
}
