// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.AutoScalingGroup;
import io.ecsim.aws.AwsVpcConfiguration;
import io.ecsim.aws.ContainerCondition;
import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.ContainerDependency;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.DeploymentConfiguration;
import io.ecsim.aws.LaunchType;
import io.ecsim.aws.NetworkConfiguration;
import io.ecsim.aws.NetworkMode;
import io.ecsim.aws.PlacementConstraint;
import io.ecsim.aws.RunTaskRequest;
import io.ecsim.aws.ScalableTarget;
import io.ecsim.aws.ScalingPolicy;
import io.ecsim.aws.TargetGroup;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.Violation;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class ValidationTest {
    private static final String NO_MEMORY =
            "Invalid setting for container 'app'. At least one of 'memory' or 'memoryReservation' must be specified.";

    private static ContainerDefinition container(String name, Integer cpu, Integer memory, Integer soft) {
        return new ContainerDefinition(name, "image", cpu, memory, soft, null, null, null, null);
    }

    private static ContainerDefinition after(String name, String other, ContainerCondition condition) {
        return new ContainerDefinition(
                name, "image", null, 128, null, null, null, List.of(new ContainerDependency(other, condition)), null);
    }

    private static TaskDefinition definition(
            NetworkMode mode, String cpu, String memory, ContainerDefinition... containers) {
        return new TaskDefinition("web", List.of(containers), mode, cpu, memory, null, null, null);
    }

    private static void assertRefused(TaskDefinition definition, String path, String message) {
        assertThat(Validation.taskDefinition(definition)).contains(new Violation(path, "ClientException", message));
    }

    @Test
    void acceptsAPlainDefinition() {
        assertThat(Validation.taskDefinition(definition(null, null, null, container("app", 256, 512, 256))))
                .isEmpty();
        assertThat(Validation.taskDefinition(definition(null, "1 vCPU", "2 GB", container("app", null, null, null))))
                .isEmpty();
    }

    @Test
    @Tag("TD-1")
    void familyIsRequiredAndPlain() {
        var containers = List.of(container("app", null, 128, null));
        assertRefused(
                new TaskDefinition(null, containers, null, null, null, null, null, null),
                "family",
                "Family should not be null or empty.");
        assertRefused(
                new TaskDefinition("a b", containers, null, null, null, null, null, null),
                "family",
                "Family must have 1 to 255 letters, digits, - and _.");
    }

    @Test
    @Tag("TD-2")
    @Tag("TD-26")
    @Tag("QU-7")
    void oneToTenContainers() {
        assertRefused(definition(null, null, null), "containerDefinitions", "Container list cannot be empty.");
        var eleven = Collections.nCopies(11, container("app", null, 128, null)).toArray(ContainerDefinition[]::new);
        assertRefused(definition(null, null, null, eleven), "containerDefinitions", "Too many containers.");
    }

    @Test
    @Tag("TD-3")
    @Tag("TD-27")
    void containersHaveNameAndImage() {
        var nameless = new ContainerDefinition("", null, null, 128, null, null, null, null, null);
        assertRefused(
                definition(null, null, null, nameless),
                "containerDefinitions[0].name",
                "Container.name should not be null or empty.");
        assertRefused(
                definition(null, null, null, nameless),
                "containerDefinitions[0].image",
                "Container.image should not be null or empty.");
    }

    @Test
    @Tag("TD-4")
    @Tag("TD-25")
    void memoryIsGivenSomewhere() {
        assertRefused(
                definition(null, null, null, container("app", 256, null, null)), "containerDefinitions[0]", NO_MEMORY);
        assertRefused(
                definition(null, null, null, container("app", 256, 0, null)), "containerDefinitions[0]", NO_MEMORY);
    }

    @Test
    @Tag("TD-6")
    @Tag("TD-23")
    void taskCpuIsWithinBounds() {
        for (String cpu : List.of("64", "200000", "much", "-1")) {
            assertRefused(
                    definition(null, cpu, "512", container("app", null, null, null)),
                    "cpu",
                    "Invalid 'cpu' setting for task. It is " + cpu + "; allowed are 128 to 196608 CPU units.");
        }
        assertRefused(
                definition(null, null, "0", container("app", null, null, null)),
                "memory",
                "Invalid 'memory' setting for task. It is 0.");
    }

    @Test
    @Tag("TD-7")
    @Tag("TD-24")
    void containersFitIntoTheTask() {
        var two = new ContainerDefinition[] {container("a", 200, 300, null), container("b", 100, 300, null)};
        assertRefused(
                definition(null, "256", "1024", two),
                "cpu",
                "The sum of all container 'cpu' values cannot be greater than the value of the task 'cpu'.");
        assertRefused(
                definition(null, "512", "512", two),
                "memory",
                "The sum of all container 'memory' values cannot be greater than the value of the task 'memory'.");
        assertRefused(
                definition(null, "512", "256", container("a", 200, 300, 100)),
                "containerDefinitions[0].memory",
                "The 'memory' setting for container 'a' is greater than for the task.");
        var soft = new ContainerDefinition[] {container("a", 200, 300, 100), container("b", 100, 300, 100)};
        assertThat(Validation.taskDefinition(definition(null, "512", "512", soft)))
                .isEmpty();
    }

    @Test
    @Tag("TD-10")
    void oneContainerIsEssential() {
        var sidecar = new ContainerDefinition("app", "image", null, 128, null, null, false, null, null);
        assertRefused(
                definition(null, null, null, sidecar),
                "containerDefinitions",
                "Task definition doesn't have any essential container");
    }

    @Test
    @Tag("TD-11")
    void dependenciesExistAndEnd() {
        assertRefused(
                definition(null, null, null, after("a", "b", ContainerCondition.START)),
                "containerDefinitions[0].dependsOn[0].containerName",
                "Cannot depend on container + 'b' because it does not exist. Did you mean a?");
        assertRefused(
                definition(
                        null,
                        null,
                        null,
                        after("a", "b", ContainerCondition.START),
                        after("b", "a", ContainerCondition.START)),
                "containerDefinitions[0].dependsOn",
                "Container 'a' depends on itself by its dependencies; there must be no cycle.");
    }

    @Test
    @Tag("TD-30")
    void whatMustExitIsNotEssential() {
        assertRefused(
                definition(
                        null, null, null, after("a", "b", ContainerCondition.SUCCESS), container("b", null, 128, null)),
                "containerDefinitions[0].dependsOn[0].condition",
                "A dependency container with SUCCESS or COMPLETE condition cannot be an essential container");
    }

    @Test
    @Tag("TD-13")
    @Tag("TD-32")
    void onlyMemberOfConstraints() {
        var distinct = List.of(new PlacementConstraint("distinctInstance", null));
        assertRefused(
                new TaskDefinition(
                        "web", List.of(container("app", null, 128, null)), null, null, null, null, distinct, null),
                "placementConstraints[0].type",
                "constraint.type 'distinctInstance' is not supported.");
    }

    @Test
    @Tag("TD-20")
    @Tag("TD-21")
    void fargateWantsAwsvpcAndTaskSizes() {
        var fargate = new TaskDefinition(
                "web",
                List.of(container("app", null, 128, null)),
                null,
                null,
                null,
                List.of(LaunchType.FARGATE),
                null,
                null);
        assertThat(Validation.taskDefinition(fargate))
                .extracting(Violation::message)
                .contains(
                        "Fargate only supports network mode \u2018awsvpc\u2019.",
                        "Fargate requires that 'cpu' be defined at the task level.");
    }

    private static CreateServiceRequest service(
            int desired, DeploymentConfiguration deployment, NetworkConfiguration network) {
        return new CreateServiceRequest("web", "web", desired, null, null, null, deployment, null, null, network, null);
    }

    @Test
    @Tag("TD-36")
    @Tag("TD-37")
    @Tag("TD-43")
    void networkConfigurationGoesWithAwsvpc() {
        var awsvpc = definition(NetworkMode.awsvpc, null, null, container("app", null, 128, null));
        var bridge = definition(NetworkMode.bridge, null, null, container("app", null, 128, null));
        var noSubnets = new NetworkConfiguration(new AwsVpcConfiguration(List.of()));
        assertThat(Validation.service(service(1, null, null), awsvpc))
                .extracting(Violation::message)
                .containsExactly("Network Configuration must be provided when networkMode 'awsvpc' is specified.");
        assertThat(Validation.service(service(1, null, noSubnets), bridge))
                .extracting(Violation::message)
                .containsExactly(
                        "Network Configuration is not valid for the given networkMode of this task definition.");
        assertThat(Validation.service(service(1, null, noSubnets), awsvpc))
                .extracting(Violation::message)
                .containsExactly("subnets can not be empty.");
    }

    @Test
    @Tag("TD-39")
    void launchTypeIsOneOfTheDefinition() {
        var external = new TaskDefinition(
                "web",
                List.of(container("app", null, 128, null)),
                null,
                null,
                null,
                List.of(LaunchType.EXTERNAL),
                null,
                null);
        assertThat(Validation.service(service(1, null, null), external))
                .extracting(Violation::message)
                .containsExactly("Task definition does not support launch_type EC2.");
    }

    @Test
    void countsAndPercentsAreWithinBounds() {
        assertThat(Validation.service(service(-1, new DeploymentConfiguration(120, 50), null)))
                .extracting(Violation::path)
                .containsExactly(
                        "desiredCount",
                        "deploymentConfiguration.minimumHealthyPercent",
                        "deploymentConfiguration.maximumPercent");
        var bridge = definition(null, null, null, container("app", null, 128, null));
        assertThat(Validation.runTask(new RunTaskRequest("web", 11, null, null, null, null), bridge))
                .extracting(Violation::message)
                .containsExactly("Count should be between 1 and 10.");
    }

    @Test
    @Tag("SC-440")
    void groupsAndTargetsHaveOrderedBounds() {
        assertThat(new AutoScalingGroup("web", "m6i.large", 2, 4, null, null, null).desiredCapacity())
                .isEqualTo(2);
        assertThat(Validation.autoScalingGroup(new AutoScalingGroup("web", "m6i.large", 3, 2, null, null, null)))
                .extracting(Violation::path)
                .containsExactly("maxSize");
        assertThat(Validation.autoScalingGroup(new AutoScalingGroup("web", "m6i.large", 1, 2, 3, null, null)))
                .extracting(Violation::path)
                .containsExactly("desiredCapacity");
        assertThat(Validation.scalableTarget(new ScalableTarget("web", 3, 2)))
                .extracting(Violation::path)
                .containsExactly("maxCapacity");
        assertThat(Validation.scalableTarget(new ScalableTarget("web", 3, 3))).isEmpty();
        assertThat(Validation.scalingPolicy(new ScalingPolicy("cpu", "web", null, null)))
                .extracting(Violation::code)
                .containsExactly("ValidationException");
    }

    @Test
    void targetGroupsStayWithinElbsBounds() {
        var group = new TargetGroup(
                "web", null, null, null, null, 10, 10, 1, null, Map.of("deregistration_delay.timeout_seconds", "soon"));
        assertThat(Validation.targetGroup(group))
                .extracting(Violation::path)
                .containsExactly(
                        "healthyThresholdCount",
                        "healthCheckTimeoutSeconds",
                        "attributes.deregistration_delay.timeout_seconds");
    }
}
