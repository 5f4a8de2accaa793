// SPDX-License-Identifier: Apache-2.0
package io.ecsim.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Metric math (SC-216): an expression over named series that gives one series, period by period.
 *
 * @param name what people call the result
 * @param inputs by their ids, in the order in which they are written; an input may be an expression itself
 */
public record MetricMath(String name, Expression expression, Map<String, MetricQuery> inputs) implements MetricQuery {
    @Override
    public String text(double value) {
        return Numbers.text(value);
    }

    @Override
    public List<MetricStat> stats() {
        return inputs.values().stream()
                .flatMap(query -> query.stats().stream())
                .distinct()
                .toList();
    }

    /** The metrics come with different delays; their points of the same period belong together. */
    @Override
    public double[] range(MetricStore store, long period, int slots, long now) {
        long delay = stats().stream()
                .mapToLong(stat -> store.delay(stat.metric()))
                .max()
                .orElse(0);
        return range(store, period, slots, now, delay);
    }

    private double[] range(MetricStore store, long period, int slots, long now, long delay) {
        Map<String, double[]> series = new LinkedHashMap<>();
        inputs.forEach((id, query) -> series.put(
                id,
                query instanceof MetricMath math
                        ? math.range(store, period, slots, now, delay)
                        : store.range(
                                ((MetricStat) query).metric(),
                                ((MetricStat) query).statistic(),
                                period,
                                slots,
                                now,
                                delay)));
        return expression.evaluate(series, slots, period);
    }
}
