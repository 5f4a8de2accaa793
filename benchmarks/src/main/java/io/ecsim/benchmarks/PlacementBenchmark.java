// SPDX-License-Identifier: Apache-2.0
package io.ecsim.benchmarks;

import io.ecsim.aws.PlacementConstraint;
import io.ecsim.aws.PlacementStrategy;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.cluster.Revision;
import io.ecsim.cluster.TaskNeeds;
import io.ecsim.cluster.Transitions;
import io.ecsim.kernel.RandomStream;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.placement.Placement;
import io.ecsim.placement.PlacementRule;
import io.ecsim.placement.Placer;
import io.ecsim.placement.ScanPlacer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
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
 * One decision in a cluster of three zones whose instances hold up to twelve tasks of twenty services. The cluster does
 * not change in between: placing is a pure function.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class PlacementBenchmark {

    private static final String GROUP = "service:s0";
    private static final PlacementStrategy ZONES = new PlacementStrategy("spread", "attribute:ecs.availability-zone");
    private static final PlacementStrategy BINPACK = new PlacementStrategy("binpack", "memory");

    @Param({"100", "1000", "10000"})
    int instances;

    @Param({"default", "binpack", "spread-zone+binpack", "distinct"})
    String strategy;

    private final Placer placer = new ScanPlacer();
    private final ClusterState cluster = new ClusterState(Instant.EPOCH);
    private final TaskNeeds fitting = needs(256, 512);
    private final TaskNeeds tooBig = needs(256, 1 << 20);
    private PlacementRule rule;

    @Setup
    public void fill() {
        RandomStream random = new RandomStreams(2014).stream("fill");
        Transitions transitions = new Transitions(cluster, () -> 0, (time, entry) -> {});
        var revision = new Revision(new TaskDefinition("app", null, null, null, null, null, null, null), 1);
        for (int i = 0; i < instances; i++) {
            ContainerInstance instance = transitions.register(registration(i));
            for (int tasks = random.nextInt(13); tasks > 0; tasks--) {
                String service = "s" + random.nextInt(20);
                transitions.place(service, "service:" + service, "d1", revision, fitting, instance);
            }
        }
        rule = PlacementRule.of(GROUP, chain(), constraints(), true, false, random);
    }

    private static TaskNeeds needs(int cpu, int memory) {
        return new TaskNeeds(cpu, memory, 0, List.of(), false, false, List.of("ecs.os-type=linux"), Set.of());
    }

    private static ContainerInstance.Registration registration(int i) {
        String zone = "us-east-1" + "abc".charAt(i % 3);
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("ecs.availability-zone", zone);
        attributes.put("ecs.instance-type", "m6i.xlarge");
        attributes.put("ecs.os-type", "linux");
        return new ContainerInstance.Registration(
                "i-" + (100_000 + i), "m6i.xlarge", zone, null, 4, 4096, 15_500, Set.of(), 0, 3, 0, attributes);
    }

    private List<PlacementStrategy> chain() {
        return switch (strategy) {
            case "binpack" -> List.of(BINPACK);
            case "spread-zone+binpack" -> List.of(ZONES, BINPACK);
            default -> List.of();
        };
    }

    private List<PlacementConstraint> constraints() {
        return strategy.equals("distinct")
                ? List.of(new PlacementConstraint("distinctInstance", null))
                : List.of();
    }

    @Benchmark
    public Placement placed() {
        return placer.place(cluster, fitting, rule);
    }

    /** No instance has the memory: a reason for each of them. */
    @Benchmark
    public Placement refused() {
        return placer.place(cluster, tooBig, rule);
    }
}
