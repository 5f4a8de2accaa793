// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** How far a hook of a deployment's stage is (BG-6). Constants are spelled as on the wire. */
public enum DeploymentLifecycleHookStatus {
    AWAITING_ACTION,
    IN_PROGRESS,
    SUCCEEDED,
    FAILED,
    TIMED_OUT;

    public boolean isOver() {
        return compareTo(SUCCEEDED) >= 0;
    }
}
