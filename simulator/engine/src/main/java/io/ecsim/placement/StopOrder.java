// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import io.ecsim.aws.PlacementStrategy;
import io.ecsim.cluster.ClusterView;
import io.ecsim.cluster.Ids;
import io.ecsim.cluster.InstanceView;
import io.ecsim.cluster.TaskNeeds;
import io.ecsim.kernel.RandomStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Which tasks a service gives up: the placement process turned round. A task that would be placed last where it is now
 * goes first (PL-31, PL-35).
 */
public final class StopOrder {
    /** PL-37. */
    private static final Comparator<Candidate> OLDEST_FIRST =
            Comparator.comparingLong(Candidate::createdAt).thenComparing(Candidate::taskId, Ids.ORDER);

    /** See {@link Candidate#turn}. */
    private static final int TURNS = 4;

    private StopOrder() {}

    /**
     * A task of the service.
     *
     * @param instance null while the task has none
     * @param running RUNNING has been reached
     * @param isProtected by scale-in protection (PL-36)
     * @param createdAt nanoseconds since the scenario's start
     * @param cpu CPU units that it reserves
     * @param memory MiB that it reserves
     */
    public record Candidate(
            String taskId,
            InstanceView instance,
            boolean running,
            boolean healthy,
            boolean isProtected,
            long createdAt,
            int cpu,
            int memory) {
        /** PL-38: what is not yet RUNNING goes before what is unhealthy, and that before the rest. */
        private int turn() {
            if (!running) {
                return instance == null ? 0 : 1;
            }
            return healthy ? 3 : 2;
        }
    }

    /**
     * The tasks to stop, in order; each choice sees the result of those before.
     *
     * @param tasks all that the service would keep, the protected ones too: they count for the balance
     * @param count how many to stop; fewer are returned when the others are protected
     * @param strategy of the service; empty for the default (PL-30)
     * @return task ids
     */
    public static List<String> choose(
            List<Candidate> tasks, int count, List<PlacementStrategy> strategy, RandomStream random) {
        List<PlacementRule.Step> steps =
                PlacementRule.Step.chain(strategy.isEmpty() ? PlacementRule.SERVICE_DEFAULT : strategy);
        // PL-32, PL-34: where the guide says "at random", luck replaces age.
        boolean draws = strategy.stream()
                .anyMatch(step -> step.type().equals(Spread.TYPE) || step.type().equals(RandomDraw.TYPE));
        Map<String, Occupied> instances = occupied(tasks);
        List<String> chosen = new ArrayList<>();
        for (int turn = 0; turn < TURNS && chosen.size() < count; turn++) {
            List<Alike> left = alike(tasks, turn);
            while (chosen.size() < count && !left.isEmpty()) {
                List<Alike> last = last(left, instances, steps);
                Integer place = pick(tasks, last, draws, random);
                last.forEach(alike -> alike.places().remove(place));
                left.removeIf(alike -> alike.places().isEmpty());
                Candidate next = tasks.get(place);
                chosen.add(next.taskId());
                if (next.instance() != null) {
                    instances.compute(next.instance().id(), (id, occupied) -> occupied.without(next));
                }
            }
        }
        return chosen;
    }

    private static Map<String, Occupied> occupied(List<Candidate> tasks) {
        Map<String, Occupied> instances = new LinkedHashMap<>();
        for (Candidate task : tasks) {
            if (task.instance() != null) {
                instances.compute(
                        task.instance().id(),
                        (id, occupied) ->
                                new Occupied(task.instance(), occupied == null ? 1 : occupied.tasks() + 1, 0, 0));
            }
        }
        return instances;
    }

    private static List<Alike> alike(List<Candidate> tasks, int turn) {
        Map<Kind, Alike> kinds = new LinkedHashMap<>();
        for (int place = 0; place < tasks.size(); place++) {
            Candidate task = tasks.get(place);
            if (!task.isProtected() && task.turn() == turn) {
                kinds.computeIfAbsent(Kind.of(task), kind -> Alike.of(task))
                        .places()
                        .add(place);
            }
        }
        return new ArrayList<>(kinds.values());
    }

    /** Those that every step in its turn would place last. Tasks without an instance are all alike. */
    private static List<Alike> last(List<Alike> left, Map<String, Occupied> instances, List<PlacementRule.Step> steps) {
        List<Alike> last =
                left.stream().filter(alike -> alike.first().instance() == null).toList();
        if (!last.isEmpty()) {
            return last;
        }
        last = left;
        ClusterView cluster = new Instances(List.copyOf(instances.values()));
        for (PlacementRule.Step step : steps) {
            if (last.size() > 1) {
                last = highest(last, instances, step.scorer(cluster, Occupied.GROUP));
            }
        }
        return last;
    }

    private static List<Alike> highest(List<Alike> left, Map<String, Occupied> instances, Ranking.Scorer scorer) {
        List<Alike> worst = new ArrayList<>();
        long highest = Long.MIN_VALUE;
        for (Alike alike : left) {
            InstanceView without = instances.get(alike.first().instance().id()).without(alike.first());
            long score = scorer.score(without, alike.needs());
            if (score > highest) {
                highest = score;
                worst.clear();
            }
            if (score == highest) {
                worst.add(alike);
            }
        }
        return worst;
    }

    private static Integer pick(List<Candidate> tasks, List<Alike> last, boolean draws, RandomStream random) {
        Stream<Integer> places = last.stream().flatMap(alike -> alike.places().stream());
        if (!draws) {
            return places.min(Comparator.comparing(tasks::get, OLDEST_FIRST)).orElseThrow();
        }
        List<Integer> equals = places.sorted().toList();
        return equals.get(random.nextInt(equals.size()));
    }

    /** What rankings see of a task. Without an instance that is null. */
    private record Kind(String instanceId, int cpu, int memory) {
        static Kind of(Candidate task) {
            String on = task.instance() == null ? null : task.instance().id();
            return new Kind(on, task.cpu(), task.memory());
        }
    }

    /**
     * Tasks of one kind, which are scored once.
     *
     * @param places in the list of all tasks
     */
    private record Alike(Candidate first, TaskNeeds needs, List<Integer> places) {
        static Alike of(Candidate first) {
            return new Alike(first, TaskNeeds.of(first.cpu(), first.memory(), 0), new ArrayList<>());
        }
    }

    /** The instances that hold tasks of the service. No ranking of tasks asks for dates. */
    private record Instances(List<Occupied> instances) implements ClusterView {
        @Override
        public Instant start() {
            return Instant.EPOCH;
        }
    }
}
