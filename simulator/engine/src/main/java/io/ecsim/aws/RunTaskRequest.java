// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/**
 * The members of RunTask: standalone tasks that nothing replaces (TL-10).
 *
 * @param launchType null when capacity providers say it
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
        List<TaskVolumeConfiguration> volumeConfigurations) {
    public RunTaskRequest {
        count = Absent.or(count, 1);
        placementStrategy = Absent.list(placementStrategy);
        placementConstraints = Absent.list(placementConstraints);
        capacityProviderStrategy = Absent.list(capacityProviderStrategy);
        launchType = launchType == null && capacityProviderStrategy.isEmpty() ? LaunchType.EC2 : launchType;
        volumeConfigurations = Absent.list(volumeConfigurations);
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
                null);
    }
}
