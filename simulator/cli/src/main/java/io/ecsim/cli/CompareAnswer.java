// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import io.ecsim.experiment.compare.Comparison;
import io.ecsim.experiment.compare.Comparison.Compared;
import io.ecsim.experiment.compare.Difference;
import io.ecsim.experiment.compare.Estimate;
import io.ecsim.experiment.compare.Figure;
import io.ecsim.experiment.compare.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code compare} prints: a table for each figure that differs, what was expected, and the verdict. */
final class CompareAnswer {
    private CompareAnswer() {}

    static String text(Comparison comparison) {
        StringBuilder text = new StringBuilder();
        int runs = comparison.seeds().size();
        text.append(Lines.count(comparison.variants().size(), "variant") + ", " + Lines.count(runs, "run")
                + " each, all under the same luck"
                + (comparison.isPartial() ? "; interrupted, " + comparison.wanted() + " were to be" : "") + "\n\n");
        for (Figure figure : Verdict.differing(comparison)) {
            text.append(figure.name() + ", " + figure.unit() + "\n");
            text.append(table(comparison, comparison.figures().get(figure.path())) + "\n");
        }
        List<Figure> constant = Verdict.constant(comparison);
        Lines lines = new Lines();
        if (!constant.isEmpty()) {
            lines.add(
                    "Everywhere",
                    constant.stream()
                            .map(figure -> constant(comparison, figure))
                            .collect(Collectors.joining("; ")));
        }
        for (int i = 0; i < comparison.variants().size(); i++) {
            Map<String, Integer> held = comparison.expectations().get(i);
            if (!held.isEmpty()) {
                long always = held.values().stream().filter(n -> n == runs).count();
                lines.add(
                        i == 0 ? "Expected" : "",
                        comparison.variants().get(i).label() + ": " + always + " of " + held.size()
                                + " expectations hold in every run" + missed(held, runs));
            }
        }
        lines.add("Verdict", Verdict.of(comparison));
        return text.append(lines).toString();
    }

    private static String constant(Comparison comparison, Figure figure) {
        double value = comparison.figures().get(figure.path()).means().get(0).mean();
        return figure.name() + " " + Figure.number(value);
    }

    private static String missed(Map<String, Integer> held, int runs) {
        String missed = held.entrySet().stream()
                .filter(each -> each.getValue() < runs)
                .map(each -> each.getKey() + " in " + each.getValue())
                .collect(Collectors.joining(", "));
        return missed.isEmpty() ? "" : "; " + missed;
    }

    private static Table table(Comparison comparison, Compared compared) {
        Table table = new Table(
                "  ", comparison.axis(), "mean", "95 % interval", "difference", "95 % interval", "p (Holm)", "");
        for (int i = 0; i < comparison.variants().size(); i++) {
            Estimate mean = compared.means().get(i);
            Difference difference = compared.differences().get(i);
            String label = comparison.variants().get(i).label();
            String interval = interval(Figure.number(mean.low()), Figure.number(mean.high()));
            if (difference == null) {
                table.row(label, Figure.number(mean.mean()), interval, "", "", "", "");
            } else {
                table.row(
                        label,
                        Figure.number(mean.mean()),
                        interval,
                        Figure.signed(difference.value()),
                        interval(Figure.signed(difference.low()), Figure.signed(difference.high())),
                        Figure.probability(difference.adjusted()),
                        difference.isSignificant() ? "*" : "");
            }
        }
        return table;
    }

    private static String interval(String low, String high) {
        return low + " to " + high;
    }
}
