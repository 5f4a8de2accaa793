// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.StopTaskRequest;
import io.ecsim.journal.Entry;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Service events: their words, when they come, and when they come again. */
class ServiceEventsTest {
    private static final String CLOSEST = " The closest matching container-instance i-00001 has ";
    private static final String UNPLACED =
            "(service web) was unable to place a task because no container instance met all" + " of its requirements.";

    private static List<String> messages(Recorder run) {
        return run.all(Entry.ServiceEvent.class).stream()
                .map(Entry.ServiceEvent::message)
                .toList();
    }

    @Test
    @Tag("SV-26")
    @Tag("EV-25")
    @Tag("EV-39")
    @Tag("EV-40")
    @Tag("EV-43")
    void aRolloutIsToldInEcsWords() {
        Recorder run = Recorder.of(Scenarios.ofWeb().service(2, 100, 200).at(300, Scenarios.deploy("web:2")));
        assertThat(messages(run))
                .containsExactly(
                        "(service web) has started 2 tasks: (task task-00001) (task task-00002).",
                        "(service web) (deployment ecs-svc/1) deployment completed.",
                        "(service web) has reached a steady state.",
                        "(service web) has started 2 tasks: (task task-00003) (task task-00004).",
                        "(service web) has stopped 2 running tasks: (task task-00001) (task task-00002).",
                        "(service web) (deployment ecs-svc/2) deployment completed.",
                        "(service web) has reached a steady state.");
    }

    /** The order of hackforla/CivicTechJobs#436, where a pass lies between the stop and the deregistration. */
    @Test
    @Tag("EV-41")
    @Tag("EV-42")
    void targetsThatComeAndGoAreTold() {
        Recorder run = Recorder.of(Scenarios.ofWeb()
                .withoutInstances()
                .onInstances("m6i.large", null, 2)
                .behindLoadBalancer(2)
                .at(300, Scenarios.deploy("web:2")));
        assertThat(messages(run))
                .containsExactly(
                        "(service web) has started 2 tasks: (task task-00001) (task task-00002).",
                        "(service web) registered 2 targets in (target-group web)",
                        "(service web) (deployment ecs-svc/1) deployment completed.",
                        "(service web) has reached a steady state.",
                        "(service web) has started 2 tasks: (task task-00003) (task task-00004).",
                        "(service web) registered 2 targets in (target-group web)",
                        "(service web) has stopped 2 running tasks: (task task-00001) (task task-00002).",
                        "(service web) deregistered 2 targets in (target-group web)",
                        "(service web, taskSet ecs-svc/1) has begun draining connections on 2 tasks.",
                        "(service web) (deployment ecs-svc/2) deployment completed.",
                        "(service web) has reached a steady state.");
        assertThat(run.all(Entry.ServiceEvent.class))
                .filteredOn(event -> event.message().contains(" targets in ")
                        || event.message().contains(" draining "))
                .hasSize(4)
                .allMatch(event -> event.eventName() == null);
    }

    /** TL-16: nobody waits for connections to drain. */
    @Test
    @Tag("EV-41")
    void theTargetOfATaskThatIsLostIsDeregisteredWithoutDraining() {
        Recorder run =
                Recorder.of(Scenarios.ofWeb().behindLoadBalancer(1).at(300, new Action.TerminateInstances(null, 99)));
        assertThat(run.events("(service web) deregistered 1 targets in (target-group web)"))
                .containsExactly("300");
        assertThat(run.events("has begun draining")).isEmpty();
    }

    @Test
    @Tag("SV-17")
    @Tag("SV-18")
    @Tag("EV-25")
    @Tag("EV-45")
    void theSteadyStateIsToldAgainEverySixHours() {
        Recorder run = Recorder.of(Scenarios.ofWeb().service(2, 100, 200).until(Duration.ofHours(13)));
        assertThat(run.events("has reached a steady state")).containsExactly("50", "21650", "43250");
    }

    @Test
    @Tag("SV-17")
    @Tag("SV-18")
    void aServiceThatWasNotSteadyForAWhileSaysItAnew() {
        Recorder run = Recorder.of(Scenarios.ofWeb()
                .service(2, 100, 200)
                .at(3600, Scenarios.scaleTo(3))
                .until(Duration.ofHours(8)));
        // The third task: 1 s PROVISIONING, 6 s pull, 1 s start, 40 s: healthy at 3648. The event of 50 is not
        // repeated.
        assertThat(run.events("has reached a steady state")).containsExactly("50", "3650", "25250");
    }

    /** 2048 CPU units hold two tasks of 1024. */
    private static Scenarios roomForTwo(int desired) {
        Scenarios scenario = new Scenarios().onInstances("m6i.large", null, 1).service(desired, 100, 200);
        scenario.taskDefinitions.add(Scenarios.web(1024, 256));
        return scenario;
    }

    @Test
    @Tag("EV-7")
    @Tag("EV-10")
    void aTaskWithoutAPlaceIsToldWithTheCause() {
        Recorder run = Recorder.of(roomForTwo(3));
        assertThat(messages(run))
                .containsExactly(
                        UNPLACED + CLOSEST + "insufficient CPU units available.",
                        "(service web) has started 2 tasks: (task task-00001) (task task-00002).");
    }

    @Test
    @Tag("EV-7")
    @Tag("EV-11")
    void lackOfMemoryHasItsWords() {
        Scenarios scenario = new Scenarios().onInstances("m6i.large", null, 1).service(1, 100, 200);
        scenario.taskDefinitions.add(Scenarios.web(1024, 7783));
        assertThat(messages(Recorder.of(scenario)))
                .containsExactly(UNPLACED + CLOSEST + "insufficient memory available.");
    }

    @Test
    @Tag("EV-7")
    @Tag("EV-45")
    void theMessageIsHeldBackForSixHoursWhileTheTaskWaits() {
        Recorder run = Recorder.of(roomForTwo(3).until(Duration.ofHours(13)));
        assertThat(run.events("unable to place a task")).containsExactly("0", "21600", "43200");
    }

    @Test
    @Tag("SV-5")
    void aTaskThatWaitsIsPlacedWhenRoomAppears() {
        Scenarios scenario = roomForTwo(1).at(100, Scenarios.runTask(1)).at(200, Scenarios.scaleTo(2));
        scenario.at(605, new TaskActions.StopTask(new StopTaskRequest("task-00002", null)));
        Recorder run = Recorder.of(scenario);
        assertThat(run.events("unable to place a task")).containsExactly("200");
        assertThat(run.placed("task-00003")).isEqualTo(610);
        assertThat(run.all(Entry.PlacementRefused.class))
                .extracting(Entry.PlacementRefused::tasks)
                .containsExactly(1, 0);
    }

    @Test
    @Tag("EV-19")
    @Tag("PW-34")
    @Tag("TD-40")
    void inAnEmptyClusterAServiceWaitsAndRunTaskIsRefused() {
        Scenarios scenario =
                Scenarios.ofWeb().withoutInstances().service(1, 100, 200).at(60, Scenarios.runTask(1));
        Recorder run = Recorder.of(scenario);
        assertThat(messages(run))
                .containsExactly(UNPLACED + " Reason: No Container Instances were found in your cluster.");
        assertThat(run.outcomes())
                .containsExactly("InvalidParameterException: No Container Instances were found in your cluster.");
    }
}
