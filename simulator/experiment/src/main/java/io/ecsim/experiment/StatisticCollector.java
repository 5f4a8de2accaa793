// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import io.ecsim.experiment.Condition.Statistic;
import io.ecsim.metrics.Datapoint;
import io.ecsim.metrics.Metric;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Collects the figure of a {@link Statistic} as datapoints pass. When the name fits several metrics, the service comes
 * before the target group and that before the rest; then the metric with the fewest dimensions, which covers the most.
 */
final class StatisticCollector {
    private static final int NO_FIT = Integer.MAX_VALUE;
    private static final int KIND = 100;

    private final Statistic wanted;
    private final Set<String> targetGroups;
    private final Map<Metric, Integer> ranks = new LinkedHashMap<>();
    private int best = NO_FIT;
    private double samples;
    private double sum;
    private double minimum = Double.POSITIVE_INFINITY;
    private double maximum = Double.NEGATIVE_INFINITY;

    /** @param targetGroups of the service that the statistic names, if it names one */
    StatisticCollector(Statistic wanted, Set<String> targetGroups) {
        this.wanted = wanted;
        this.targetGroups = targetGroups;
    }

    void add(Metric metric, Datapoint point) {
        if (!metric.name().equals(wanted.metric())
                || !metric.namespace().equals(wanted.namespace())
                || point.start() < wanted.from()
                || point.start() >= wanted.to()) {
            return;
        }
        int rank = ranks.computeIfAbsent(metric, this::rank);
        if (rank == NO_FIT || rank > best) {
            return;
        }
        if (rank < best) {
            best = rank;
            samples = 0;
            sum = 0;
            minimum = Double.POSITIVE_INFINITY;
            maximum = Double.NEGATIVE_INFINITY;
        }
        samples += point.samples();
        sum += point.sum();
        minimum = Math.min(minimum, point.minimum());
        maximum = Math.max(maximum, point.maximum());
    }

    /** The figure; NaN when no datapoint fitted. */
    double figure() {
        if (best == NO_FIT) {
            return Double.NaN;
        }
        return switch (wanted.kind()) {
            case MIN -> minimum;
            case MAX -> maximum;
            case SUM -> sum;
            case AVG -> sum / samples;
        };
    }

    /** Whether a metric of the name is about what the statistic names. */
    boolean fits(Metric metric) {
        return rank(metric) != NO_FIT;
    }

    private int rank(Metric metric) {
        String[] dimensions = metric.dimensions().split(",");
        return Arrays.stream(dimensions)
                .mapToInt(this::kind)
                .filter(kind -> kind != NO_FIT)
                .map(kind -> kind * KIND + dimensions.length)
                .min()
                .orElse(NO_FIT);
    }

    private int kind(String dimension) {
        int equals = dimension.indexOf('=');
        String key = dimension.substring(0, Math.max(equals, 0));
        String value = dimension.substring(equals + 1);
        boolean targetGroup = key.equals("TargetGroup");
        if (!names(value, wanted.name())
                && !(targetGroup && targetGroups.stream().anyMatch(group -> names(value, group)))) {
            return NO_FIT;
        }
        return key.equals("ServiceName") ? 0 : targetGroup ? 1 : 2;
    }

    /** Load balancers and target groups are spelled {@code app/NAME/ID} and {@code targetgroup/NAME/ID}. */
    private static boolean names(String value, String name) {
        return value.equals(name) || Arrays.asList(value.split("/")).contains(name);
    }
}
