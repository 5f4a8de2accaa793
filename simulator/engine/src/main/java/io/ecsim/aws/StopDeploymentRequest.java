// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/**
 * The members of CodeDeploy's StopDeployment.
 *
 * @param deploymentId or the name of a deployment group, for its newest deployment
 * @param autoRollbackEnabled null for what the deployment group says of DEPLOYMENT_STOP_ON_REQUEST
 */
public record StopDeploymentRequest(String deploymentId, Boolean autoRollbackEnabled) {}
