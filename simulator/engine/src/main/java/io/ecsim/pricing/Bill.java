// SPDX-License-Identifier: Apache-2.0
package io.ecsim.pricing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a run cost in USD, exact until it is shown (SC-710).
 *
 * @param byService what its tasks reserved of the instances, and its load balancers; tasks without a service are under
 *     {@link #STANDALONE}
 * @param idle what nobody reserved of the instances
 */
public record Bill(List<Line> lines, Map<String, BigDecimal> byService, BigDecimal idle) {
    public static final String STANDALONE = "standalone tasks";

    /**
     * @param kind such as {@code ec2}, under which the amount is summed up
     * @param what such as the instance type
     * @param quantity in the price's unit
     * @param byDay USD by day of the calendar, 0 being that of the beginning
     */
    public record Line(String kind, String what, BigDecimal quantity, Price price, Map<Integer, BigDecimal> byDay) {
        public BigDecimal usd() {
            return sum(byDay.values());
        }
    }

    /** In the order of the lines. */
    public Map<String, BigDecimal> byKind() {
        Map<String, BigDecimal> kinds = new LinkedHashMap<>();
        lines.forEach(line -> kinds.merge(line.kind(), line.usd(), BigDecimal::add));
        return kinds;
    }

    public Map<Integer, BigDecimal> byDay() {
        Map<Integer, BigDecimal> days = new TreeMap<>();
        lines.forEach(line -> line.byDay().forEach((day, usd) -> days.merge(day, usd, BigDecimal::add)));
        return days;
    }

    public BigDecimal total() {
        return sum(lines.stream().map(Line::usd).toList());
    }

    public Bill plus(Bill other) {
        List<Line> all = new ArrayList<>(lines);
        all.addAll(other.lines);
        Map<String, BigDecimal> services = new LinkedHashMap<>(byService);
        other.byService.forEach((service, usd) -> services.merge(service, usd, BigDecimal::add));
        return new Bill(all, services, idle.add(other.idle));
    }

    static BigDecimal sum(Iterable<BigDecimal> amounts) {
        BigDecimal sum = BigDecimal.ZERO;
        for (BigDecimal amount : amounts) {
            sum = sum.add(amount);
        }
        return sum;
    }
}
