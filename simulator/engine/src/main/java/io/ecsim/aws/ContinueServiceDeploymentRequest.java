// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/**
 * The members of ContinueServiceDeployment.
 *
 * @param serviceDeploymentArn or the name of a service, for its newest deployment
 * @param hookId of the PAUSE hook; null for the one at which the deployment waits
 */
public record ContinueServiceDeploymentRequest(
        String serviceDeploymentArn, String hookId, DeploymentLifecycleHookAction action) {
    public ContinueServiceDeploymentRequest {
        action = Absent.or(action, DeploymentLifecycleHookAction.CONTINUE);
    }
}
