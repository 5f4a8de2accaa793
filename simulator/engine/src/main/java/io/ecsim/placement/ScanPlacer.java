// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import io.ecsim.cluster.ClusterView;
import io.ecsim.cluster.InstanceView;
import io.ecsim.cluster.TaskNeeds;
import java.util.ArrayList;
import java.util.List;

/** The placement process as the guide tells it (PL-1): looks at every instance, in order of registration. */
public final class ScanPlacer implements Placer {
    @Override
    public Placement place(ClusterView cluster, TaskNeeds needs, PlacementRule rule) {
        Fit fit = new Fit(needs, rule, cluster.start());
        List<InstanceView> candidates = new ArrayList<>();
        for (InstanceView instance : cluster.instances()) {
            if (fit.failure(instance) == null) {
                candidates.add(instance);
            }
        }
        if (candidates.isEmpty()) {
            return refused(cluster, fit, rule);
        }
        for (PlacementRule.Step step : rule.steps()) {
            candidates = lowest(candidates, step.scorer(cluster, rule.group()), needs);
        }
        return new Placement.Placed(rule.pick(candidates));
    }

    /** Whether some instance could take the task. Draws nothing. */
    public static boolean hasRoom(ClusterView cluster, TaskNeeds needs, PlacementRule rule) {
        Fit fit = new Fit(needs, rule, cluster.start());
        return cluster.instances().stream().anyMatch(instance -> fit.failure(instance) == null);
    }

    /** The candidates with the lowest score, in the order given (PL-20). */
    private static List<InstanceView> lowest(List<InstanceView> candidates, Ranking.Scorer scorer, TaskNeeds needs) {
        List<InstanceView> best = new ArrayList<>();
        long lowest = Long.MAX_VALUE;
        for (InstanceView candidate : candidates) {
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

    private static Placement refused(ClusterView cluster, Fit fit, PlacementRule rule) {
        List<Refusal> refusals = new ArrayList<>();
        InstanceView closest = null;
        Refusal closestRefusal = null;
        for (InstanceView instance : cluster.instances()) {
            Refusal refusal = fit.refusal(instance);
            refusals.add(refusal);
            if (closest == null || closer(refusal, instance, closestRefusal, closest, rule)) {
                closest = instance;
                closestRefusal = refusal;
            }
        }
        return new Placement.Refused(refusals, closestRefusal);
    }

    /** EV-6: passed more tests, then has more left of what was short, then goes first among equals (PL-26). */
    private static boolean closer(
            Refusal refusal, InstanceView instance, Refusal than, InstanceView other, PlacementRule rule) {
        if (refusal.reason() != than.reason()) {
            return refusal.reason().compareTo(than.reason()) > 0;
        }
        if (refusal.free() != than.free()) {
            return refusal.free() > than.free();
        }
        return rule.amongEquals().compare(instance, other) < 0;
    }
}
