// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.DeleteServiceRequest;
import io.ecsim.journal.Entry;
import io.ecsim.workload.ConstantTraffic;
import io.ecsim.workload.Workload;
import io.ecsim.world.World;
import io.ecsim.world.Worlds;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Services that come while a scenario runs. */
class CreatedServiceTest {
    private static final long MILLION = 1_000_000;

    /** Ten requests a second from the start, and the service "web" only then. */
    private static Scenarios createdAt(int seconds, Scenarios scenario) {
        scenario.at(seconds, new ServiceActions.CreateService(scenario.services.remove(0)));
        scenario.workload.add(new Workload("web", new ConstantTraffic(10)));
        return scenario.until(Duration.ofSeconds(100));
    }

    private static RunResult.ServiceResult run(Scenarios scenario) {
        return Simulation.run(scenario.build(), RunObserver.NONE, () -> false, true)
                .services()
                .get("web");
    }

    private static Action delete() {
        return new ServiceActions.DeleteService(new DeleteServiceRequest("web", true));
    }

    /** Its task is RUNNING after 8 s: 1 s PROVISIONING, 6 s pull, 1 s start (TL-26, IM-5). */
    @ParameterizedTest
    @EnumSource(World.TrafficModel.class)
    @Tag("SV-3")
    void requestsBeforeItIsThereFail(World.TrafficModel traffic) {
        Scenarios scenario = createdAt(50, Scenarios.ofWeb().service(2, 100, 200));
        scenario.world = Worlds.with("traffic", traffic);
        RunResult.ServiceResult web = run(scenario);
        assertThat(web.tasksStarted()).isEqualTo(2);
        double share = (double) web.requests().failed() / web.requests().offered();
        // exactly so in a fluid; about 1,000 single requests come at random moments
        assertThat(share).isBetween(0.58 - 0.06, 0.58 + 0.06);
        if (traffic == World.TrafficModel.fluid) {
            assertThat(web.requests().failed()).isEqualTo(580 * MILLION);
        }
    }

    /** The load balancer has the task from 8 s on, and fails open to it before it is checked (LB-7). */
    @Test
    @Tag("SV-3")
    void behindALoadBalancerItsTargetGroupIsEmptyUntilThen() {
        RunResult.ServiceResult web = run(createdAt(50, Scenarios.ofWeb().behindLoadBalancer(2)));
        assertThat(web.requests().failed()).isEqualTo(580 * MILLION);
        assertThat(web.targetGroups().get("web").served()).isPositive();
    }

    @Test
    void aServiceThatIsNeverCreatedServesNobody() {
        Scenarios scenario = createdAt(50, Scenarios.ofWeb().service(2, 100, 200));
        scenario.taskDefinitions.remove(1);
        scenario.at(10, OperationsTest.deregister("web:1"));
        RunResult.ServiceResult web = run(scenario);
        assertThat(web.requests().failed()).isEqualTo(1000 * MILLION);
        assertThat(web.tasksStarted()).isZero();
    }

    /** Its name is taken while it is DRAINING; old tasks that are still STOPPING do not belong to the new one. */
    @Test
    @Tag("SV-3")
    void aServiceThatIsGoneCanBeCreatedAnew() {
        Scenarios scenario = Scenarios.ofWeb().exitingAfter(25).behindLoadBalancer(2, 100, 200, 100, 0);
        Action create = new ServiceActions.CreateService(scenario.services.get(0));
        Recorder run = Recorder.of(scenario.at(200, create)
                .at(300, delete())
                .at(350, create)
                // 400: the targets are deregistered, the tasks STOPPING and the service INACTIVE
                .at(415, create));
        String taken = "InvalidParameterException: Creation of service was not idempotent.";
        assertThat(run.outcomes()).containsExactly(taken, "ok", taken, "ok");
        assertThat(run.all(Entry.TaskPlaced.class))
                .extracting(Entry.TaskPlaced::task)
                .containsExactlyElementsOf(List.of("task-00001", "task-00002", "task-00003", "task-00004"));
        assertThat(run.events("has reached a steady state")).hasSize(2);
    }

    /** 100 s of nobody in between, and 2 s until a task runs where the image is (IM-2). */
    @Test
    void clientsOfTheOldServiceAreThoseOfTheNewOne() {
        Scenarios scenario =
                Scenarios.ofWeb().onInstances("m6i.large", "us-east-1a", 1).service(1, 100, 200);
        scenario.instances.remove(0);
        scenario.workload.add(new Workload("web", new ConstantTraffic(10)));
        scenario.at(100, delete()).at(200, new ServiceActions.CreateService(scenario.services.get(0)));
        RunResult.ServiceResult web = run(scenario.until(Duration.ofSeconds(300)));
        assertThat(web.requests().failed()).isEqualTo((80 + 1000 + 30) * MILLION);
    }
}
