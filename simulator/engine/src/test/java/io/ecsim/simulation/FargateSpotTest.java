// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.EphemeralStorage;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.TaskLastStatus;
import io.ecsim.aws.TaskStopCode;
import io.ecsim.events.EventType;
import io.ecsim.journal.Entry;
import io.ecsim.workload.Bytes;
import io.ecsim.workload.Image;
import io.ecsim.workload.Share;
import io.ecsim.workload.ShareOverTime;
import io.ecsim.world.Faults;
import io.ecsim.world.Worlds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tasks on Fargate that AWS takes back, and how long their images take. */
class FargateSpotTest {
    private static final Duration TEN_MINUTES = Duration.ofMinutes(10);

    private static TaskDefinition definition(Integer stopTimeout) {
        TaskDefinition plain = FargateTest.definition(256, 512);
        ContainerDefinition container =
                new ContainerDefinition("web", "web", null, null, null, null, null, null, stopTimeout);
        return new TaskDefinition(
                plain.family(),
                List.of(container),
                plain.networkMode(),
                plain.cpu(),
                plain.memory(),
                plain.requiresCompatibilities(),
                null,
                null);
    }

    private static Scenarios onSpot(int desired, Integer stopTimeout) {
        Scenarios scenario =
                FargateTest.scenario(desired, FargateTest.onSpot(1)).exitingAfter(1000);
        scenario.taskDefinitions.set(0, definition(stopTimeout));
        return scenario.until(TEN_MINUTES);
    }

    private static Action interrupt(Double share) {
        return new Action.InterruptSpot(null, null, share == null ? null : new Share(share));
    }

    @Test
    @Tag("SW-17")
    @Tag("TL-17")
    @Tag("FG-11")
    void softwareThatDoesNotEndIsKilledAtItsStopTimeout() {
        Recorder run = Recorder.of(onSpot(1, 30).at(100, interrupt(null)));
        assertThat(run.moves("task-00001", 100)).contains("STOPPING 0", "DEPROVISIONING 30");
        run = Recorder.of(onSpot(1, 120).at(100, interrupt(null)));
        assertThat(run.moves("task-00001", 100)).contains("STOPPING 0", "DEPROVISIONING 120");
        assertThat(run.all(Entry.TaskStopRequested.class))
                .singleElement()
                .satisfies(stop -> assertThat(stop.stopCode()).isEqualTo(TaskStopCode.SpotInterruption))
                .satisfies(stop -> assertThat(stop.why()).isEqualTo("Your Spot Task was interrupted."));
    }

    @Test
    @Tag("SW-17")
    @Tag("TL-17")
    void theNoticeIsAnEventOfATaskThatRuns() {
        Events events = Events.of(onSpot(1, 30).at(100, interrupt(null)).build());
        Map<String, Object> notice = events.details(EventType.TASK_STATE_CHANGE).stream()
                .filter(detail -> detail.get("desiredStatus").equals("STOPPED"))
                .findFirst()
                .orElseThrow();
        assertThat(notice)
                .containsEntry("lastStatus", "RUNNING")
                .containsEntry("stopCode", "SpotInterruption")
                .containsEntry("launchType", "FARGATE")
                .containsEntry("capacityProviderName", "FARGATE_SPOT")
                .containsEntry("platformVersion", "1.4.0")
                .doesNotContainKey("containerInstanceArn");
    }

    @Test
    @Tag("SW-17")
    @Tag("TL-17")
    @Tag("SC-406")
    void aServiceHasNoTaskUntilThereIsSpotAgainAndNothingOnDemandStandsIn() {
        Scenarios scenario = onSpot(1, 30).at(100, interrupt(null));
        scenario.faults = new Faults(
                null,
                null,
                null,
                null,
                List.of(new Faults.NoCapacity(
                        null, null, null, Duration.ofSeconds(100), Duration.ofSeconds(400), "FARGATE_SPOT")),
                null);
        Recorder run = Recorder.of(scenario);
        assertThat(run.times(Entry.TaskPlaced.class)).containsExactly(0.0, 400.0);
        assertThat(run.all(Entry.TaskPlaced.class))
                .extracting(Entry.TaskPlaced::capacityProvider)
                .containsOnly("FARGATE_SPOT");
    }

    @Test
    @Tag("TL-17")
    void aShareIsRoundedUpAndOnDemandStays() {
        Scenarios scenario = FargateTest.scenario(10, FargateTest.onDemand(1, 1), FargateTest.onSpot(4));
        Recorder run = Recorder.of(scenario.at(100, interrupt(0.5)).until(TEN_MINUTES));
        assertThat(run.outcomes()).containsExactly("interrupted 4"); // of 7
        assertThat(run.all(Entry.TaskPlaced.class))
                .extracting(Entry.TaskPlaced::capacityProvider)
                .filteredOn("FARGATE_SPOT"::equals)
                .hasSize(11);
    }

    @Test
    @Tag("TL-17")
    void atAGivenRateTasksAreTakenBackOneByOne() {
        Scenarios scenario = FargateTest.scenario(40, FargateTest.onSpot(1)).until(Duration.ofMinutes(30));
        scenario.faults = new Faults(
                null,
                null,
                null,
                null,
                null,
                new Faults.SpotInterruptions(new ShareOverTime(new Share(0.5), Duration.ofMinutes(10))));
        Recorder run = new Recorder();
        Simulation.run(scenario.build(), run, () -> false);
        int taken = run.all(Entry.TaskStopRequested.class).size();
        assertThat(taken).isBetween(50, 110); // 40 tasks for 28 minutes at a mean of 14.4: 78, deviation 9
    }

    private static Action retire(int count) {
        return new Action.RetireFargateTasks(null, count);
    }

    @Test
    @Tag("TL-18")
    @Tag("TL-21")
    void aRetiredTaskIsReplacedFirstIfThePercentsSaySo() {
        Recorder run = Recorder.of(FargateTest.scenario(2).at(100, retire(1)).until(TEN_MINUTES));
        assertThat(run.times(Entry.TaskPlaced.class)).containsExactly(0.0, 0.0, 100.0);
        assertThat(run.all(Entry.TaskStopRequested.class))
                .singleElement()
                .satisfies(stop -> assertThat(stop.stopCode()).isEqualTo(TaskStopCode.TerminationNotice))
                .satisfies(stop -> assertThat(stop.why()).contains("performing maintenance"));
        double healthy = run.reached("task-00003", "web", TaskLastStatus.RUNNING) + 40;
        assertThat(run.times(Entry.TaskStopRequested.class))
                .first()
                .satisfies(at -> assertThat(at).isBetween(healthy, healthy + 10));
    }

    private static double pullSeconds(Scenarios scenario) {
        return Recorder.of(scenario.until(Duration.ofMinutes(3))).reached("task-00001", "web", TaskLastStatus.RUNNING)
                - 11; // PROVISIONING and the start of the container
    }

    private static Scenarios pulling(Image image) {
        Scenarios scenario = FargateTest.scenario(1);
        scenario.images.put("web", image);
        return scenario;
    }

    @Test
    @Tag("SW-28")
    @Tag("IM-3")
    @Tag("IM-4")
    void aLargeImageWithAnIndexIsThereSooner() {
        Bytes size = new Bytes(300 * Bytes.MIB);
        assertThat(pullSeconds(pulling(new Image(size)))).isEqualTo(16);
        assertThat(pullSeconds(pulling(new Image(size, null, null, null, true))))
                .isCloseTo(6.4, within(1e-9));
        Bytes small = new Bytes(240 * Bytes.MIB);
        assertThat(pullSeconds(pulling(new Image(small, null, null, null, true))))
                .isEqualTo(13);
    }

    @Test
    @Tag("IM-3")
    void largerTasksPullFasterIfAWorldSaysSo() {
        Scenarios scenario = pulling(new Image(new Bytes(300 * Bytes.MIB)));
        scenario.taskDefinitions.set(0, FargateTest.definition(2048, 4096));
        scenario.world = Worlds.with("fargatePullPerVcpu", new Bytes(10 * Bytes.MIB));
        assertThat(pullSeconds(scenario)).isEqualTo(11);
    }

    @Test
    @Tag("FG-4")
    void imagesCountAgainstTheStorage() {
        Scenarios scenario = pulling(new Image(new Bytes(21L << 30))).until(Duration.ofMinutes(1));
        assertThat(Recorder.of(scenario).all(Entry.TaskStopRequested.class))
                .first()
                .satisfies(stop -> assertThat(stop.why()).contains("no space left on device"));
        TaskDefinition plain = scenario.taskDefinitions.get(0);
        scenario.taskDefinitions.set(0, larger(plain));
        assertThat(Recorder.of(scenario).all(Entry.TaskStopRequested.class)).isEmpty();
    }

    private static TaskDefinition larger(TaskDefinition plain) {
        return new TaskDefinition(
                plain.family(),
                plain.containerDefinitions(),
                plain.networkMode(),
                plain.cpu(),
                plain.memory(),
                plain.requiresCompatibilities(),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new EphemeralStorage(40));
    }
}
