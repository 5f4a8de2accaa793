// SPDX-License-Identifier: Apache-2.0
package io.ecsim.pricing;

import io.ecsim.kernel.Time;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** CloudWatch's alarms, for every started minute that they are there, if the user wants to see them (SC-708). */
public final class AlarmBill {
    private static final BigDecimal MINUTES_PER_MONTH = BigDecimal.valueOf(730 * 60L);

    /** @param service whose policy has the alarm; null for an alarm of the user's */
    private record Key(String item, String service) {}

    private final PriceList prices;
    private final long offset;
    /** Alarms times minutes, by day. */
    private final Map<Key, Map<Integer, Long>> minutes = new LinkedHashMap<>();

    /** @param offset nanoseconds from the midnight before the run began to its beginning */
    public AlarmBill(PriceList prices, long offset) {
        this.prices = prices;
        this.offset = offset;
    }

    /**
     * So many alarms are there in the minute that begins now.
     *
     * @param item of the price list
     */
    public void add(long begin, String item, String service, int count) {
        int day = (int) ((offset + begin) / (24 * Time.HOUR));
        minutes.computeIfAbsent(new Key(item, service), key -> new TreeMap<>()).merge(day, (long) count, Long::sum);
    }

    public Bill until() {
        Map<String, Map<Integer, BigDecimal>> months = new LinkedHashMap<>();
        Map<String, BigDecimal> byService = new LinkedHashMap<>();
        BigDecimal idle = BigDecimal.ZERO;
        for (Map.Entry<Key, Map<Integer, Long>> each : minutes.entrySet()) {
            Key key = each.getKey();
            for (Map.Entry<Integer, Long> day : each.getValue().entrySet()) {
                BigDecimal quantity =
                        BigDecimal.valueOf(day.getValue()).divide(MINUTES_PER_MONTH, MathContext.DECIMAL128);
                months.computeIfAbsent(key.item(), item -> new TreeMap<>())
                        .merge(day.getKey(), quantity, BigDecimal::add);
                BigDecimal usd = quantity.multiply(prices.of(key.item()).usd(), MathContext.DECIMAL128);
                if (key.service() == null) {
                    idle = idle.add(usd);
                } else {
                    byService.merge(key.service(), usd, BigDecimal::add);
                }
            }
        }
        List<Bill.Line> lines = new ArrayList<>();
        months.forEach((item, byDay) -> lines.add(line(item, byDay)));
        return new Bill(lines, byService, idle);
    }

    private Bill.Line line(String item, Map<Integer, BigDecimal> months) {
        Price price = prices.of(item);
        Map<Integer, BigDecimal> byDay = new LinkedHashMap<>();
        months.forEach((day, quantity) -> byDay.put(day, quantity.multiply(price.usd(), MathContext.DECIMAL128)));
        return new Bill.Line("alarms", item.replace('-', ' ') + "s", Bill.sum(months.values()), price, byDay);
    }
}
