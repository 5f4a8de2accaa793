// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.aws.AwsException;
import io.ecsim.aws.CPUArchitecture;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.DeleteServiceRequest;
import io.ecsim.aws.DeploymentConfiguration;
import io.ecsim.aws.NetworkMode;
import io.ecsim.aws.PlacementConstraint;
import io.ecsim.aws.PlacementStrategy;
import io.ecsim.aws.RunTaskRequest;
import io.ecsim.aws.RuntimePlatform;
import io.ecsim.aws.StopTaskRequest;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.UpdateServiceRequest;
import io.ecsim.journal.Entry;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The control plane says no with AWS's code, and a request that it refuses changes nothing. */
class RefusedRequestsTest {

    static List<Arguments> refused() {
        return List.of(
                Arguments.of(
                        "ServiceNotFoundException: Service not found.",
                        new ServiceActions.UpdateService(
                                new UpdateServiceRequest("api", 1, null, null, null, null, null, null))),
                Arguments.of(
                        "ServiceNotFoundException: Service not found.",
                        new ServiceActions.DeleteService(new DeleteServiceRequest("api", true))),
                Arguments.of("ClientException: TaskDefinition not found.", Scenarios.deploy("web:3")),
                Arguments.of("ClientException: TaskDefinition not found.", Scenarios.deploy("api")),
                Arguments.of(
                        "InvalidParameterException: The referenced task was not found: web[2].",
                        new TaskActions.StopTask(new StopTaskRequest("web[2]", null))),
                Arguments.of(
                        "InvalidParameterException: The referenced task was not found: task-00009.",
                        new TaskActions.StopTask(new StopTaskRequest("task-00009", null))),
                Arguments.of("InvalidParameterException: Count should be between 1 and 10.", Scenarios.runTask(11)),
                Arguments.of("InvalidParameterException: Count should be between 1 and 10.", Scenarios.runTask(0)),
                Arguments.of(
                        "InvalidParameterException: maximumPercent must not be less than 100.",
                        new ServiceActions.UpdateService(new UpdateServiceRequest(
                                "web", 1, null, new DeploymentConfiguration(0, 50), null, null, null, null))),
                Arguments.of("InvalidParameterException: desiredCount must not be negative.", Scenarios.scaleTo(-1)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    @Tag("PL-28")
    void aRefusedRequestChangesNothing(String outcome, Action action) {
        Recorder run = Recorder.of(Scenarios.ofWeb().service(2, 100, 200).at(300, action));
        assertThat(run.outcomes()).containsExactly(outcome);
        assertThat(run.rows).filteredOn(row -> row.at() == 300).hasSize(1);
    }

    @Test
    @Tag("TD-36")
    void aTaskIsHeldAgainstItsDefinitionBeforeItIsPlaced() {
        Scenarios scenario = new Scenarios().onInstances("m6i.large", null, 2);
        scenario.taskDefinitions.add(new TaskDefinition(
                "web",
                Scenarios.web(256, 256).containerDefinitions(),
                NetworkMode.awsvpc,
                null,
                null,
                null,
                null,
                null));
        assertThat(Recorder.of(scenario.at(60, Scenarios.runTask(1))).outcomes())
                .containsExactly("InvalidParameterException: Network Configuration must be provided when networkMode"
                        + " 'awsvpc' is specified.");
    }

    @Test
    @Tag("TD-17")
    void aServiceKeepsItsPlatformWhenItIsUpdated() {
        Scenarios scenario = new Scenarios().onInstances("m6i.large", null, 2);
        for (CPUArchitecture architecture : CPUArchitecture.values()) {
            scenario.taskDefinitions.add(new TaskDefinition(
                    "web",
                    Scenarios.web(256, 256).containerDefinitions(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    new RuntimePlatform(architecture, null)));
        }
        scenario.services.add(
                new CreateServiceRequest("web", "web:1", 1, null, null, null, null, null, null, null, null));
        Action update = new ServiceActions.UpdateService(
                new UpdateServiceRequest("web", null, "web:2", null, null, null, null, null));
        assertThat(Recorder.of(scenario.at(60, update)).outcomes())
                .containsExactly("InvalidParameterException: All task definitions of a service must have the same"
                        + " cpuArchitecture: it is X86_64, not ARM64.");
    }

    @Test
    @Tag("PL-4")
    void moreStrategiesThanFiveAreRefused() {
        List<PlacementStrategy> six = Collections.nCopies(6, new PlacementStrategy("random", null));
        Scenarios scenario =
                Scenarios.ofWeb().at(60, new TaskActions.RunTask(new RunTaskRequest("web", 1, null, six, null, null)));
        assertThat(Recorder.of(scenario).outcomes())
                .containsExactly("InvalidParameterException: Maximum number of strategies is 5");
    }

    @Test
    @Tag("SV-3")
    void aNameIsTakenWhileItsServiceIsThere() {
        Scenario twice =
                Scenarios.ofWeb().service(1, 100, 200).service(2, 100, 200).build();
        assertThatThrownBy(() -> Simulation.run(twice))
                .isInstanceOf(AwsException.class)
                .hasToString("InvalidParameterException: Creation of service was not idempotent.");
    }

    @Test
    @Tag("PW-10")
    @Tag("PL-28")
    @Tag("CN-1")
    void someTasksOfARequestMayStartWhileOthersFail() {
        Scenarios scenario = new Scenarios().onInstances("m6i.large", null, 2);
        scenario.taskDefinitions.add(Scenarios.web(256, 256));
        PlacementConstraint distinct = new PlacementConstraint("distinctInstance", null);
        Recorder run = Recorder.of(scenario.at(60, Scenarios.runTask(3, distinct)));
        assertThat(run.all(Entry.TaskPlaced.class))
                .extracting(Entry.TaskPlaced::instance)
                .containsExactlyInAnyOrder("i-00001", "i-00002");
        assertThat(run.outcomes().get(0))
                .startsWith("2 tasks started, failures: ")
                .contains("istinctInstance");
    }
}
