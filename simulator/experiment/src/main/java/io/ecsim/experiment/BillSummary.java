// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import io.ecsim.pricing.Bill;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

/** The bill as summary.json has it. */
final class BillSummary {
    private BillSummary() {}

    /** The total is that of the printed kinds, so that a reader who adds them up gets the same. */
    static Map<String, Object> costUsd(Bill bill) {
        Map<String, Object> tree = new LinkedHashMap<>();
        BigDecimal total = BigDecimal.ZERO;
        tree.put("total", total);
        tree.put("ec2", total);
        for (Map.Entry<String, BigDecimal> kind : bill.byKind().entrySet()) {
            BigDecimal cost = Decimals.of(kind.getValue());
            tree.put(kind.getKey(), cost);
            total = total.add(cost);
        }
        tree.put("total", Decimals.of(total));
        return tree;
    }

    static Map<String, Object> of(Bill bill, Instant start) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("lines", bill.lines().stream().map(BillSummary::line).toList());
        Map<String, Object> services = new LinkedHashMap<>();
        bill.byService().forEach((service, usd) -> services.put(service, Decimals.of(usd)));
        tree.put("byService", services);
        tree.put("idle", Decimals.of(bill.idle()));
        LocalDate first = LocalDate.ofInstant(start, ZoneOffset.UTC);
        Map<String, Object> days = new LinkedHashMap<>();
        bill.byDay().forEach((day, usd) -> days.put(first.plusDays(day).toString(), Decimals.of(usd)));
        tree.put("byDay", days);
        return tree;
    }

    private static Map<String, Object> line(Bill.Line line) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("kind", line.kind());
        tree.put("what", line.what());
        tree.put("quantity", Decimals.of(line.quantity()));
        tree.put("unit", line.price().per());
        tree.put("usdPerUnit", Decimals.of(line.price().usd()));
        tree.put("usd", Decimals.of(line.usd()));
        tree.put("source", line.price().source());
        return tree;
    }
}
