// SPDX-License-Identifier: Apache-2.0
package io.ecsim.benchmarks;

import io.ecsim.aws.PlacementStrategy;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.cluster.Ids;
import io.ecsim.cluster.Revision;
import io.ecsim.cluster.TaskNeeds;
import io.ecsim.cluster.Transitions;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.placement.IndexedPlacer;
import io.ecsim.placement.Placement;
import io.ecsim.placement.PlacementRule;
import io.ecsim.placement.Placer;
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
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A hundred tasks for each instance, placed one by one in the cluster of a run, each with all that a run knows of it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 5)
@Fork(value = 1, jvmArgsAppend = "-Xmx4g")
public class MillionTasksBenchmark {
    private static final int TASKS_PER_INSTANCE = 100;

    @Param({"100", "10000"})
    int instances;

    @Param({"binpack", "spread"})
    String strategy;

    /** @return the cluster, so that a heap can be looked at */
    @Benchmark
    public ClusterState place() {
        ClusterState cluster = new ClusterState(Instant.EPOCH);
        Transitions transitions = new Transitions(cluster, () -> 0, (time, entry) -> {});
        for (int i = 0; i < instances; i++) {
            transitions.register(registration(i));
        }
        Placer placer = new IndexedPlacer(cluster);
        PlacementRule rule =
                PlacementRule.of("service:shop", chain(), List.of(), true, false, new RandomStreams(1).stream("luck"));
        Revision revision = new Revision(new TaskDefinition("app", null, null, null, null, null, null, null), 1);
        TaskNeeds[] sizes = {
            TaskNeeds.of(128, 256, 0), TaskNeeds.of(256, 512, 0), TaskNeeds.of(128, 512, 0), TaskNeeds.of(512, 1024, 0)
        };
        for (int i = 0; i < TASKS_PER_INSTANCE * instances; i++) {
            TaskNeeds needs = sizes[i % sizes.length];
            var placed = (Placement.Placed) placer.place(cluster, needs, rule);
            transitions.place("shop", "service:shop", "d1", revision, needs, placed.instance());
        }
        return cluster;
    }

    private List<PlacementStrategy> chain() {
        return strategy.equals("binpack")
                ? List.of(new PlacementStrategy("binpack", "memory"))
                : List.of(
                        new PlacementStrategy("spread", "attribute:ecs.availability-zone"),
                        new PlacementStrategy("binpack", "cpu"));
    }

    /** Room for a hundred tasks of the mixture and a little more. */
    private static ContainerInstance.Registration registration(int i) {
        String zone = "us-east-1" + "abc".charAt(i % 3);
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("ecs.availability-zone", zone);
        return new ContainerInstance.Registration(
                Ids.instance(i + 1), "m6i.8xlarge", zone, null, 28, 28_672, 61_440, Set.of(), 0, 7, 0, attributes);
    }
}
