// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/** The members of UpdateService; null members stay as they are. */
public record UpdateServiceRequest(
        String service,
        Integer desiredCount,
        String taskDefinition,
        DeploymentConfiguration deploymentConfiguration,
        List<PlacementStrategy> placementStrategy,
        List<PlacementConstraint> placementConstraints,
        Boolean forceNewDeployment,
        Integer healthCheckGracePeriodSeconds) {
    public UpdateServiceRequest {
        forceNewDeployment = Absent.or(forceNewDeployment, false);
    }
}
