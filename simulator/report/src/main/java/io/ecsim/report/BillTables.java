// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import static io.ecsim.report.Tables.number;
import static io.ecsim.report.Tables.text;

import io.ecsim.experiment.RunOutcome;
import io.ecsim.pricing.Bill;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The bill: what was paid for, at which price from which source; by service and by day. */
final class BillTables {
    private BillTables() {}

    static Html section(RunOutcome outcome) {
        Bill bill = outcome.result().bill();
        if (bill.total().signum() == 0) {
            return Html.NOTHING;
        }
        return Page.section("bill", "Bill", lines(bill), byService(bill), byDay(outcome));
    }

    private static Html lines(Bill bill) {
        List<List<Object>> rows = new ArrayList<>();
        for (Bill.Line line : bill.lines()) {
            rows.add(List.of(
                    line.what(),
                    line.kind(),
                    Figures.decimal(line.quantity()),
                    line.price().per(),
                    Figures.price(line.price().usd()),
                    Figures.usd(line.usd()),
                    line.price().source()));
        }
        rows.add(List.of("Total", "", "", "", "", Figures.usd(bill.total()), ""));
        List<Tables.Column> columns = List.of(
                text("What"),
                text("Kind"),
                number("Quantity"),
                text("Unit"),
                number("Price"),
                number("Amount"),
                text("Source of the price"));
        return Tables.table("What was paid for", columns, rows);
    }

    private static Html byService(Bill bill) {
        Map<String, BigDecimal> amounts = new LinkedHashMap<>(bill.byService());
        amounts.put("reserved by nobody", bill.idle());
        return amounts(
                "Who it was for: instances by what tasks reserve, load balancers by requests", "Service", amounts);
    }

    private static Html byDay(RunOutcome outcome) {
        LocalDate first = LocalDate.ofInstant(outcome.scenario().start(), ZoneOffset.UTC);
        Map<String, BigDecimal> amounts = new LinkedHashMap<>();
        outcome.result()
                .bill()
                .byDay()
                .forEach((day, usd) -> amounts.put(first.plusDays(day).toString(), usd));
        return amounts.size() > 1 ? amounts("By day of the calendar (UTC)", "Day", amounts) : Html.NOTHING;
    }

    private static Html amounts(String caption, String first, Map<String, BigDecimal> amounts) {
        List<List<Object>> rows = new ArrayList<>();
        amounts.forEach((name, usd) -> rows.add(List.of(name, Figures.usd(usd))));
        return Tables.table(caption, List.of(text(first), number("Amount")), rows);
    }
}
