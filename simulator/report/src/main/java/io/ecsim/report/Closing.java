// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import static io.ecsim.report.Html.code;
import static io.ecsim.report.Html.cssClass;
import static io.ecsim.report.Html.element;

import io.ecsim.experiment.ExpectationResult;
import io.ecsim.experiment.RunOutcome;
import java.util.ArrayList;
import java.util.List;

/** The end of the page: what was expected, what the run left open, and how to repeat it. */
final class Closing {
    private Closing() {}

    static Html expectations(RunOutcome outcome) {
        if (outcome.expectations().isEmpty()) {
            return Html.NOTHING;
        }
        List<Tables.Column> columns =
                List.of(Tables.text("Expectation"), Tables.text("Holds"), Tables.number("Figure"));
        List<List<Object>> rows = new ArrayList<>();
        for (ExpectationResult expectation : outcome.expectations()) {
            Html holds = expectation.holds()
                    ? element("span", cssClass("good"), "✓ yes")
                    : element("span", cssClass("bad"), "✗ no");
            rows.add(List.of(code(expectation.text()), holds, String.valueOf(expectation.figure())));
        }
        Html table = Tables.table("What the scenario expects, and the figures", columns, rows);
        String summary = Figures.count(rows.size(), "expectation", "expectations") + " with the figures";
        return Page.section("expectations", "Expectations", Html.details(!outcome.asExpected(), summary, table));
    }

    static Html notes(RunOutcome outcome) {
        List<String> notes = outcome.notes();
        return notes.isEmpty()
                ? Html.NOTHING
                : Page.section(
                        "notes",
                        "Notes",
                        element(
                                "ul",
                                notes.stream().map(note -> element("li", note)).toList()));
    }

    static Html repeat(RunOutcome outcome) {
        return Page.section(
                "repeat",
                "To repeat this run",
                element("pre", Html.attribute("tabindex", "0"), Html.inline("code", outcome.command())),
                element(
                        "dl",
                        cssClass("facts"),
                        fact(
                                "Seed",
                                String.valueOf(outcome.summary()
                                        .getOrDefault("seed", outcome.scenario().seed()))),
                        fact("Fingerprint", code(outcome.fingerprint())),
                        fact("ecsim", String.valueOf(outcome.summary().getOrDefault("version", "–"))),
                        fact("Events", Figures.count(outcome.result().events()))),
                element(
                        "p",
                        "The same command gives the same fingerprint on every machine. The figures are in ",
                        code("summary.json"),
                        ", every minute in ",
                        code("metrics.csv"),
                        ", all that happened in ",
                        code("journal.jsonl"),
                        ", each chart in ",
                        code("charts/"),
                        ", and the run as a film in ",
                        code("replay.html"),
                        "."));
    }

    private static Html fact(String name, Object value) {
        return element("div", element("dt", name), element("dd", value));
    }
}
