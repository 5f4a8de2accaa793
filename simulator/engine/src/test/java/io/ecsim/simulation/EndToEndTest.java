// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static io.ecsim.simulation.Containers.container;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.AwsVpcConfiguration;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.DeploymentCircuitBreaker;
import io.ecsim.aws.DeploymentConfiguration;
import io.ecsim.aws.LoadBalancer;
import io.ecsim.aws.NetworkConfiguration;
import io.ecsim.aws.NetworkMode;
import io.ecsim.aws.PlacementConstraint;
import io.ecsim.aws.TargetGroup;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.journal.Entry;
import io.ecsim.kernel.Distribution;
import io.ecsim.world.Faults;
import io.ecsim.world.Worlds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * SW-21 and SW-22 to the second. They are told of two tasks on Fargate: here each task is the first one on its
 * instance, so that its image is pulled whole, and its network interface takes the 10 s of theirs. The deployment
 * starts at 300 s, from where seconds count.
 */
class EndToEndTest {
    private static final int DEPLOYED_AT = 300;

    private static Scenarios twoTasks(String imageOfSecond, DeploymentConfiguration configuration, boolean balanced) {
        Scenarios scenario = new Scenarios().onInstances("m6i.large", null, 4);
        scenario.taskDefinitions.add(definition("app:1"));
        scenario.taskDefinitions.add(definition(imageOfSecond));
        scenario.targetGroups.add(new TargetGroup(
                "web",
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                Map.of("deregistration_delay.timeout_seconds", "60")));
        scenario.services.add(new CreateServiceRequest(
                "web",
                "web:1",
                2,
                null,
                null,
                balanced ? List.of(new LoadBalancer("web", "app", 80)) : null,
                configuration,
                null,
                List.of(new PlacementConstraint("distinctInstance", null)),
                new NetworkConfiguration(new AwsVpcConfiguration(List.of("subnet-a", "subnet-b", "subnet-c"))),
                null));
        return scenario.at(DEPLOYED_AT, Scenarios.deploy("web:2")).exitingAfter(3);
    }

    private static TaskDefinition definition(String image) {
        return new TaskDefinition(
                "web",
                List.of(container("app").image(image).build()),
                NetworkMode.awsvpc,
                null,
                null,
                null,
                null,
                null);
    }

    private static Recorder run(Scenarios scenario, boolean completionWaits) {
        scenario.world = Worlds.with(
                "ec2AwsvpcProvisioning", new Distribution.Constant(10), "completionWaitsForStopped", completionWaits);
        return Recorder.of(scenario);
    }

    private static List<Double> sinceDeployment(List<Double> times) {
        return times.stream()
                .filter(at -> at >= DEPLOYED_AT)
                .map(at -> at - DEPLOYED_AT)
                .toList();
    }

    @ParameterizedTest(name = "completionWaitsForStopped {0}: {1}")
    @Tag("SW-21")
    @Tag("SV-4")
    @Tag("SV-33")
    @Tag("SV-38")
    @Tag("TL-26")
    @Tag("IM-5")
    @Tag("LB-5")
    @CsvSource({"true, 110", "false, 40"})
    void aRolloutOfTwoTasksBehindALoadBalancer(boolean completionWaits, double completedAt) {
        Recorder run = run(twoTasks("app:1", new DeploymentConfiguration(100, 200), true), completionWaits);
        assertThat(run.passes()).endsWith("300 stop 0 start 2", "330 stop 2 start 0");
        for (String task : List.of("task-00003", "task-00004")) {
            assertThat(run.moves(task, DEPLOYED_AT)).containsExactly("PENDING 10", "ACTIVATING 17", "RUNNING 18");
        }
        assertThat(sinceDeployment(run.times(Entry.TargetRegistered.class))).containsExactly(17.0, 17.0);
        assertThat(sinceDeployment(run.times(Entry.TaskHealthChanged.class))).startsWith(22.0, 22.0);
        for (String task : List.of("task-00001", "task-00002")) {
            assertThat(run.moves(task, DEPLOYED_AT))
                    .endsWith("DEACTIVATING 30", "STOPPING 90", "DEPROVISIONING 93", "STOPPED 103");
        }
        assertThat(sinceDeployment(run.times(Entry.DeploymentStateChanged.class)))
                .containsExactly(completedAt);
        assertThat(run.events("has reached a steady state")).last().isEqualTo("410");
    }

    private static DeploymentConfiguration breaker() {
        return new DeploymentConfiguration(
                100,
                200,
                new DeploymentCircuitBreaker(true, true, null, null),
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    private static Scenarios withoutImage(DeploymentConfiguration configuration) {
        Scenarios scenario = twoTasks("app:2", configuration, false);
        scenario.faults = new Faults(null, List.of("app:2"), null);
        return scenario;
    }

    @Test
    @Tag("SW-22")
    @Tag("CB-1")
    @Tag("CB-4")
    @Tag("CB-7")
    @Tag("IM-12")
    void aDeploymentWhoseImageIsMissingFailsAtTheThirdTask() {
        Recorder run = run(withoutImage(breaker()), true);
        assertThat(run.passes()).containsExactly("0 stop 0 start 2", "300 stop 0 start 2", "340 stop 0 start 2");
        assertThat(run.moves("task-00003", DEPLOYED_AT))
                .containsExactly("PENDING 10", "DEPROVISIONING 25", "STOPPED 35");
        assertThat(run.moves("task-00005", DEPLOYED_AT)).endsWith("DEPROVISIONING 65", "STOPPED 75");
        assertThat(run.events("deployment failed: tasks failed to start.")).containsExactly("375");
        assertThat(sinceDeployment(run.times(Entry.DeploymentStateChanged.class)))
                .containsExactly(75.0, 90.0);
        assertThat(sinceDeployment(run.times(Entry.DeploymentStarted.class))).containsExactly(0.0, 80.0);
        assertThat(run.all(Entry.TaskStopRequested.class))
                .extracting(Entry.TaskStopRequested::task)
                .doesNotContain("task-00001", "task-00002");
    }

    @Test
    @Tag("SW-22")
    @Tag("SV-20")
    @Tag("SV-21")
    @Tag("EV-26")
    void withoutABreakerItsStartsComeEverMoreSlowly() {
        Recorder run = run(withoutImage(new DeploymentConfiguration(100, 200)).until(Duration.ofHours(3)), true);
        List<Double> starts = sinceDeployment(run.rows.stream()
                .filter(row -> row.entry() instanceof Entry.SchedulerPass pass && pass.started() > 0)
                .map(Recorder.Row::at)
                .toList());
        assertThat(starts).startsWith(0.0, 40.0, 80.0, 180.0, 340.0, 620.0, 1140.0);
        // A round takes 35 s, then 27 minutes at most, and the next tick: 1655 is rounded up to 1660.
        assertThat(starts.subList(starts.size() - 2, starts.size()))
                .satisfies(last -> assertThat(last.get(1) - last.get(0)).isEqualTo(1660));
        assertThat(run.events("is unable to consistently start tasks successfully."))
                .startsWith("415", "515", "675", "955");
    }
}
