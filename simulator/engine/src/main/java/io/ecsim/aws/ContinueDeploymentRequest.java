// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/**
 * The members of CodeDeploy's ContinueDeployment.
 *
 * @param deploymentId or the name of a deployment group, for its newest deployment
 */
public record ContinueDeploymentRequest(String deploymentId, DeploymentWaitType deploymentWaitType) {
    public ContinueDeploymentRequest {
        deploymentWaitType = Absent.or(deploymentWaitType, DeploymentWaitType.READY_WAIT);
    }

    /** For what the deployment waits: for traffic to be shifted, or for the original tasks to be stopped. */
    public enum DeploymentWaitType {
        READY_WAIT,
        TERMINATION_WAIT
    }
}
