// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.LoadBalancer;
import io.ecsim.aws.PlacementConstraint;
import io.ecsim.aws.RunTaskRequest;
import io.ecsim.aws.TargetGroup;
import io.ecsim.aws.UpdateContainerInstancesStateRequest;
import io.ecsim.aws.UpdateServiceRequest;
import io.ecsim.journal.Entry;
import io.ecsim.workload.Application;
import io.ecsim.workload.ConstantTraffic;
import io.ecsim.workload.Health;
import io.ecsim.workload.Workload;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who waits for something is looked at again when it has come, and not by luck. */
class LookingAgainTest {

    @Test
    @Tag("CN-6")
    @Tag("QL-10")
    void aServiceThatWaitsForCompanyIsPlacedAtTheTickAfterItHasCome() {
        Scenarios scenario = Scenarios.ofWeb();
        PlacementConstraint company = new PlacementConstraint("memberOf", "task:group == family:web");
        scenario.services.add(new CreateServiceRequest(
                "web", "web:1", 1, null, null, null, null, null, List.of(company), null, null));
        scenario.at(
                Duration.ofSeconds(605),
                new TaskActions.RunTask(new RunTaskRequest("web", 1, "family:web", null, null, null)));
        Recorder run = Recorder.of(scenario);
        assertThat(run.placed("task-00001")).isEqualTo(605);
        assertThat(run.placed("task-00002")).isEqualTo(610);
    }

    @Test
    @Tag("SV-12")
    void aGracePeriodThatIsCutEndsWhenItNowEnds() {
        Scenarios scenario = Scenarios.ofWeb();
        scenario.targetGroups.add(new TargetGroup("web", null, null, null, null, null, null, null, null, null));
        scenario.services.add(new CreateServiceRequest(
                "web",
                "web:1",
                1,
                null,
                null,
                List.of(new LoadBalancer("web", "web", 80)),
                null,
                null,
                null,
                null,
                3000));
        scenario.applications.put("web", new Application(null, null, null, null, null, null, new Health.Never(), null));
        scenario.at(
                Duration.ofMinutes(5),
                new ServiceActions.UpdateService(
                        new UpdateServiceRequest("web", null, null, null, null, null, null, 600)));
        Recorder run = Recorder.of(scenario);
        // RUNNING at 9 s: the grace period ends at 609 s, its replacement starts at the tick after.
        assertThat(run.placed("task-00002")).isEqualTo(610);
    }

    @Test
    @Tag("SV-11")
    void tasksThatFailTheirHealthChecksCountAsFailed() {
        Scenarios scenario = Scenarios.ofWeb().behindLoadBalancer(2);
        scenario.applications.put(
                "web",
                new Application(null, null, null, null, null, null, new Health.FailAfter(Duration.ofMinutes(5)), null));
        RunResult.ServiceResult web =
                Simulation.run(scenario.build()).services().get("web");
        assertThat(web.tasksFailed()).isPositive().isEqualTo(web.tasksStopped());
    }

    @Test
    void overlappingChangesOfTrafficAreToldAsTheirProduct() {
        Scenarios scenario = Scenarios.ofWeb().service(1, 100, 200);
        scenario.workload.add(new Workload("web", new ConstantTraffic(1)));
        scenario.at(Duration.ofMinutes(1), new Action.SetTraffic("web", 2.0, Duration.ofMinutes(10)));
        scenario.at(Duration.ofMinutes(2), new Action.SetTraffic("web", 3.0, Duration.ofMinutes(30)));
        Recorder run = Recorder.of(scenario);
        assertThat(run.rows)
                .filteredOn(row -> row.entry() instanceof Entry.TrafficChanged)
                .extracting(row -> row.at() + " x" + ((Entry.TrafficChanged) row.entry()).factor())
                .containsExactly("60.0 x2.0", "120.0 x6.0", "660.0 x3.0", "1920.0 x1.0");
    }

    @Test
    void multiplyingTheTrafficOfAServiceThatHasNoneGivesNone() {
        Scenarios scenario = Scenarios.ofWeb().service(1, 100, 200);
        scenario.at(Duration.ofMinutes(1), new Action.SetTraffic("web", 2.0, null));
        assertThat(Simulation.run(scenario.build()).requests().offered()).isZero();
    }

    @Test
    @Tag("PL-8")
    void singleRunTaskCallsDoNotAllDrawTheSameInstance() {
        Scenarios scenario = new Scenarios();
        scenario.instances.add(new ContainerInstances("m6i.large", null, 8, null));
        scenario.taskDefinitions.add(Scenarios.web(64, 64));
        for (int i = 1; i <= 16; i++) {
            scenario.at(
                    Duration.ofMinutes(i),
                    new TaskActions.RunTask(new RunTaskRequest("web", 1, null, null, null, null)));
        }
        // 16 draws from 8 instances hit 7.1 of them on average; fewer than 4 has a chance of 3 in a million.
        assertThat(Recorder.of(scenario).all(Entry.TaskPlaced.class))
                .extracting(Entry.TaskPlaced::instance)
                .satisfies(
                        instances -> assertThat(instances.stream().distinct()).hasSizeGreaterThan(3));
    }

    @Test
    @Tag("IN-1")
    void drainingAnInstanceThatIsNotThereIsAFailure() {
        Scenarios scenario = Scenarios.ofWeb().service(1, 100, 200);
        scenario.at(
                Duration.ofMinutes(1),
                new CapacityActions.UpdateContainerInstancesState(new UpdateContainerInstancesStateRequest(
                        List.of("i-77777", "us-east-1a/*"), ContainerInstanceStatus.DRAINING)));
        assertThat(Recorder.of(scenario).all(Entry.Requested.class))
                .extracting(Entry.Requested::outcome)
                .containsExactly("failures: i-77777 MISSING");
    }
}
