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
        Integer healthCheckGracePeriodSeconds,
        NetworkConfiguration networkConfiguration,
        List<LoadBalancer> loadBalancers,
        List<ServiceVolumeConfiguration> volumeConfigurations,
        Switch availabilityZoneRebalancing,
        List<ServiceRegistry> serviceRegistries,
        MonitoringConfiguration monitoring,
        List<CapacityProviderStrategyItem> capacityProviderStrategy,
        String platformVersion) {
    public UpdateServiceRequest {
        forceNewDeployment = Absent.or(forceNewDeployment, false);
    }

    /** An update that leaves the resolution of metrics as it is. */
    public UpdateServiceRequest(
            String service,
            Integer desiredCount,
            String taskDefinition,
            DeploymentConfiguration deploymentConfiguration,
            List<PlacementStrategy> placementStrategy,
            List<PlacementConstraint> placementConstraints,
            Boolean forceNewDeployment,
            Integer healthCheckGracePeriodSeconds,
            NetworkConfiguration networkConfiguration,
            List<LoadBalancer> loadBalancers,
            List<ServiceVolumeConfiguration> volumeConfigurations,
            Switch availabilityZoneRebalancing,
            List<ServiceRegistry> serviceRegistries) {
        this(
                service,
                desiredCount,
                taskDefinition,
                deploymentConfiguration,
                placementStrategy,
                placementConstraints,
                forceNewDeployment,
                healthCheckGracePeriodSeconds,
                networkConfiguration,
                loadBalancers,
                volumeConfigurations,
                availabilityZoneRebalancing,
                serviceRegistries,
                null,
                null,
                null);
    }

    /** An update of what is no part of a task's surroundings. */
    public UpdateServiceRequest(
            String service,
            Integer desiredCount,
            String taskDefinition,
            DeploymentConfiguration deploymentConfiguration,
            List<PlacementStrategy> placementStrategy,
            List<PlacementConstraint> placementConstraints,
            Boolean forceNewDeployment,
            Integer healthCheckGracePeriodSeconds) {
        this(
                service,
                desiredCount,
                taskDefinition,
                deploymentConfiguration,
                placementStrategy,
                placementConstraints,
                forceNewDeployment,
                healthCheckGracePeriodSeconds,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
