// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import io.ecsim.cluster.ClusterSnapshot;
import io.ecsim.cluster.InstanceSnapshot;
import io.ecsim.cluster.TaskNeeds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All that can be told about one {@link Attempt}. It is worked out afterwards from the same tests and scores by which
 * {@link ScanPlacer} decides; the decision itself costs nothing more.
 *
 * @param considered how many instances there were
 * @param dropped those that cannot take the task, by the first test that they failed, in the order of the tests (EV-5);
 *     with the candidates they sum up to those considered
 * @param closest the three that came closest (EV-6), if the task was not placed
 * @param supplies what is left of all that the task asks for and that is counted
 * @param values of the attributes that instances were dropped for: how many instances have which
 * @param choice why the winner won; null if the task was not placed
 */
public record Explanation(
        int considered,
        List<Dropped> dropped,
        List<Closest> closest,
        List<Supply> supplies,
        Map<String, Map<String, Integer>> values,
        Choice choice) {
    /** The value under which instances without an attribute are counted. */
    public static final String ABSENT = "(absent)";

    private static final int MOST_CLOSEST = 3;

    /**
     * Instances that failed the same test first, for the same thing.
     *
     * @param what as in {@link Refusal}
     * @param asked how much the task asked; 0 where nothing is counted
     * @param leastFree how much the one with least had left; 0 where nothing is counted
     * @param mostFree how much the one with most had left; 0 where nothing is counted
     */
    public record Dropped(Reason reason, String what, int instances, long asked, long leastFree, long mostFree) {}

    /** An instance that cannot take the task, and every test that it fails. */
    public record Closest(InstanceSnapshot instance, List<Refusal> missing) {}

    /**
     * What is left of something on the instances that may take the task at all: ACTIVE, connected, with the required
     * attributes, in the right zones.
     *
     * @param instances how many these are
     * @param total on all of them together
     * @param most on the one that has most
     */
    public record Supply(Reason reason, String unit, long asked, int instances, long total, long most) {}

    /**
     * Why the task went where it did.
     *
     * @param runnerUp whom the rule prefers without the winner, luck aside; null when nobody else could take the task
     * @param stages one for each strategy before luck
     * @param equals how many candidates no strategy told apart from the winner, itself included
     * @param luck whether one of the equals was drawn; else the one that goes first among equals (PL-26)
     */
    public record Choice(
            InstanceSnapshot winner, InstanceSnapshot runnerUp, List<Stage> stages, int equals, boolean luck) {}

    /**
     * One strategy of the chain. The lowest score wins.
     *
     * @param candidates that came to it
     * @param left after it
     * @param runnerUp its score, also when an earlier strategy had dropped it; null when there is none
     */
    public record Stage(String strategy, int candidates, int left, long winner, Long runnerUp) {}

    public static Explanation of(Attempt attempt) {
        Fit fit = new Fit(attempt.needs(), attempt.rule(), attempt.cluster().start());
        List<InstanceSnapshot> candidates = new ArrayList<>();
        List<InstanceSnapshot> others = new ArrayList<>();
        for (InstanceSnapshot instance : attempt.cluster().instances()) {
            (fit.failure(instance) == null ? candidates : others).add(instance);
        }
        List<Refusal> refusals = others.stream().map(fit::refusal).toList();
        return new Explanation(
                attempt.cluster().instances().size(),
                dropped(refusals),
                candidates.isEmpty() ? closest(others, fit, attempt.rule()) : List.of(),
                supplies(attempt.cluster(), fit),
                values(attempt, refusals),
                attempt.placement() instanceof Placement.Placed placed ? choice(attempt, candidates, placed) : null);
    }

    /** How many instances could take the task. */
    public int candidates() {
        return considered - dropped.stream().mapToInt(Dropped::instances).sum();
    }

    private static List<Dropped> dropped(List<Refusal> refusals) {
        Map<Reason, Map<String, Dropped>> groups = new TreeMap<>();
        for (Refusal refusal : refusals) {
            groups.computeIfAbsent(refusal.reason(), reason -> new LinkedHashMap<>())
                    .merge(
                            refusal.what(),
                            new Dropped(
                                    refusal.reason(),
                                    refusal.what(),
                                    1,
                                    refusal.asked(),
                                    refusal.free(),
                                    refusal.free()),
                            Explanation::together);
        }
        return groups.values().stream()
                .flatMap(group -> group.values().stream())
                .toList();
    }

    private static Dropped together(Dropped one, Dropped other) {
        return new Dropped(
                one.reason,
                one.what,
                one.instances + other.instances,
                one.asked,
                Math.min(one.leastFree, other.leastFree),
                Math.max(one.mostFree, other.mostFree));
    }

    /** In the order of EV-6, of which {@link ScanPlacer#refused} looks for the first only. */
    private static List<Closest> closest(List<InstanceSnapshot> others, Fit fit, PlacementRule rule) {
        Comparator<InstanceSnapshot> passedMost = Comparator.comparing(fit::failure, Comparator.reverseOrder());
        return others.stream()
                .sorted(passedMost
                        .thenComparingLong(instance -> -fit.free(fit.failure(instance), instance))
                        .thenComparing(rule.amongEquals()))
                .limit(MOST_CLOSEST)
                .map(instance -> new Closest(instance, fit.refusals(instance)))
                .toList();
    }

    private static List<Supply> supplies(ClusterSnapshot cluster, Fit fit) {
        List<InstanceSnapshot> possible =
                cluster.instances().stream().filter(fit::mayBeAsked).toList();
        List<Supply> supplies = new ArrayList<>();
        for (Reason reason : Reason.values()) {
            if (reason.unit() != null && reason != Reason.PORT_LIMIT && fit.asked(reason) > 0) {
                long total = 0;
                long most = 0;
                for (InstanceSnapshot instance : possible) {
                    long free = fit.free(reason, instance);
                    total += free;
                    most = Math.max(most, free);
                }
                supplies.add(new Supply(reason, reason.unit(), fit.asked(reason), possible.size(), total, most));
            }
        }
        return supplies;
    }

    private static Map<String, Map<String, Integer>> values(Attempt attempt, List<Refusal> refusals) {
        Map<String, Map<String, Integer>> values = new LinkedHashMap<>();
        refusals.stream().flatMap(Explanation::attributes).distinct().forEach(attribute -> {
            Map<String, Integer> counts = new TreeMap<>();
            for (InstanceSnapshot instance : attempt.cluster().instances()) {
                counts.merge(instance.attributes().getOrDefault(attribute, ABSENT), 1, Integer::sum);
            }
            values.put(attribute, counts);
        });
        return values;
    }

    /** Of which attributes the values had decided. */
    private static Stream<String> attributes(Refusal refusal) {
        return switch (refusal.reason()) {
            case ATTRIBUTE -> Stream.of(refusal.what().split("=", 2)[0]);
            case LOCATION -> Stream.of("ecs.availability-zone");
            case MEMBER_OF -> Query.parse(refusal.what()).attributes().stream();
            default -> Stream.empty();
        };
    }

    private static Choice choice(Attempt attempt, List<InstanceSnapshot> candidates, Placement.Placed placed) {
        PlacementRule rule = attempt.rule();
        InstanceSnapshot winner = candidates.stream()
                .filter(candidate -> candidate.id().equals(placed.instance().id()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(placed.instance().id() + " could not take the task"));
        List<InstanceSnapshot> others =
                candidates.stream().filter(candidate -> candidate != winner).toList();
        TaskNeeds needs = attempt.needs();
        InstanceSnapshot runnerUp = others.isEmpty()
                ? null
                : ScanPlacer.first(ScanPlacer.best(attempt.cluster(), others, needs, rule), rule);
        List<Stage> stages = new ArrayList<>();
        List<InstanceSnapshot> left = candidates;
        for (PlacementRule.Step step : rule.steps()) {
            Ranking.Scorer scorer = step.scorer(attempt.cluster(), rule.group());
            int before = left.size();
            left = ScanPlacer.lowest(left, scorer, needs);
            stages.add(new Stage(
                    step.toString(),
                    before,
                    left.size(),
                    scorer.score(winner, needs),
                    runnerUp == null ? null : scorer.score(runnerUp, needs)));
        }
        return new Choice(winner, runnerUp, stages, left.size(), rule.draws());
    }
}
