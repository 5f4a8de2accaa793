// SPDX-License-Identifier: Apache-2.0
package io.ecsim.benchmarks;

import io.ecsim.aws.PlacementConstraint;
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
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Decisions: tasks are placed one by one in a cluster that stays about as full as it is; between batches, and outside the
 * measured time, the oldest stop. The obvious implementation beside the indexed one, which is not asked why when there is
 * no place: that is a look at all instances. What counts is the line {@code decisions}, a rate a second.
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
    private IndexedPlacer indexed;
    private final Placer scan = new ScanPlacer();

    /** How many decisions were made, how many found no place, and how many the index left to the scan. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Counts {
        public long decisions;
        public long refused;
        public long scans;
    }

    @Setup
    public void fill() {
        world = new PlacementWorld(instances, state, PlacementWorld.pattern(asks));
        List<PlacementConstraint> constraints = switch (asks) {
            case "distinct" -> List.of(new PlacementConstraint("distinctInstance", null));
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
        world.fill(indexed::placeOrNull, rule);
    }

    @Setup(Level.Invocation)
    public void settle() {
        world.settle(indexed::placeOrNull, rule);
    }

    @Benchmark
    public Placement indexed(Counts counts) {
        long scansBefore = indexed.scans();
        Placement last = batch(indexed::placeOrNull, counts);
        counts.scans += indexed.scans() - scansBefore;
        return last;
    }

    @Benchmark
    public Placement scan(Counts counts) {
        return batch(scan, counts);
    }

    private Placement batch(Placer placer, Counts counts) {
        Placement last = null;
        for (int i = 0; i < world.batch(); i++) {
            last = world.place(placer, rule);
            counts.decisions++;
            counts.refused += last == null ? 1 : 0;
        }
        return last;
    }
}
