// SPDX-License-Identifier: Apache-2.0
package io.ecsim.benchmarks;

import io.ecsim.aws.PlacementConstraint;
import io.ecsim.aws.PlacementConstraintType;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.placement.IndexedPlacer;
import io.ecsim.placement.Placement;
import io.ecsim.placement.PlacementRule;
import io.ecsim.placement.Placer;
import io.ecsim.placement.ScanPlacer;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Decisions a second: one task is placed and the oldest stops, in a cluster that stays as full as it is. The obvious
 * implementation beside the indexed one.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PlacementBenchmark {
    @Param({"100", "1000", "10000"})
    int instances;

    @Param({
        "binpack:memory",
        "binpack:cpu",
        "spread:attribute:ecs.availability-zone+binpack:memory",
        "default",
        "spread:instanceId",
        "spread:instanceId+binpack:memory",
        "spread:attribute:rack",
        "spread:attribute:host-name",
        "binpack:cpu+binpack:memory",
        "binpack:memory+spread:attribute:ecs.availability-zone",
        "random"
    })
    String strategy;

    @Param({"half-full", "95-percent-full", "fragmented", "member-of-1-percent"})
    String state;

    @Param({"nothing", "port", "eni", "gpu", "zone", "distinct", "moving-member-of"})
    String asks;

    private PlacementWorld world;
    private PlacementRule rule;
    private Placer indexed;
    private final Placer scan = new ScanPlacer();

    /** How many decisions the index left to the scan, and how many found no place. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Counts {
        public long scans;
        public long refused;
    }

    @Setup
    public void fill() {
        world = new PlacementWorld(instances, state, PlacementWorld.pattern(asks));
        List<PlacementConstraint> constraints = switch (asks) {
            case "distinct" -> List.of(new PlacementConstraint(PlacementConstraintType.distinctInstance, null));
            case "moving-member-of" -> List.of(PlacementWorld.memberOf("runningTasksCount < 40"));
            default -> List.of();
        };
        if (state.equals("member-of-1-percent")) {
            constraints = new java.util.ArrayList<>(constraints);
            constraints.add(PlacementWorld.memberOf("attribute:share == rare"));
        }
        rule = PlacementRule.of(
                PlacementWorld.GROUP,
                PlacementWorld.strategies(strategy),
                constraints,
                true,
                false,
                new RandomStreams(1).stream("luck"));
        indexed = new IndexedPlacer(world);
        world.fill(indexed, rule);
    }

    @Benchmark
    public Placement indexed(Counts counts) {
        Placement placement = world.decide(indexed, rule);
        counts.refused = world.refused();
        counts.scans = ((IndexedPlacer) indexed).scans();
        return placement;
    }

    @Benchmark
    public Placement scan() {
        return world.decide(scan, rule);
    }
}
