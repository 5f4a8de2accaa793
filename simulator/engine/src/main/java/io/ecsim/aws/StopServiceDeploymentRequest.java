// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/**
 * The members of StopServiceDeployment.
 *
 * @param serviceDeploymentArn or the name of a service, for its newest deployment
 */
public record StopServiceDeploymentRequest(String serviceDeploymentArn, StopServiceDeploymentStopType stopType) {
    public StopServiceDeploymentRequest {
        stopType = Absent.or(stopType, StopServiceDeploymentStopType.ROLLBACK);
    }
}
