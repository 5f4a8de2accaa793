// SPDX-License-Identifier: Apache-2.0
package io.ecsim.metrics;

import java.util.List;

/** One statistic of one metric. */
public record MetricStat(Metric metric, Statistic statistic) implements MetricQuery {
    @Override
    public String name() {
        return metric.name();
    }

    @Override
    public String text(double value) {
        return metric.text(value);
    }

    @Override
    public List<MetricStat> stats() {
        return List.of(this);
    }

    @Override
    public double[] range(MetricStore store, long period, int slots, long now) {
        return store.range(metric, statistic, period, slots, now);
    }
}
