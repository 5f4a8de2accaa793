// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import io.ecsim.aws.PlacementStrategy;
import io.ecsim.cluster.TaskNeeds;
import io.ecsim.packing.Headroom;
import io.ecsim.packing.NextTask;
import io.ecsim.placement.Placement;
import io.ecsim.scenario.StrategyChain;
import io.ecsim.simulation.Scenario;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How many more tasks fit, by strategy.
 *
 * @param at nanoseconds since the scenario's start
 * @param count that was asked about; null for as many as there is room for
 */
record FitAnswer(
        Scenario scenario, long at, NextTask task, Integer count, Map<List<PlacementStrategy>, Headroom> fits) {
    Map<String, Object> tree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("scenario", scenario.name());
        tree.put("at", Duration.ofNanos(at).toString());
        tree.put("taskDefinition", task.taskDefinition());
        tree.put("service", task.service());
        if (count != null) {
            tree.put("count", count);
        }
        tree.put(
                "strategies",
                fits.entrySet().stream()
                        .map(fit -> tree(fit.getKey(), fit.getValue()))
                        .toList());
        return tree;
    }

    private Map<String, Object> tree(List<PlacementStrategy> chain, Headroom headroom) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("strategy", name(chain));
        tree.put("fit", headroom.tasks());
        if (count != null) {
            tree.put("allFit", headroom.next() == null);
        }
        Placement.Refused next = headroom.next();
        if (next != null) {
            Map<String, Integer> reasons = new LinkedHashMap<>();
            next.counts().forEach((reason, instances) -> reasons.merge(reason.failure(), instances, Integer::sum));
            tree.put("reasons", reasons);
            tree.put("closest", next.closest() == null ? null : ExplainTree.refusal(next.closest()));
        }
        return tree;
    }

    String text() {
        TaskNeeds needs = task.needs();
        String asked = String.format(Locale.ROOT, "%,d CPU units, %,d MiB", needs.cpu(), needs.memory())
                + (needs.gpus() == 0 ? "" : ", " + needs.gpus() + " GPUs")
                + (needs.eni() ? ", a network interface" : "");
        String as = task.service() == null ? "as standalone tasks" : "as tasks of the service " + task.service();
        Table table = new Table("  ", "strategy", "fit", "what stops the next one");
        fits.forEach((chain, headroom) ->
                table.row(name(chain), String.format(Locale.ROOT, "%,d", headroom.tasks()), why(headroom)));
        return "More tasks of " + task.taskDefinition() + " (" + asked + " each) that fit at " + Clock.text(at) + ", "
                + as + "\n" + table;
    }

    private String why(Headroom headroom) {
        Placement.Refused next = headroom.next();
        if (next == null) {
            return count == null ? "nothing so far" : "all " + count + " fit";
        }
        return next.closest() == null ? next.summary() : next.summary() + "; closest " + next.closest();
    }

    /** The empty chain is a service's default (PL-7). */
    private static String name(List<PlacementStrategy> chain) {
        return chain.isEmpty() ? "default" : StrategyChain.text(chain);
    }
}
