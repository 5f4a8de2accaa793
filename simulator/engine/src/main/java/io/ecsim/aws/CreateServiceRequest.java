// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/**
 * The members of CreateService.
 *
 * @param taskDefinition {@code family} (newest revision) or {@code family:revision}, or its ARN
 * @param launchType null when capacity providers say it
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
        Integer healthCheckGracePeriodSeconds,
        List<CapacityProviderStrategyItem> capacityProviderStrategy,
        List<ServiceVolumeConfiguration> volumeConfigurations) {
    public CreateServiceRequest {
        desiredCount = Absent.or(desiredCount, 0);
        capacityProviderStrategy = Absent.list(capacityProviderStrategy);
        launchType = launchType == null && capacityProviderStrategy.isEmpty() ? LaunchType.EC2 : launchType;
        schedulingStrategy = Absent.or(schedulingStrategy, SchedulingStrategy.REPLICA);
        loadBalancers = Absent.list(loadBalancers);
        deploymentConfiguration = Absent.or(deploymentConfiguration, new DeploymentConfiguration(null, null));
        placementStrategy = Absent.list(placementStrategy);
        placementConstraints = Absent.list(placementConstraints);
        healthCheckGracePeriodSeconds = Absent.or(healthCheckGracePeriodSeconds, 0);
        volumeConfigurations = Absent.list(volumeConfigurations);
    }

    /** Names of the target groups that its tasks may be registered with, the first one first. */
    public List<String> targetGroups() {
        return loadBalancers.stream()
                .map(loadBalancer -> Arn.name(loadBalancer.targetGroupArn()))
                .toList();
    }

    /** A service on a launch type, without volumes of its own. */
    public CreateServiceRequest(
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
        this(
                serviceName,
                taskDefinition,
                desiredCount,
                launchType,
                schedulingStrategy,
                loadBalancers,
                deploymentConfiguration,
                placementStrategy,
                placementConstraints,
                networkConfiguration,
                healthCheckGracePeriodSeconds,
                null,
                null);
    }
}
