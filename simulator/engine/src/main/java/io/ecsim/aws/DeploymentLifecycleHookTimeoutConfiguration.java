// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** How long a PAUSE hook waits, and what follows when nobody has continued by then (BG-6). */
public record DeploymentLifecycleHookTimeoutConfiguration(
        Integer timeoutInMinutes, DeploymentLifecycleHookAction action) {
    public DeploymentLifecycleHookTimeoutConfiguration {
        timeoutInMinutes = Absent.or(timeoutInMinutes, 1440);
        action = Absent.or(action, DeploymentLifecycleHookAction.ROLLBACK);
    }
}
