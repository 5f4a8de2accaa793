// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import io.ecsim.cluster.ClusterView;
import io.ecsim.cluster.InstanceView;
import io.ecsim.cluster.TaskNeeds;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The placement process as the guide tells it (PL-1): looks at every instance, in order of registration. */
public final class ScanPlacer implements Placer {
    private static final Reason[] REASONS = Reason.values();

    @Override
    public Placement place(ClusterView cluster, TaskNeeds needs, PlacementRule rule) {
        Fit fit = new Fit(needs, rule, cluster.start());
        List<InstanceView> candidates = candidates(cluster, fit);
        if (candidates.isEmpty()) {
            return refused(cluster, fit, rule);
        }
        List<InstanceView> best = best(cluster, candidates, needs, rule);
        return new Placement.Placed(rule.draws() ? drawn(cluster.instances(), best, rule) : first(best, rule));
    }

    /** Whom the rule prefers, luck aside: nothing is drawn. Null when nobody can take the task. */
    static InstanceView preferred(ClusterView cluster, TaskNeeds needs, PlacementRule rule) {
        List<InstanceView> candidates = candidates(cluster, new Fit(needs, rule, cluster.start()));
        return candidates.isEmpty() ? null : first(best(cluster, candidates, needs, rule), rule);
    }

    private static List<InstanceView> candidates(ClusterView cluster, Fit fit) {
        List<InstanceView> candidates = new ArrayList<>();
        for (InstanceView instance : cluster.instances()) {
            if (fit.failure(instance) == null) {
                candidates.add(instance);
            }
        }
        return candidates;
    }

    /** Those of the candidates that no strategy tells apart from the best (PL-20). */
    static <T extends InstanceView> List<T> best(
            ClusterView cluster, List<T> candidates, TaskNeeds needs, PlacementRule rule) {
        List<T> best = candidates;
        for (PlacementRule.Step step : rule.steps()) {
            best = lowest(best, step.scorer(cluster, rule.group()), needs);
        }
        return best;
    }

    /** Whether some instance could take the task. Draws nothing. */
    public static boolean hasRoom(ClusterView cluster, TaskNeeds needs, PlacementRule rule) {
        Fit fit = new Fit(needs, rule, cluster.start());
        return cluster.instances().stream().anyMatch(instance -> fit.failure(instance) == null);
    }

    /** Why each instance that cannot take the task cannot, in order of registration (EV-3). */
    public static List<Refusal> refusals(ClusterView cluster, TaskNeeds needs, PlacementRule rule) {
        Fit fit = new Fit(needs, rule, cluster.start());
        List<Refusal> refusals = new ArrayList<>();
        for (InstanceView instance : cluster.instances()) {
            if (fit.failure(instance) != null) {
                refusals.add(fit.refusal(instance));
            }
        }
        return refusals;
    }

    /** The candidates with the lowest score, in the order given (PL-20). */
    static <T extends InstanceView> List<T> lowest(List<T> candidates, Ranking.Scorer scorer, TaskNeeds needs) {
        List<T> best = new ArrayList<>();
        long lowest = Long.MAX_VALUE;
        for (T candidate : candidates) {
            long score = scorer.score(candidate, needs);
            if (score < lowest) {
                lowest = score;
                best.clear();
            }
            if (score == lowest) {
                best.add(candidate);
            }
        }
        return best;
    }

    /** PL-26. */
    static <T extends InstanceView> T first(List<T> candidates, PlacementRule rule) {
        T first = candidates.get(0);
        for (T candidate : candidates) {
            if (rule.amongEquals().compare(candidate, first) < 0) {
                first = candidate;
            }
        }
        return first;
    }

    /**
     * One of the candidates, each equally likely: the first candidate among so many instances that are drawn; when none
     * of those is one, the candidate with the highest lot. The detour is for {@link IndexedPlacer}, which knows whether
     * an instance is a candidate without knowing them all.
     */
    private static InstanceView drawn(
            List<? extends InstanceView> instances, List<InstanceView> candidates, PlacementRule rule) {
        Set<InstanceView> good = new LinkedHashSet<>(candidates);
        for (int i = 0; i < PlacementRule.DRAWS; i++) {
            InstanceView any = instances.get(rule.draw(instances.size()));
            if (good.contains(any)) {
                return any;
            }
        }
        PlacementRule.Lots lots = rule.lots();
        InstanceView luckiest = candidates.get(0);
        for (InstanceView candidate : candidates) {
            if (lots.isLuckier(candidate.number(), luckiest.number())) {
                luckiest = candidate;
            }
        }
        return luckiest;
    }

    /** Counts by reason, and the closest instance: it passed most tests (EV-6). */
    static Placement.Refused refused(ClusterView cluster, Fit fit, PlacementRule rule) {
        int[] counts = new int[REASONS.length];
        InstanceView closest = null;
        Reason best = null;
        long most = 0;
        for (InstanceView instance : cluster.instances()) {
            Reason reason = fit.failure(instance);
            counts[reason.ordinal()]++;
            int later = best == null ? 1 : reason.compareTo(best);
            if (later < 0) {
                continue;
            }
            long free = fit.free(reason, instance);
            // Of two that failed the same test: has more left of what was short, then goes first among equals (PL-26).
            if (later > 0 || free > most || free == most && rule.amongEquals().compare(instance, closest) < 0) {
                closest = instance;
                best = reason;
                most = free;
            }
        }
        return new Placement.Refused(byReason(counts), closest == null ? null : fit.refusal(closest));
    }

    private static Map<Reason, Integer> byReason(int[] counts) {
        Map<Reason, Integer> byReason = new EnumMap<>(Reason.class);
        for (Reason reason : REASONS) {
            if (counts[reason.ordinal()] > 0) {
                byReason.put(reason, counts[reason.ordinal()]);
            }
        }
        return byReason;
    }
}
