// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static io.ecsim.simulation.Containers.container;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ecsim.aws.RunTaskRequest;
import io.ecsim.aws.ScalableTarget;
import io.ecsim.aws.ServiceEventName;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.TaskStopCode;
import io.ecsim.journal.Entry;
import io.ecsim.world.Faults;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tasks that lack something: what is not there, and what their roles may not do. */
class FailedStartsTest {
    private static final String SECRET = "arn:aws:secretsmanager:us-east-1:123456789012:secret:db";
    private static final String FILE = "arn:aws:s3:::config/shop.env";
    private static final String IMAGE = "123456789012.dkr.ecr.us-east-1.amazonaws.com/shop:1";
    private static final String ROLE = "arn:aws:iam::123456789012:role/execution";

    private static Recorder run(Containers container, Faults faults) {
        Scenarios scenario = new Scenarios().onInstances("m6i.large", "us-east-1a", 1);
        scenario.taskDefinitions.add(new TaskDefinition(
                "web",
                List.of(container.build()),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                ROLE,
                null,
                null,
                null,
                null));
        scenario.faults = faults;
        return Recorder.of(
                scenario.at(0, new TaskActions.RunTask(new RunTaskRequest("web", 1, null, null, null, null))));
    }

    private static Containers app(String what) {
        return switch (what) {
            case "secret" -> container("app").secret(SECRET);
            case "parameter" -> container("app").secret("/shop/key");
            case "file" -> container("app").environmentFile(FILE);
            case "credentials" -> container("app").credentials(SECRET);
            case "image" -> container("app").image(IMAGE);
            case "log" -> container("app").log("/ecs/shop");
            default -> throw new IllegalArgumentException(what);
        };
    }

    private static String onlyReason(Recorder run) {
        assertThat(run.all(Entry.TaskStopRequested.class))
                .extracting(Entry.TaskStopRequested::stopCode)
                .containsExactly(TaskStopCode.TaskFailedToStart);
        return run.all(Entry.TaskStopRequested.class).get(0).why();
    }

    @ParameterizedTest(name = "{0}")
    @Tag("TL-20")
    @Tag("TL-22")
    @Tag("IM-10")
    @CsvSource(
            delimiter = '|',
            value = {
                "secret | " + SECRET + " | ResourceInitializationError: unable to pull secrets or registry auth | "
                        + "can't find the specified secret",
                "parameter | /shop/key | ResourceInitializationError: unable to pull secrets or registry auth | "
                        + "invalid ssm parameters: /shop/key",
                "file | " + FILE + " | ResourceInitializationError: failed to download env files | NoSuchKey",
                "credentials | " + SECRET + " | ResourceInitializationError: unable to pull secrets or registry auth | "
                        + "can't find the specified secret",
                "log | /ecs/shop | CannotStartContainerError: Error response from daemon: failed to initialize logging"
                        + " driver | The specified log group does not exist."
            })
    void whatIsNotThereIsNamedInTheReason(String what, String name, String begins, String says) {
        assertThat(onlyReason(run(app(what), new Faults(null, List.of(name), null))))
                .startsWith(begins)
                .contains(says);
    }

    @ParameterizedTest(name = "{0}")
    @Tag("IM-10")
    @Tag("TL-22")
    @CsvSource({
        "secret, secretsmanager:GetSecretValue",
        "parameter, ssm:*",
        "file, s3:GetObject",
        "credentials, secretsmanager:GetSecretValue",
        "image, ecr:BatchGetImage",
        "log, logs:*"
    })
    void whatTheExecutionRoleMayNotDoIsNamedInTheReason(String what, String action) {
        Faults faults = new Faults(null, null, Map.of("execution", List.of(action)));
        assertThat(onlyReason(run(app(what), faults)))
                .contains("is not authorized to perform: " + action.replace("*", ""));
    }

    @Test
    @Tag("IM-10")
    void aTaskWhoseExecutionRoleIsMissingDoesNotStart() {
        Faults faults = new Faults(null, List.of("execution"), null);
        assertThat(onlyReason(run(app("secret"), faults))).contains("cannot be assumed");
    }

    @Test
    @Tag("IM-10")
    void withAllRightsEveryTaskStarts() {
        for (String what : List.of("secret", "parameter", "file", "credentials", "image", "log")) {
            Recorder run = run(app(what), Faults.NONE);
            assertThat(run.all(Entry.TaskStopRequested.class)).as(what).isEmpty();
            assertThat(run.moves("task-00001", 0)).as(what).endsWith("RUNNING 8");
        }
    }

    @Test
    @Tag("IM-10")
    void withoutTheirRoleInstancesRunAndNeverRegister() {
        Recorder run = run(container("app"), new Faults(null, List.of("ecsInstanceRole"), null));
        assertThat(run.all(Entry.InstanceLaunched.class)).hasSize(1);
        assertThat(run.all(Entry.InstanceRegistered.class)).isEmpty();
        assertThat(run.all(Entry.Requested.class))
                .extracting(Entry.Requested::operation, Entry.Requested::subject)
                .startsWith(tuple("registerContainerInstance", "i-00001"));
        assertThat(run.all(Entry.TaskPlaced.class)).isEmpty();
    }

    private static Scenarios withTaskRole(String role) {
        Scenarios scenario = new Scenarios().onInstances("m6i.large", "us-east-1a", 1);
        scenario.taskDefinitions.add(new TaskDefinition(
                "web",
                List.of(container("app").build()),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                role,
                null,
                null,
                null,
                null,
                null));
        scenario.faults = new Faults(null, List.of("shop"), null);
        return scenario;
    }

    @Test
    @Tag("EV-44")
    void aServiceWhoseTaskRoleIsMissingStartsNoTaskAndSaysSo() {
        Recorder run = Recorder.of(withTaskRole("shop").service(1, 100, 200));
        assertThat(run.all(Entry.TaskPlaced.class)).isEmpty();
        assertThat(run.all(Entry.ServiceEvent.class))
                .extracting(Entry.ServiceEvent::eventName, Entry.ServiceEvent::message)
                .containsExactly(tuple(
                        ServiceEventName.SERVICE_TASK_CONFIGURATION_FAILURE,
                        "(service web) failed to launch a task with (error ECS was unable to assume the role 'shop' that"
                                + " was provided for this task. Please verify that the role being passed has the proper"
                                + " trust relationship and permissions and that your IAM user has permissions to pass"
                                + " this role.)"));
    }

    @Test
    @Tag("EV-44")
    void runTaskIsRefusedWhenItsTaskRoleIsMissing() {
        Recorder run = Recorder.of(withTaskRole("shop").at(0, Scenarios.runTask(1)));
        assertThat(run.outcomes()).hasSize(1);
        assertThat(run.outcomes().get(0)).contains("ClientException").contains("unable to assume the role 'shop'");
    }

    @Test
    @Tag("IM-10")
    void withoutItsRoleApplicationAutoScalingChangesNothing() {
        Scenarios scenario = Scenarios.ofWeb().service(1, 100, 200);
        scenario.scalableTargets.add(new ScalableTarget("service/default/web", 3, 6));
        assertThat(Recorder.of(scenario).all(Entry.DesiredCountChanged.class)).hasSize(1);
        scenario.faults = new Faults(null, List.of("AWSServiceRoleForApplicationAutoScaling_ECSService"), null);
        Recorder run = Recorder.of(scenario);
        assertThat(run.all(Entry.DesiredCountChanged.class)).isEmpty();
        assertThat(run.all(Entry.NotScaled.class))
                .singleElement()
                .satisfies(row -> assertThat(row.why()).contains("cannot be assumed"));
    }
}
