// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import io.ecsim.aws.PlacementStrategy;
import io.ecsim.cluster.ClusterView;
import io.ecsim.cluster.Ids;
import io.ecsim.cluster.InstanceView;
import io.ecsim.cluster.TaskNeeds;
import io.ecsim.kernel.RandomStream;
import io.ecsim.placement.StopOrder.Candidate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The obvious way, against which {@link StopOrder} is tested: every choice looks at every task that is left. */
final class ScanStopOrder {
    /** PL-37. */
    private static final Comparator<Candidate> OLDEST_FIRST =
            Comparator.comparingLong(Candidate::createdAt).thenComparing(Candidate::taskId, Ids.ORDER);

    private ScanStopOrder() {}

    /** As {@link StopOrder#choose}. */
    static List<String> choose(
            List<Candidate> tasks, int count, List<PlacementStrategy> strategy, RandomStream random) {
        List<PlacementRule.Step> steps =
                PlacementRule.Step.chain(strategy.isEmpty() ? PlacementRule.SERVICE_DEFAULT : strategy);
        // PL-32, PL-34: where the guide says "at random", luck replaces age.
        boolean draws = strategy.stream()
                .anyMatch(step -> step.type().equals(Spread.TYPE) || step.type().equals(RandomDraw.TYPE));
        Map<String, Occupied> instances = occupied(tasks);
        List<Candidate> left = new ArrayList<>(tasks);
        List<String> chosen = new ArrayList<>();
        while (chosen.size() < count) {
            List<Candidate> candidates = nextInTurn(left);
            if (candidates.isEmpty()) {
                break;
            }
            Candidate next = pick(last(candidates, instances, steps), draws, random);
            left.remove(next);
            chosen.add(next.taskId());
            if (next.instance() != null) {
                instances.compute(next.instance().id(), (id, occupied) -> occupied.without(next));
            }
        }
        return chosen;
    }

    private static Map<String, Occupied> occupied(List<Candidate> tasks) {
        Map<String, Occupied> instances = new LinkedHashMap<>();
        for (Candidate task : tasks) {
            if (task.instance() != null) {
                instances.merge(
                        task.instance().id(),
                        new Occupied(task.instance(), 1, 0, 0),
                        (occupied, one) -> new Occupied(occupied.instance(), occupied.tasks() + 1, 0, 0));
            }
        }
        return instances;
    }

    private static List<Candidate> nextInTurn(List<Candidate> tasks) {
        List<Candidate> next = new ArrayList<>();
        for (Candidate task : tasks) {
            if (task.isProtected()) {
                continue;
            }
            if (!next.isEmpty() && turn(task) < turn(next.get(0))) {
                next.clear();
            }
            if (next.isEmpty() || turn(task) == turn(next.get(0))) {
                next.add(task);
            }
        }
        return next;
    }

    /** Those that every step in its turn would place last. Tasks without an instance are all alike. */
    private static List<Candidate> last(
            List<Candidate> candidates, Map<String, Occupied> instances, List<PlacementRule.Step> steps) {
        List<Candidate> last =
                candidates.stream().filter(task -> task.instance() == null).toList();
        if (!last.isEmpty()) {
            return last;
        }
        last = candidates;
        ClusterView cluster = new Instances(List.copyOf(instances.values()));
        for (PlacementRule.Step step : steps) {
            last = highest(last, instances, step.scorer(cluster, Occupied.GROUP));
        }
        return last;
    }

    private static List<Candidate> highest(
            List<Candidate> candidates, Map<String, Occupied> instances, Ranking.Scorer scorer) {
        List<Candidate> worst = new ArrayList<>();
        long highest = Long.MIN_VALUE;
        for (Candidate task : candidates) {
            InstanceView without = instances.get(task.instance().id()).without(task);
            TaskNeeds needs = TaskNeeds.of(task.cpu(), task.memory(), 0);
            long score = scorer.score(without, needs);
            if (score > highest) {
                highest = score;
                worst.clear();
            }
            if (score == highest) {
                worst.add(task);
            }
        }
        return worst;
    }

    /** PL-38. */
    private static int turn(Candidate task) {
        if (!task.running()) {
            return task.instance() == null ? 0 : 1;
        }
        return task.healthy() ? 3 : 2;
    }

    private static Candidate pick(List<Candidate> equals, boolean draws, RandomStream random) {
        return draws
                ? equals.get(random.nextInt(equals.size()))
                : equals.stream().min(OLDEST_FIRST).orElseThrow();
    }

    /** The instances that hold tasks of the service. No ranking of tasks asks for dates. */
    private record Instances(List<Occupied> instances) implements ClusterView {
        @Override
        public Instant start() {
            return Instant.EPOCH;
        }
    }
}
