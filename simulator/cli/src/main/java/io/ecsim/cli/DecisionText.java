// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import io.ecsim.cluster.InstanceSnapshot;
import io.ecsim.cluster.TaskNeeds;
import io.ecsim.experiment.explain.Explained.Decision;
import io.ecsim.placement.Attempt;
import io.ecsim.placement.Change;
import io.ecsim.placement.Explanation;
import io.ecsim.placement.Explanation.Choice;
import io.ecsim.placement.Explanation.Dropped;
import io.ecsim.placement.Explanation.Stage;
import io.ecsim.placement.Explanation.Supply;
import io.ecsim.placement.Reason;
import io.ecsim.placement.Refusal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One attempt to place a task, for people. */
final class DecisionText {
    private static final int FEW = 6;

    private final Attempt attempt;
    private final Decision decision;
    private final Explanation explanation;
    private final Lines lines;

    private DecisionText(Decision decision, Lines lines) {
        this.attempt = decision.attempt();
        this.decision = decision;
        this.explanation = decision.explanation();
        this.lines = lines;
    }

    static void write(Decision decision, Lines lines) {
        new DecisionText(decision, lines).write();
    }

    private void write() {
        lines.block("\n");
        lines.add("Attempt", "at " + Clock.text(decision.at()) + ", by " + attempt.rule());
        lines.add("Asked", asked());
        int candidates = explanation.candidates();
        lines.add(
                "Considered",
                Lines.count(explanation.considered(), "instance") + ", of which " + candidates + " could take it");
        dropped();
        if (explanation.choice() != null) {
            choice(explanation.choice());
        } else {
            refused();
        }
    }

    private String asked() {
        TaskNeeds needs = attempt.needs();
        List<String> asked = new ArrayList<>();
        asked.add(Reason.CPU.amount(needs.cpu()));
        asked.add(Reason.MEMORY.amount(needs.memory()));
        if (needs.gpus() > 0) {
            asked.add(Reason.GPU.amount(needs.gpus()));
        }
        if (needs.eni()) {
            asked.add(Reason.ENI.amount(1));
        }
        if (needs.ebsVolume()) {
            asked.add(Reason.EBS.amount(1));
        }
        needs.hostPorts().forEach(port -> asked.add("host port " + port.protocol() + " " + port.port()));
        if (!needs.availabilityZones().isEmpty()) {
            asked.add("in " + String.join(" or ", needs.availabilityZones()));
        }
        asked.addAll(attempt.rule().constraints());
        if (!needs.attributes().isEmpty()) {
            asked.add("attributes " + String.join(", ", Lines.few(needs.attributes(), 2)));
        }
        return String.join("; ", asked);
    }

    private void dropped() {
        if (explanation.dropped().isEmpty()) {
            return;
        }
        Table table = new Table("  ", "dropped for", "instances", "asked", "free", "");
        List<Dropped> rows = explanation.dropped();
        for (Dropped row : rows.subList(0, Math.min(FEW, rows.size()))) {
            boolean counted = row.asked() > 0;
            table.row(
                    row.reason().label(),
                    row.instances(),
                    counted ? row.asked() : "",
                    counted ? free(row) : "",
                    row.what());
        }
        lines.block(table);
        int more = rows.stream().skip(FEW).mapToInt(Dropped::instances).sum();
        if (more > 0) {
            lines.block("  and " + more + " more for other reasons\n");
        }
    }

    private static String free(Dropped row) {
        return row.leastFree() == row.mostFree() ? "" + row.mostFree() : row.leastFree() + " to " + row.mostFree();
    }

    private void refused() {
        if (!explanation.supplies().isEmpty() && explanation.supplies().get(0).instances() > 0) {
            lines.add("In total", total(explanation.supplies()));
        }
        explanation.values().forEach((attribute, counts) -> lines.add("There is", values(attribute, counts)));
        lines.list(
                "Closest, and all that each lacks",
                explanation.closest().stream()
                        .map(closest -> closest.instance().id() + " ("
                                + closest.instance().instanceType() + ", "
                                + closest.instance().availabilityZone() + ")  "
                                + closest.missing().stream()
                                        .map(DecisionText::lack)
                                        .collect(Collectors.joining("; ")))
                        .toList(),
                FEW);
        if (decision.changes().isEmpty()) {
            lines.add("Change", "no single change of those that were tried would have placed it");
        }
        lines.list(
                "Each of these alone would have placed it, the smallest change first",
                decision.changes().stream().map(this::change).toList(),
                FEW);
    }

    /** With who takes the task then, if that is not clear. */
    private String change(Change change) {
        String taker = change.taker().id();
        boolean clear = change.what().contains(taker)
                || attempt.cluster().instances().stream()
                        .noneMatch(instance -> instance.id().equals(taker));
        return change.what() + (clear ? "" : "; " + taker + " would take it");
    }

    private static String lack(Refusal refusal) {
        return refusal.toString().substring(refusal.instance().length() + 2);
    }

    private static String total(List<Supply> supplies) {
        String all = supplies.stream()
                .map(supply -> supply.reason().amount(supply.total()))
                .collect(Collectors.joining(", "));
        String most = supplies.stream()
                .map(supply -> supply.reason().amount(supply.most()))
                .collect(Collectors.joining(", "));
        int instances = supplies.get(0).instances();
        return all + " free on " + Lines.count(instances, "usable instance")
                + (instances == 1 ? "" : "; on no single one more than " + most);
    }

    private static String values(String attribute, Map<String, Integer> counts) {
        List<String> values = counts.entrySet().stream()
                .map(count -> count.getKey() + " on " + count.getValue())
                .toList();
        return "attribute:" + attribute + ": " + String.join(", ", Lines.few(values, FEW));
    }

    private void choice(Choice choice) {
        String winner = choice.winner().id();
        if (choice.runnerUp() == null) {
            lines.add("Chosen", winner + ": nobody else could take it");
            return;
        }
        lines.add("Chosen", winner + " before " + choice.runnerUp().id() + ", " + why(choice));
        if (!choice.stages().isEmpty()) {
            Table table = new Table(
                    "  ",
                    "strategy (the lowest score wins)",
                    "candidates",
                    "left",
                    winner,
                    choice.runnerUp().id());
            for (Stage stage : choice.stages()) {
                table.row(stage.strategy(), stage.candidates(), stage.left(), stage.winner(), stage.runnerUp());
            }
            lines.block(table);
        }
    }

    private String why(Choice choice) {
        for (Stage stage : choice.stages()) {
            if (stage.winner() != stage.runnerUp()) {
                return "by " + stage.strategy() + ": " + stage.winner() + " against " + stage.runnerUp();
            }
        }
        return choice.luck()
                ? "by luck, one of " + choice.equals() + " equals"
                : "of " + choice.equals() + " equals the one that " + amongEquals(choice.winner(), choice.runnerUp());
    }

    /** PL-26. */
    private String amongEquals(InstanceSnapshot winner, InstanceSnapshot runnerUp) {
        String group = attempt.rule().group();
        if (winner.tasks(group) != runnerUp.tasks(group)) {
            return "has fewest tasks of " + group + ": " + winner.tasks(group) + " against " + runnerUp.tasks(group);
        }
        return winner.registeredAt() != runnerUp.registeredAt() ? "registered first" : "has the first id";
    }
}
