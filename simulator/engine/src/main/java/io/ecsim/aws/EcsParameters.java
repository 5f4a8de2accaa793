// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/** What EventBridge gives to RunTask when a task is a rule's target (EB-9). */
public record EcsParameters(
        String taskDefinitionArn,
        Integer taskCount,
        LaunchType launchType,
        List<CapacityProviderStrategyItem> capacityProviderStrategy,
        String group,
        List<PlacementConstraint> placementConstraints,
        List<PlacementStrategy> placementStrategy,
        Network networkConfiguration,
        String platformVersion) {
    /** EventBridge spells what is in it with capital letters. */
    public record Network(AwsVpc awsvpcConfiguration) {}

    /** The part of it that decides where a task may go. */
    public record AwsVpc(List<String> subnets) {}

    public EcsParameters {
        taskCount = Absent.or(taskCount, 1);
        capacityProviderStrategy = Absent.list(capacityProviderStrategy);
        placementConstraints = Absent.list(placementConstraints);
        placementStrategy = Absent.list(placementStrategy);
    }

    /** On EC2, or on the latest platform of Fargate. */
    public EcsParameters(
            String taskDefinitionArn,
            Integer taskCount,
            LaunchType launchType,
            List<CapacityProviderStrategyItem> capacityProviderStrategy,
            String group,
            List<PlacementConstraint> placementConstraints,
            List<PlacementStrategy> placementStrategy,
            Network networkConfiguration) {
        this(
                taskDefinitionArn,
                taskCount,
                launchType,
                capacityProviderStrategy,
                group,
                placementConstraints,
                placementStrategy,
                networkConfiguration,
                null);
    }

    /** The call that it makes. */
    public RunTaskRequest runTask() {
        AwsVpc awsVpc = networkConfiguration == null ? null : networkConfiguration.awsvpcConfiguration();
        return new RunTaskRequest(
                taskDefinitionArn,
                taskCount,
                group,
                placementStrategy,
                placementConstraints,
                awsVpc == null ? null : new NetworkConfiguration(new AwsVpcConfiguration(awsVpc.subnets())),
                launchType,
                capacityProviderStrategy,
                null,
                platformVersion);
    }
}
