// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** What becomes of a paused deployment. Constants are spelled as on the wire. */
public enum DeploymentLifecycleHookAction {
    CONTINUE,
    ROLLBACK
}
