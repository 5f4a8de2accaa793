// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.aws.Groups;
import io.ecsim.aws.InstancesDistribution;
import io.ecsim.aws.LifecycleHookSpecification;
import io.ecsim.aws.SetDesiredCapacityRequest;
import io.ecsim.aws.SetInstanceHealthRequest;
import io.ecsim.aws.SetInstanceProtectionRequest;
import io.ecsim.aws.StartInstanceRefreshRequest;
import io.ecsim.journal.Entry;
import io.ecsim.workload.Share;
import io.ecsim.workload.ShareOverTime;
import io.ecsim.world.Faults;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random groups under Spot storms, lost zones, missing capacity and operators, with a service on them: the laws of
 * groups, whatever happens. {@code -Decsim.worlds} says how many.
 */
class CapacityWorldsTest {
    private static final List<String> ZONES = List.of("us-east-1a", "us-east-1b", "us-east-1c");
    private static final String[] STRATEGIES = {
        "lowest-price", "capacity-optimized", "capacity-optimized-prioritized", "price-capacity-optimized"
    };
    private static final String[] POLICIES = {"Default", "OldestInstance", "NewestInstance", "ClosestToNextInstanceHour"
    };
    private static final int MAX = 12;

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("ecsim.worlds", 40));
    }

    private final Random random = new Random();

    private boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    private Scenario world(long seed) {
        random.setSeed(seed);
        Scenarios scenario = Scenarios.ofWeb().withoutInstances();
        scenario.seed = seed;
        scenario.groups.add(group().build());
        scenario.service(1 + random.nextInt(12), random.nextInt(101), 100 + random.nextInt(101));
        scenario.faults = faults();
        for (int i = random.nextInt(12); i > 0; i--) {
            scenario.at(random.nextInt(3600), action());
        }
        return scenario.build();
    }

    private Groups group() {
        Groups group = Groups.of(MAX, random.nextInt(MAX + 1)).terminating(POLICIES[random.nextInt(4)]);
        boolean mixed = once(2);
        if (mixed) {
            group.mixed(
                    new InstancesDistribution(
                            once(2) ? "lowest-price" : null,
                            random.nextInt(4),
                            random.nextInt(101),
                            STRATEGIES[random.nextInt(4)],
                            1 + random.nextInt(3)),
                    "m6i.large",
                    "m5.large",
                    "c5.large");
        } else if (once(2)) {
            group.warmPool(once(2) ? null : random.nextInt(MAX), once(2) ? "Stopped" : "Running");
        }
        if (once(3)) {
            group.hook("in", LifecycleHookSpecification.LAUNCHING, Duration.ofSeconds(90), once(2) ? null : "CONTINUE");
        }
        if (once(3)) {
            group.hook("out", LifecycleHookSpecification.TERMINATING, Duration.ofSeconds(120), null);
        }
        group = once(2) ? group.rebalancing() : group;
        group = once(2) ? group.draining() : group;
        group = once(4) ? group.balancedOnly() : group;
        group = once(4) ? group.protectedFromScaleIn() : group;
        return once(3) ? group.registeringAtOnce() : group;
    }

    private Faults faults() {
        List<Faults.NoCapacity> lacks = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            Duration from = Duration.ofSeconds(random.nextInt(3000));
            lacks.add(new Faults.NoCapacity(
                    once(2) ? "m6i.large" : null,
                    once(2) ? ZONES.get(random.nextInt(3)) : null,
                    once(2) ? once(2) : null,
                    from,
                    from.plusSeconds(random.nextInt(1500))));
        }
        Share share = new Share(random.nextInt(90) / 100.0);
        return new Faults(
                null,
                null,
                null,
                null,
                lacks,
                new Faults.SpotInterruptions(new ShareOverTime(share, Duration.ofHours(1))));
    }

    private Action action() {
        String zone = ZONES.get(random.nextInt(3));
        String any = zone + "/*";
        return switch (random.nextInt(8)) {
            case 0 -> new Action.InterruptSpot("g", null, once(2) ? zone : null, new Share(random.nextDouble()), null);
            case 1 -> new Action.LoseAvailabilityZone(zone, Duration.ofSeconds(1 + random.nextInt(900)));
            case 2 ->
                new GroupActions.SetInstanceProtection(
                        new SetInstanceProtectionRequest("g", List.of(any), random.nextBoolean()));
            case 3 -> new GroupActions.SetInstanceHealth(new SetInstanceHealthRequest(any, "Unhealthy", false));
            case 4 ->
                new GroupActions.StartInstanceRefresh(new StartInstanceRefreshRequest(
                        "g",
                        new StartInstanceRefreshRequest.RefreshPreferences(
                                50 + random.nextInt(51), 100 + random.nextInt(51), random.nextInt(100))));
            case 5 -> new Action.TerminateInstances(zone, 1 + random.nextInt(2));
            default ->
                new CapacityActions.SetDesiredCapacity(new SetDesiredCapacityRequest("g", random.nextInt(MAX + 1)));
        };
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @Tag("SC-446")
    @Tag("SC-701")
    void theLawsOfGroupsHold(long seed) {
        Scenario scenario = world(seed);
        Recorder run = new Recorder();
        RunResult result = Simulation.run(scenario, run, () -> false, true);
        instancesLiveOnceAndTasksOnlyOnThem(run);
        boolean refreshed = scenario.timeline().stream()
                .anyMatch(timed -> timed.action() instanceof GroupActions.StartInstanceRefresh);
        neverBeyond(refreshed ? MAX * 3 / 2 : MAX + 1, run);
        everyStartedSecondIsPaid(run, result);
        Recorder again = new Recorder();
        assertThat(Simulation.run(scenario, again, () -> false, false)).isEqualTo(result);
        assertThat(again.rows).isEqualTo(run.rows);
    }

    private static void instancesLiveOnceAndTasksOnlyOnThem(Recorder run) {
        Set<String> alive = new LinkedHashSet<>();
        Set<String> interrupted = new LinkedHashSet<>();
        for (Recorder.Row row : run.rows) {
            if (row.entry() instanceof Entry.InstanceLaunched launched) {
                assertThat(alive.add(launched.instance())).isTrue();
            } else if (row.entry() instanceof Entry.InstanceTerminated gone) {
                assertThat(alive.remove(gone.instance())).as(gone.instance()).isTrue();
            } else if (row.entry() instanceof Entry.TaskPlaced placed) {
                assertThat(alive).contains(placed.instance());
            } else if (row.entry() instanceof Entry.LifecycleStateChanged change) {
                assertThat(alive).contains(change.instance());
            } else if (row.entry() instanceof Entry.SpotInterruptionWarning warning) {
                assertThat(alive).contains(warning.instance());
                assertThat(interrupted.add(warning.instance())).isTrue();
            }
        }
    }

    /**
     * What is in service or on its way there, when an instant is over: at most a tenth, or one, above MaxSize, in a refresh
     * as many as its maximum healthy percentage says.
     */
    private static void neverBeyond(int most, Recorder run) {
        Set<String> counted = new LinkedHashSet<>();
        double now = 0;
        for (Recorder.Row row : run.rows) {
            if (row.at() > now) {
                assertThat(counted).as("at " + now).hasSizeLessThanOrEqualTo(most);
                now = row.at();
            }
            if (row.entry() instanceof Entry.InstanceLaunched launched) {
                counted.add(launched.instance());
            } else if (row.entry() instanceof Entry.InstanceTerminated gone) {
                counted.remove(gone.instance());
            } else if (row.entry() instanceof Entry.LifecycleStateChanged change) {
                boolean counts =
                        change.state().startsWith("Pending") || change.state().equals("InService");
                if (counts) {
                    counted.add(change.instance());
                } else {
                    counted.remove(change.instance());
                }
            }
        }
    }

    /** Computed once more, instance by instance: from launch or start to stop or end, a minute at least. */
    private static void everyStartedSecondIsPaid(Recorder run, RunResult result) {
        Map<String, Double> since = new LinkedHashMap<>();
        double seconds = 0;
        for (Recorder.Row row : run.rows) {
            if (row.entry() instanceof Entry.InstanceLaunched launched) {
                since.put(launched.instance(), row.at());
            } else if (row.entry() instanceof Entry.InstanceStateChanged change
                    && change.state().equals("running")) {
                since.put(change.instance(), row.at());
            } else if (row.entry() instanceof Entry.InstanceStateChanged change) {
                seconds += paid(since.remove(change.instance()), row.at());
            } else if (row.entry() instanceof Entry.InstanceTerminated gone && since.containsKey(gone.instance())) {
                seconds += paid(since.remove(gone.instance()), row.at());
            }
        }
        for (double begin : since.values()) {
            seconds += paid(begin, 3600);
        }
        double hours = result.bill().lines().stream()
                .filter(line -> line.kind().equals("ec2") || line.kind().equals("ec2Spot"))
                .mapToDouble(line -> line.quantity().doubleValue())
                .sum();
        assertThat(hours * 3600).isCloseTo(seconds, within(1e-3));
    }

    private static double paid(double from, double to) {
        return Math.max(60, Math.ceil(to - from - 1e-9));
    }
}
