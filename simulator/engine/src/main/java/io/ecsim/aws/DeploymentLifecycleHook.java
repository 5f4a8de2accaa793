// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/**
 * Runs at stages of a deployment, which goes on when it has succeeded (BG-2, BG-6).
 *
 * @param hookTargetArn the function of an AWS_LAMBDA hook, by name or ARN
 * @param timeoutConfiguration of a PAUSE hook
 */
public record DeploymentLifecycleHook(
        DeploymentLifecycleHookTargetType targetType,
        String hookTargetArn,
        String roleArn,
        List<DeploymentLifecycleHookStage> lifecycleStages,
        DeploymentLifecycleHookTimeoutConfiguration timeoutConfiguration) {
    public DeploymentLifecycleHook {
        targetType = Absent.or(targetType, DeploymentLifecycleHookTargetType.AWS_LAMBDA);
        lifecycleStages = Absent.list(lifecycleStages);
        timeoutConfiguration =
                Absent.or(timeoutConfiguration, new DeploymentLifecycleHookTimeoutConfiguration(null, null));
    }
}
