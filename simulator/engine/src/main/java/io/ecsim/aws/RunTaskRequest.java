// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/**
 * The members of RunTask: standalone tasks that nothing replaces (TL-10).
 *
 * @param launchType null when not given: capacity providers say it, else it is EC2
 * @param platformVersion of Fargate; null for LATEST
 */
public record RunTaskRequest(
        String taskDefinition,
        Integer count,
        String group,
        List<PlacementStrategy> placementStrategy,
        List<PlacementConstraint> placementConstraints,
        NetworkConfiguration networkConfiguration,
        LaunchType launchType,
        List<CapacityProviderStrategyItem> capacityProviderStrategy,
        List<TaskVolumeConfiguration> volumeConfigurations,
        String platformVersion) {
    public RunTaskRequest {
        count = Absent.or(count, 1);
        placementStrategy = Absent.list(placementStrategy);
        placementConstraints = Absent.list(placementConstraints);
        capacityProviderStrategy = Absent.list(capacityProviderStrategy);
        volumeConfigurations = Absent.list(volumeConfigurations);
    }

    /** The same with the cluster's default strategy, if it says nothing of its own. */
    public RunTaskRequest in(Cluster cluster) {
        return new RunTaskRequest(
                taskDefinition,
                count,
                group,
                placementStrategy,
                placementConstraints,
                networkConfiguration,
                launchType,
                cluster.strategy(launchType, capacityProviderStrategy),
                volumeConfigurations,
                platformVersion);
    }

    /** Whether its tasks run on Fargate. */
    public boolean onFargate() {
        return CapacityProviderStrategyItem.onFargate(launchType, capacityProviderStrategy);
    }

    /** Tasks on EC2, without volumes of their own. */
    public RunTaskRequest(
            String taskDefinition,
            Integer count,
            String group,
            List<PlacementStrategy> placementStrategy,
            List<PlacementConstraint> placementConstraints,
            NetworkConfiguration networkConfiguration) {
        this(
                taskDefinition,
                count,
                group,
                placementStrategy,
                placementConstraints,
                networkConfiguration,
                null,
                null,
                null,
                null);
    }
}
