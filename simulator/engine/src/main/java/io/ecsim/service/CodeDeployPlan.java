// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import io.ecsim.aws.AutoRollbackConfiguration;
import io.ecsim.aws.DeploymentConfiguration;

/**
 * How CodeDeploy carries out a deployment (BG-10, BG-11): as ECS one of its own that shifts traffic, but for some limits
 * and for when it is rolled back.
 *
 * @param deploymentId CodeDeploy's: {@code d-<digits>}, counted from 1 in a run
 * @param group name of its deployment group
 * @param configuration how traffic shifts, hooks, alarms; the bake time is the wait before the original tasks go, and a
 *     PAUSE hook the wait before traffic shifts
 */
public record CodeDeployPlan(
        String deploymentId,
        String group,
        DeploymentConfiguration configuration,
        AutoRollbackConfiguration autoRollback) {}
