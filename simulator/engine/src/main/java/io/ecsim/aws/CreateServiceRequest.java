// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/**
 * The members of CreateService.
 *
 * @param taskDefinition {@code family} (newest revision) or {@code family:revision}, or its ARN
 * @param placementStrategy null when not given: the default of PL-7
 */
public record CreateServiceRequest(
        String serviceName,
        String taskDefinition,
        Integer desiredCount,
        LaunchType launchType,
        SchedulingStrategy schedulingStrategy,
        List<LoadBalancer> loadBalancers,
        DeploymentConfiguration deploymentConfiguration,
        List<PlacementStrategy> placementStrategy,
        List<PlacementConstraint> placementConstraints,
        NetworkConfiguration networkConfiguration,
        Integer healthCheckGracePeriodSeconds) {
    public CreateServiceRequest {
        desiredCount = Absent.or(desiredCount, 0);
        launchType = Absent.or(launchType, LaunchType.EC2);
        schedulingStrategy = Absent.or(schedulingStrategy, SchedulingStrategy.REPLICA);
        loadBalancers = Absent.list(loadBalancers);
        deploymentConfiguration = Absent.or(deploymentConfiguration, new DeploymentConfiguration(null, null));
        placementStrategy = Absent.list(placementStrategy);
        placementConstraints = Absent.list(placementConstraints);
        healthCheckGracePeriodSeconds = Absent.or(healthCheckGracePeriodSeconds, 0);
    }
}
