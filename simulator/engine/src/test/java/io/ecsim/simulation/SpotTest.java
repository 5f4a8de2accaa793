// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.aws.Groups;
import io.ecsim.aws.InstancesDistribution;
import io.ecsim.aws.ScalingProcessQuery;
import io.ecsim.journal.Entry;
import io.ecsim.kernel.Distribution;
import io.ecsim.pricing.SpotAdvisor;
import io.ecsim.workload.Share;
import io.ecsim.workload.ShareOverTime;
import io.ecsim.world.Faults;
import io.ecsim.world.Worlds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spot Instances: which are launched, when they are taken back, what becomes of their tasks. */
class SpotTest {
    private static final Action ALL = new Action.InterruptSpot(null, null, null, null, null);

    private static Scenarios with(Groups group) {
        Scenarios scenario = Scenarios.ofWeb().withoutInstances();
        scenario.groups.add(group.build());
        return scenario;
    }

    private static Scenarios neverInterrupted(Scenarios scenario) {
        scenario.faults = rate(0, Duration.ofDays(30));
        return scenario;
    }

    private static Faults rate(double share, Duration time) {
        return new Faults(
                null, null, null, null, null, new Faults.SpotInterruptions(new ShareOverTime(new Share(share), time)));
    }

    private static Map<String, Long> launched(Recorder run, Function<Entry.InstanceLaunched, String> by) {
        return run.all(Entry.InstanceLaunched.class).stream().collect(Collectors.groupingBy(by, Collectors.counting()));
    }

    private static String market(Entry.InstanceLaunched launched) {
        return launched.lifecycle() == null ? "on demand" : launched.lifecycle();
    }

    @ParameterizedTest
    @Tag("CW-33")
    @Tag("SC-448")
    @CsvSource({"10, 50, 20, 15", "10, 50, 21, 16", "12, 0, 10, 10", "12, 0, 40, 12"})
    void theBaseIsOnDemandAndAPercentageOfTheRest(int base, int percentage, int total, int onDemand) {
        InstancesDistribution distribution = new InstancesDistribution(null, base, percentage, null, null);
        assertThat(distribution.onDemand(total)).isEqualTo(onDemand);
        Recorder run = Recorder.of(neverInterrupted(with(Groups.of(50, total).mixed(distribution, "m6i.large"))));
        assertThat(launched(run, SpotTest::market).getOrDefault("spot", 0L)).isEqualTo(total - onDemand);
    }

    /** June 2025, us-east-1: c5.large 59 % saved and band 0, m5.large 66 % and 3, m6g.large 60 % and 2 (SC-504). */
    @ParameterizedTest
    @Tag("SC-448")
    @Tag("SC-504")
    @CsvSource({
        "capacity-optimized, c5.large",
        "capacity-optimized-prioritized, c5.large",
        "price-capacity-optimized, c5.large"
    })
    void aSpotStrategyChoosesTheSaferPools(String strategy, String type) {
        Recorder run = Recorder.of(
                neverInterrupted(with(Groups.of(6, 6).spot(strategy, "m5.large", "m6g.large", "c5.large"))));
        assertThat(launched(run, Entry.InstanceLaunched::instanceType)).isEqualTo(Map.of(type, 6L));
    }

    /** 0.077 x 0.4 = 0.0308, 0.096 x 0.34 = 0.03264, 0.085 x 0.41 = 0.03485 USD an hour. */
    @Test
    @Tag("SC-448")
    void lowestPriceSpreadsOverTheTwoCheapestPoolsOfEachZone() {
        Recorder run = Recorder.of(
                neverInterrupted(with(Groups.of(6, 6).spot("lowest-price", "c5.large", "m5.large", "m6g.large"))));
        assertThat(launched(run, Entry.InstanceLaunched::instanceType))
                .isEqualTo(Map.of("m6g.large", 3L, "m5.large", 3L));
    }

    @Test
    @Tag("SC-448")
    @Tag("SC-455")
    void whereAPoolHasNoCapacityTheNextOneIsTaken_butNeverOnDemandForSpot() {
        Scenarios scenario = with(Groups.of(6, 3).spot("capacity-optimized", "m5.large", "c5.large"));
        List<Faults.NoCapacity> lacks = List.of(
                new Faults.NoCapacity("c5.large", null, true, null, null),
                new Faults.NoCapacity("m5.large", "us-east-1a", true, null, null),
                new Faults.NoCapacity(null, "us-east-1b", true, null, null));
        scenario.faults = new Faults(
                null,
                null,
                null,
                null,
                lacks,
                new Faults.SpotInterruptions(new ShareOverTime(new Share(0), Duration.ofDays(1))));
        Recorder run = Recorder.of(scenario);
        assertThat(launched(run, launched -> launched.availabilityZone() + " " + launched.instanceType()))
                .isEqualTo(Map.of("us-east-1c m5.large", 3L));
        assertThat(run.all(Entry.LaunchFailed.class)).allSatisfy(failed -> {
            assertThat(failed.lifecycle()).isEqualTo("spot");
            assertThat(failed.why()).contains("There is no Spot capacity available that matches your request");
        });
    }

    @Test
    @Tag("CW-35")
    @Tag("SC-505")
    void theRateIsThatOfTheMiddleOfItsBand() {
        double perHour = new SpotAdvisor.Row(60, 1).interruptionsPerHour();
        assertThat(perHour).isCloseTo(0.00010680, within(5e-9));
        assertThat(20 * 24 * perHour).isCloseTo(0.05126, within(5e-6));
        assertThat(1 - Math.exp(-20 * 24 * perHour)).isCloseTo(0.04997, within(5e-6));
        assertThat(new ShareOverTime(new Share(0.075), Duration.ofHours(730)).perHour())
                .isEqualTo(perHour);
    }

    /** 300 instances, each interrupted within an hour with probability 0.5, which are not replaced: 150, give or take 4 sigma. */
    @Test
    @Tag("SC-505")
    void soManyAreInterruptedAsTheRateSays() {
        Scenarios scenario = with(Groups.of(300, 300).spot("lowest-price", "m6i.large"))
                .at(1, new GroupActions.SuspendProcesses(new ScalingProcessQuery("g", List.of("Launch"))));
        scenario.faults = rate(0.5, Duration.ofHours(1));
        Recorder run = Recorder.of(scenario);
        assertThat(run.all(Entry.SpotInterruptionWarning.class)).hasSizeBetween(150 - 35, 150 + 35);
        assertThat(run.all(Entry.RebalanceRecommended.class))
                .hasSameSizeAs(run.all(Entry.SpotInterruptionWarning.class));
    }

    @Test
    @Tag("SC-501")
    @Tag("SC-503")
    void twoMinutesAfterTheNoticeTheInstanceAndItsTasksAreGone_andItsGroupReplacesItThen() {
        Recorder run = Recorder.of(neverInterrupted(with(Groups.of(1, 1).spot("lowest-price", "m6i.large")))
                .service(2, 100, 200)
                .at(600, ALL));
        assertThat(run.times(Entry.SpotInterruptionWarning.class)).containsExactly(600.0);
        assertThat(run.times(Entry.InstanceTerminated.class)).containsExactly(720.0);
        assertThat(run.stopRequests()).containsExactly("task-00001 720", "task-00002 720");
        assertThat(run.times(Entry.InstanceRegistered.class)).containsExactly(0.0, 780.0);
        assertThat(run.outcomes()).containsExactly("interrupted [i-00001]");
    }

    @Test
    @Tag("SC-449")
    void capacityRebalancingLaunchesFirst_andEndsTheOldOneWhenTheNewOneIsInService() {
        Scenarios scenario = neverInterrupted(with(Groups.of(1, 1)
                        .in("us-east-1a")
                        .spot("lowest-price", "m6i.large")
                        .rebalancing()))
                .at(600, ALL);
        Recorder run = Recorder.of(scenario);
        assertThat(run.times(Entry.RebalanceRecommended.class)).containsExactly(600.0);
        assertThat(run.times(Entry.InstanceLaunched.class)).containsExactly(0.0, 600.0); // one above its maximum
        assertThat(run.times(Entry.InstanceTerminated.class)).containsExactly(660.0);
    }

    @Test
    @Tag("SC-501")
    void theRecommendationMayComeBeforeTheNotice() {
        Scenarios scenario = with(Groups.of(1, 1).spot("lowest-price", "m6i.large"));
        scenario.faults = rate(0.9999, Duration.ofHours(1));
        scenario.world = Worlds.with("rebalanceRecommendation", new Distribution.Constant(30));
        Recorder run = Recorder.of(scenario);
        double recommended = run.times(Entry.RebalanceRecommended.class).get(0);
        assertThat(run.times(Entry.SpotInterruptionWarning.class).get(0)).isCloseTo(recommended + 30, within(1e-6));
        assertThat(run.times(Entry.InstanceTerminated.class).get(0)).isCloseTo(recommended + 150, within(1e-6));
    }

    /** i-00001 has two of the four tasks; the other instance, on demand, has room for two more. */
    private static Scenarios halfOnSpot(int minimumHealthyPercent, boolean draining) {
        InstancesDistribution half = new InstancesDistribution(null, 1, 0, null, null);
        Groups group = Groups.of(2, 2).in("us-east-1a").mixed(half, "m6i.large");
        return neverInterrupted(with(draining ? group.draining() : group))
                .service(4, minimumHealthyPercent, 100)
                .at(1000, ALL);
    }

    @Test
    @Tag("CW-46")
    @Tag("SC-502")
    @Tag("IN-6")
    @Tag("SC-503")
    void withHalfOfThemAllowedToBeMissingBothTasksMayStopBeforeReplacements() {
        Recorder run = Recorder.of(halfOnSpot(50, true));
        assertThat(run.all(Entry.InstanceStatusChanged.class)).hasSize(1);
        assertThat(run.times(Entry.TaskStopRequested.class)).hasSize(2).allMatch(at -> at >= 1000 && at <= 1020);
    }

    @Test
    @Tag("CW-46")
    @Tag("SC-503")
    void withAHundredPercentNothingStopsBeforeItsReplacement_andWithoutRoomAboveTheyDieAtTheEnd() {
        Recorder run = Recorder.of(halfOnSpot(100, true));
        assertThat(run.times(Entry.TaskStopRequested.class)).containsExactly(1120.0, 1120.0);
        Scenarios roomAbove = neverInterrupted(with(Groups.of(2, 2)
                                .in("us-east-1a")
                                .mixed(new InstancesDistribution(null, 1, 0, null, null), "m6i.large")
                                .draining())
                        .service(4, 100, 200))
                .at(1000, ALL);
        Recorder replaced = Recorder.of(roomAbove);
        List<Double> stops = replaced.times(Entry.TaskStopRequested.class);
        assertThat(stops).hasSize(2).allMatch(at -> at > 1000 && at < 1120);
        assertThat(replaced.all(Entry.TaskPlaced.class)).hasSize(6);
    }

    @Test
    @Tag("SC-502")
    @Tag("IN-6")
    void withoutTheFlagNothingDrains() {
        Recorder run = Recorder.of(halfOnSpot(50, false));
        assertThat(run.all(Entry.InstanceStatusChanged.class)).isEmpty();
        assertThat(run.times(Entry.TaskStopRequested.class)).containsExactly(1120.0, 1120.0);
    }

    @Test
    void aShareOfThemIsTakenBack_thoseThatWereLaunchedFirst() {
        Recorder run = Recorder.of(neverInterrupted(with(Groups.of(9, 4).spot("lowest-price", "m6i.large")))
                .at(100, new Action.InterruptSpot("g", null, "us-east-1a", new Share(0.5), null))
                .at(200, new Action.InterruptSpot(null, null, null, null, List.of("i-00002"))));
        assertThat(run.outcomes()).containsExactly("interrupted [i-00001]", "interrupted [i-00002]");
    }
}
