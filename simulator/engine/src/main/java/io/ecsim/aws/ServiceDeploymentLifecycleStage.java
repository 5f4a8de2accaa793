// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** How far a deployment is that shifts traffic (BG-2), in their order. Constants are spelled as on the wire. */
public enum ServiceDeploymentLifecycleStage {
    RECONCILE_SERVICE,
    PRE_SCALE_UP,
    SCALE_UP,
    POST_SCALE_UP,
    TEST_TRAFFIC_SHIFT,
    POST_TEST_TRAFFIC_SHIFT,
    PRE_PRODUCTION_TRAFFIC_SHIFT,
    PRODUCTION_TRAFFIC_SHIFT,
    POST_PRODUCTION_TRAFFIC_SHIFT,
    BAKE_TIME,
    CLEAN_UP
}
