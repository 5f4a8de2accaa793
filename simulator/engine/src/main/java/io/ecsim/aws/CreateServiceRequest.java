// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.ArrayList;
import java.util.List;

/**
 * The members of CreateService.
 *
 * @param taskDefinition {@code family} (newest revision) or {@code family:revision}, or its ARN
 * @param launchType null when not given: capacity providers say it, else it is EC2
 * @param placementStrategy null when not given: the default of PL-7
 * @param availabilityZoneRebalancing null when not given: on where it is possible (AZ-1)
 * @param monitoring null when not given: a point a minute (SC-119)
 * @param platformVersion of Fargate; null for LATEST
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
        List<ServiceVolumeConfiguration> volumeConfigurations,
        DeploymentController deploymentController,
        Switch availabilityZoneRebalancing,
        List<ServiceRegistry> serviceRegistries,
        MonitoringConfiguration monitoring,
        String platformVersion) {
    private static final String ZONE = "attribute:ecs.availability-zone";

    public CreateServiceRequest {
        desiredCount = Absent.or(desiredCount, 0);
        capacityProviderStrategy = Absent.list(capacityProviderStrategy);
        schedulingStrategy = Absent.or(schedulingStrategy, SchedulingStrategy.REPLICA);
        loadBalancers = Absent.list(loadBalancers);
        deploymentConfiguration = Absent.or(deploymentConfiguration, new DeploymentConfiguration(null, null));
        deploymentConfiguration = schedulingStrategy == SchedulingStrategy.DAEMON
                ? deploymentConfiguration.ofDaemon()
                : deploymentConfiguration;
        placementStrategy = Absent.list(placementStrategy);
        placementConstraints = Absent.list(placementConstraints);
        healthCheckGracePeriodSeconds = Absent.or(healthCheckGracePeriodSeconds, 0);
        volumeConfigurations = Absent.list(volumeConfigurations);
        deploymentController = Absent.or(deploymentController, new DeploymentController(null));
        serviceRegistries = Absent.list(serviceRegistries);
    }

    /** The same behind other load balancers. */
    public CreateServiceRequest withLoadBalancers(List<LoadBalancer> others) {
        return with(others, capacityProviderStrategy);
    }

    /** The same with the cluster's default strategy, if it says nothing of its own. */
    public CreateServiceRequest in(Cluster cluster) {
        return with(loadBalancers, cluster.strategy(launchType, capacityProviderStrategy));
    }

    private CreateServiceRequest with(
            List<LoadBalancer> loadBalancers, List<CapacityProviderStrategyItem> capacityProviderStrategy) {
        return new CreateServiceRequest(
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
                capacityProviderStrategy,
                volumeConfigurations,
                deploymentController,
                availabilityZoneRebalancing,
                serviceRegistries,
                monitoring,
                platformVersion);
    }

    /** Whether its tasks run on Fargate. */
    public boolean onFargate() {
        return CapacityProviderStrategyItem.onFargate(launchType, capacityProviderStrategy);
    }

    /** Whether its tasks run on Fargate, or on what a strategy of capacity providers names. */
    public boolean onProviders() {
        return onFargate() || !capacityProviderStrategy.isEmpty();
    }

    /** Names of the target groups that its tasks may be registered with, the first one first. */
    public List<String> targetGroups() {
        List<String> names = new ArrayList<>();
        for (LoadBalancer loadBalancer : loadBalancers) {
            if (loadBalancer == null) {
                continue; // validation names it
            }
            names.add(loadBalancer.targetGroup());
            AdvancedConfiguration advanced = loadBalancer.advancedConfiguration();
            if (advanced != null && advanced.alternateTargetGroupArn() != null) {
                names.add(Arn.name(advanced.alternateTargetGroupArn()));
            }
        }
        return names;
    }

    /**
     * Why its tasks cannot be evened out over the zones, as the end of a sentence (AZ-2); null where they can.
     */
    public String obstacleToRebalancing() {
        if (schedulingStrategy == SchedulingStrategy.DAEMON) {
            return "with the daemon scheduling strategy";
        } else if (deploymentConfiguration.maximumPercent() <= 100) {
            return "with a maximumPercent of 100 or less";
        } else if (!placementStrategy.isEmpty()
                && placementStrategy.get(0) != null
                && !placementStrategy.get(0).equals(new PlacementStrategy("spread", ZONE))) {
            return "unless the first placement strategy is spread " + ZONE;
        }
        boolean bound = placementConstraints.stream()
                .anyMatch(constraint -> constraint != null
                        && constraint.expression() != null
                        && constraint.expression().contains(ZONE));
        return bound ? "with a placement constraint on " + ZONE : null;
    }

    /** A service with metrics of a minute. */
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
            Integer healthCheckGracePeriodSeconds,
            List<CapacityProviderStrategyItem> capacityProviderStrategy,
            List<ServiceVolumeConfiguration> volumeConfigurations,
            DeploymentController deploymentController,
            Switch availabilityZoneRebalancing,
            List<ServiceRegistry> serviceRegistries) {
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
                capacityProviderStrategy,
                volumeConfigurations,
                deploymentController,
                availabilityZoneRebalancing,
                serviceRegistries,
                null,
                null);
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
                null,
                null,
                null,
                null,
                null,
                null);
    }
}
