// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import io.ecsim.experiment.Decimals;
import io.ecsim.packing.Compaction;
import io.ecsim.packing.LowerBound;
import io.ecsim.packing.Packing;
import io.ecsim.packing.Resource;
import io.ecsim.scenario.PackInput;
import io.ecsim.scenario.StrategyChain;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * What a packing came to.
 *
 * @param compaction null when nobody asked for it
 */
record PackAnswer(PackInput input, Packing packing, Compaction compaction) {
    /** A figure that does not exist is null. */
    Map<String, Object> tree() {
        Map<String, Object> reasons = new LinkedHashMap<>();
        packing.unplacedByReason().forEach((reason, count) -> reasons.put(reason.failure(), count));
        LowerBound bound = packing.lowerBound();
        Map<String, Object> lowerBound = new LinkedHashMap<>();
        lowerBound.put("instances", bound.instances());
        lowerBound.put("method", bound.method());

        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("strategy", StrategyChain.text(input.strategy()));
        tree.put("tasks", input.tasks().tasks());
        tree.put("placed", packing.placed());
        tree.put("unplaced", packing.unplaced());
        tree.put("unplacedByReason", reasons);
        tree.put("instances", packing.instances());
        tree.put("instancesUsed", packing.instancesUsed());
        tree.put("reservation", byResource(packing::reservation));
        tree.put("fragmentation", byResource(packing::fragmentation));
        tree.put("lowerBound", lowerBound);
        if (compaction != null) {
            Map<String, Object> compacted = new LinkedHashMap<>();
            compacted.put("smallest", compaction.smallest());
            compacted.put("median", compaction.median());
            compacted.put("largest", compaction.largest());
            compacted.put("trials", compaction.trials());
            tree.put("compaction", compacted);
        }
        return tree;
    }

    private static Map<String, Object> byResource(ToDoubleFunction<Resource> figure) {
        Map<String, Object> figures = new LinkedHashMap<>();
        for (Resource resource : Resource.values()) {
            figures.put(resource.label(), Decimals.of(figure.applyAsDouble(resource)));
        }
        return figures;
    }

    String text() {
        LowerBound bound = packing.lowerBound();
        Table table = new Table("  ");
        table.row("strategy", StrategyChain.text(input.strategy()));
        table.row(
                "tasks",
                count(input.tasks().tasks()) + ": " + count(packing.placed()) + " placed, " + count(packing.unplaced())
                        + " fit nowhere");
        packing.unplacedByReason().forEach((reason, count) -> table.row("", reason.failure() + " " + count(count)));
        table.row(
                "instances",
                count(packing.instances()) + ": " + count(packing.instancesUsed()) + " used, at least "
                        + count(bound.instances()) + " needed (" + bound.method() + ")");
        if (compaction != null) {
            table.row(
                    "compaction",
                    count(compaction.smallest()) + " to " + count(compaction.largest()) + " instances would do, "
                            + count(compaction.median()) + " in the median of " + compaction.trials() + " orders");
        }
        Table resources =
                new Table("  ", "of the used instances", "reserved", "of what is free, of no use to any task");
        for (Resource resource : Resource.values()) {
            resources.row(
                    resource == Resource.CPU ? "CPU" : resource == Resource.GPU ? "GPUs" : "memory",
                    percent(packing.reservation(resource)),
                    percent(packing.fragmentation(resource)));
        }
        return table + "\n" + resources;
    }

    private static String count(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String percent(double fraction) {
        return Double.isNaN(fraction) ? "-" : Decimals.text(Math.round(1000 * fraction) / 10.0) + " %";
    }
}
