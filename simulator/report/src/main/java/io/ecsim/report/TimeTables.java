// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import static io.ecsim.report.Tables.number;
import static io.ecsim.report.Tables.text;

import io.ecsim.experiment.RunOutcome;
import io.ecsim.experiment.TimeSpent.Breakdown;
import io.ecsim.experiment.TimeSpent.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Where the time of requests went, by service and by cause; of a run whose requests were played one by one. */
final class TimeTables {
    private TimeTables() {}

    static Html section(RunOutcome outcome) {
        Map<String, Breakdown> services = outcome.recording().timeSpent();
        if (services.isEmpty()) {
            return Html.NOTHING;
        }
        List<Object> tables = new ArrayList<>();
        services.forEach((name, breakdown) -> tables.add(table(name, breakdown)));
        return Page.section("time-spent", "Where the time went", tables.toArray());
    }

    private static Html table(String service, Breakdown breakdown) {
        List<List<Object>> rows = new ArrayList<>();
        for (Part part : breakdown.parts()) {
            if (part.mean() > 0) {
                String cause = part.service() == null ? part.cause().words() : "calls of " + part.service();
                rows.add(row(cause, part.mean(), part.p99(), breakdown));
            }
        }
        rows.add(row("response time", breakdown.mean(), breakdown.p99(), breakdown));
        List<Tables.Column> columns =
                List.of(text("Cause"), number("Mean"), number("of it"), number("99th percentile"), number("of it"));
        String caption = service + ": " + Figures.count(breakdown.requests())
                + " requests and calls were traced; of those about the 99th percentile the means are shown";
        return Tables.table(caption, columns, rows);
    }

    private static List<Object> row(String cause, double mean, double p99, Breakdown all) {
        return List.of(
                cause,
                Figures.millis(mean),
                Figures.percent(mean / all.mean()),
                Figures.millis(p99),
                Figures.percent(p99 / all.p99()));
    }
}
