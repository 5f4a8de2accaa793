// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import io.ecsim.aws.PlacementConstraint;
import io.ecsim.aws.PlacementConstraintType;
import io.ecsim.aws.PlacementStrategy;
import io.ecsim.aws.TransportProtocol;
import io.ecsim.cluster.ClusterView;
import io.ecsim.cluster.HostPort;
import io.ecsim.cluster.TaskNeeds;
import io.ecsim.kernel.RandomStreams;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/** A cluster that a test writes down, and the words to ask it. Instances registered in the order written. */
final class TestCluster implements ClusterView {
    static final Instant START = Instant.parse("2026-03-02T00:00:00Z");
    static final String WEB = "service:web";

    private final List<TestInstance> instances = new ArrayList<>();

    static TestCluster cluster(TestInstance... instances) {
        return cluster(List.of(instances));
    }

    static TestCluster cluster(List<TestInstance> instances) {
        TestCluster cluster = new TestCluster();
        for (TestInstance instance : instances) {
            cluster.instances.add(instance.registeredAt(cluster.instances.size()));
        }
        return cluster;
    }

    @Override
    public List<TestInstance> instances() {
        return instances;
    }

    @Override
    public Instant start() {
        return START;
    }

    Placement place(TaskNeeds task, PlacementRule rule) {
        return new ScanPlacer().place(this, task, rule);
    }

    /** Places the task and lets it run: the id of its instance, or the reason of the failure. */
    String run(TaskNeeds task, PlacementRule rule) {
        Placement placement = place(task, rule);
        if (placement instanceof Placement.Refused refused) {
            return refused.failureReason();
        }
        TestInstance chosen = (TestInstance) ((Placement.Placed) placement).instance();
        instances.set(instances.indexOf(chosen), chosen.running(task, rule.group()));
        return chosen.id();
    }

    Placement.Refused refusal(TaskNeeds task, PlacementRule rule) {
        return (Placement.Refused) place(task, rule);
    }

    List<Refusal> refusals(TaskNeeds task, PlacementRule rule) {
        return ScanPlacer.refusals(this, task, rule);
    }

    static TaskNeeds task(int cpu, int memory) {
        return TaskNeeds.of(cpu, memory, 0);
    }

    static TaskNeeds taskWithPorts(int... tcp) {
        List<HostPort> ports = IntStream.of(tcp)
                .mapToObj(port -> new HostPort(TransportProtocol.tcp, port))
                .toList();
        return new TaskNeeds(0, 0, 0, ports, false, false, List.of(), Set.of());
    }

    static TaskNeeds awsvpcTask(String... zones) {
        return new TaskNeeds(0, 0, 0, List.of(), true, false, List.of(), Set.of(zones));
    }

    static TaskNeeds taskWithAttributes(String... required) {
        return new TaskNeeds(0, 0, 0, List.of(), false, false, List.of(required), Set.of());
    }

    /** A rule of the service web; each word is {@code type} or {@code type:field}. */
    static PlacementRule service(String... strategy) {
        return rule(WEB, strategies(strategy), List.of());
    }

    static PlacementRule constrained(PlacementConstraint... constraints) {
        return rule(WEB, List.of(), List.of(constraints));
    }

    static PlacementRule rule(String group, List<PlacementStrategy> strategy, List<PlacementConstraint> constraints) {
        return PlacementRule.of(
                group, strategy, constraints, group.startsWith("service:"), false, new RandomStreams(1).stream(group));
    }

    static List<PlacementStrategy> strategies(String... words) {
        List<PlacementStrategy> strategies = new ArrayList<>();
        for (String word : words) {
            String[] parts = word.split(":", 2);
            strategies.add(new PlacementStrategy(parts[0], parts.length == 1 ? null : parts[1]));
        }
        return strategies;
    }

    static PlacementConstraint memberOf(String expression) {
        return new PlacementConstraint(PlacementConstraintType.memberOf, expression);
    }

    static PlacementConstraint distinctInstance() {
        return new PlacementConstraint(PlacementConstraintType.distinctInstance, null);
    }
}
