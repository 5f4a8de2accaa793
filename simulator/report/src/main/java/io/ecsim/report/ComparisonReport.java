// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import static io.ecsim.report.Html.cssClass;
import static io.ecsim.report.Html.element;
import static io.ecsim.report.Tables.number;
import static io.ecsim.report.Tables.text;

import io.ecsim.experiment.compare.Comparison;
import io.ecsim.experiment.compare.Comparison.Compared;
import io.ecsim.experiment.compare.Difference;
import io.ecsim.experiment.compare.Estimate;
import io.ecsim.experiment.compare.Figure;
import io.ecsim.experiment.compare.Variant;
import io.ecsim.experiment.compare.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The page of a comparison: the verdict first, then figure by figure, what was expected, and how it was reckoned. */
public final class ComparisonReport {
    private static final String HOW = "Every variant ran under each of the seeds, so that all met the same luck. The"
            + " difference to the first variant is taken run by run, and tested by Student's t; by Wilcoxon's signed-rank"
            + " test, with the Hodges-Lehmann estimate, where the differences are skewed (G1 beyond 1.96 standard errors,"
            + " from six runs on) or all the same. p is corrected by Holm for all variants of a figure; below 0.05"
            + " it counts as shown. Intervals are of 95 %, each by itself.";

    private ComparisonReport() {}

    /**
     * Writes {@code index.html}, and each chart of it as {@code charts/NAME.svg}, into the directory.
     *
     * @param name of the scenarios
     * @param command what a user types to get the same again
     * @param png whether each chart is written as {@code charts/NAME.png} too
     */
    public static void write(Comparison comparison, String name, String command, Path directory, boolean png)
            throws IOException {
        Easel easel = new Easel(new Clock(Instant.EPOCH, 0), List.of());
        Files.writeString(directory.resolve("index.html"), page(comparison, name, command, easel));
        easel.write(directory, png);
    }

    private static String page(Comparison comparison, String name, String command, Easel easel) {
        List<Html> parts = new ArrayList<>();
        parts.add(Page.section("verdict", "Verdict", element("p", cssClass("lead"), Verdict.of(comparison))));
        parts.add(Page.section("variants", "Variants", variants(comparison)));
        List<Html> figures = new ArrayList<>();
        for (Figure figure : Verdict.differing(comparison)) {
            figures.add(easel.figure(ComparisonCharts.means(comparison, figure)));
            figures.add(easel.figure(ComparisonCharts.differences(comparison, figure)));
            figures.add(table(comparison, figure));
        }
        figures.add(same(comparison));
        parts.add(Page.section("figures", "Figure by figure", figures));
        parts.add(expectations(comparison));
        parts.add(Page.section("how", "How it was compared", element("p", HOW), element("pre", command)));
        Html main = element("main", parts);
        return Page.document(
                name, element("body", cssClass("comparison"), header(comparison, name), Contents.of(main), main));
    }

    private static Html header(Comparison comparison, String name) {
        String runs = comparison.variants().size() + " variants · "
                + comparison.seeds().size() + " runs each";
        return element(
                "header",
                element("p", cssClass("kind"), "Comparison · " + runs),
                element("h1", name),
                comparison.isPartial() ? interrupted(comparison) : Html.NOTHING);
    }

    private static Html interrupted(Comparison comparison) {
        String text = "Interrupted: of " + comparison.wanted() + " runs each this has "
                + comparison.seeds().size() + ". The command at the end with --resume goes on.";
        return element("ul", cssClass("verdicts"), element("li", cssClass("bad"), text));
    }

    private static Html variants(Comparison comparison) {
        List<List<Object>> rows = new ArrayList<>();
        for (Variant variant : comparison.variants()) {
            rows.add(List.of(
                    breakable(variant.label()),
                    breakable(variant.scenario().toString()),
                    breakable(String.join(" ", variant.settings()))));
        }
        return Tables.table(
                "Others are compared with the first",
                List.of(text("Variant"), text("Scenario"), text("Settings")),
                rows);
    }

    /** On a phone a long name goes on in the next line behind one of its signs, rather than anywhere. */
    private static Html breakable(String name) {
        List<Object> parts = new ArrayList<>();
        for (String part : name.split("(?<=[:+=/,])")) {
            parts.add(part);
            parts.add(Html.trusted("<wbr/>"));
        }
        return Html.inline("span", parts);
    }

    private static Html table(Comparison comparison, Figure figure) {
        Compared compared = comparison.figures().get(figure.path());
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < comparison.variants().size(); i++) {
            Estimate mean = compared.means().get(i);
            Difference difference = compared.differences().get(i);
            rows.add(List.of(
                    breakable(comparison.variants().get(i).label()),
                    Figure.number(mean.mean()),
                    interval(Figure.number(mean.low()), Figure.number(mean.high())),
                    difference == null ? "" : Figure.signed(difference.value()),
                    difference == null
                            ? ""
                            : interval(Figure.signed(difference.low()), Figure.signed(difference.high())),
                    difference == null ? "" : Figure.probability(difference.adjusted()),
                    difference == null ? "" : difference.isSignificant() ? "shown" : "not shown"));
        }
        return Tables.table(
                figure.name() + ", " + figure.unit(),
                List.of(
                        text(comparison.axis()),
                        number("Mean"),
                        number("95 % interval"),
                        number("Difference"),
                        number("95 % interval"),
                        number("p (Holm)"),
                        text("Difference is")),
                rows);
    }

    private static String interval(String low, String high) {
        return low + " to " + high;
    }

    private static Html same(Comparison comparison) {
        List<Figure> constant = Verdict.constant(comparison);
        return constant.isEmpty()
                ? Html.NOTHING
                : element(
                        "p",
                        "The same in every run: "
                                + constant.stream()
                                        .map(figure -> figure.name() + " "
                                                + Figure.number(comparison
                                                        .figures()
                                                        .get(figure.path())
                                                        .means()
                                                        .get(0)
                                                        .mean()))
                                        .collect(Collectors.joining("; "))
                                + ".");
    }

    private static Html expectations(Comparison comparison) {
        Map<String, List<Object>> rows = new TreeMap<>();
        for (int i = 0; i < comparison.variants().size(); i++) {
            for (String expectation : comparison.expectations().get(i).keySet()) {
                rows.computeIfAbsent(expectation, text -> new ArrayList<>(List.of(text)));
            }
        }
        if (rows.isEmpty()) {
            return Html.NOTHING;
        }
        List<Tables.Column> columns = new ArrayList<>(List.of(text("Expected")));
        for (int i = 0; i < comparison.variants().size(); i++) {
            columns.add(number(comparison.variants().get(i).label()));
            Map<String, Integer> held = comparison.expectations().get(i);
            rows.forEach((expectation, row) -> row.add(
                    held.containsKey(expectation)
                            ? held.get(expectation) + " of "
                                    + comparison.seeds().size()
                            : "–"));
        }
        Html table = Tables.table("In how many runs it holds", columns, List.copyOf(rows.values()));
        return Page.section("expectations", "What was expected", table);
    }
}
