// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment.compare;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/**
 * A figure that most comparisons are made for; all others are compared as well and stand in comparison.json.
 *
 * @param path in summary.json
 */
public record Figure(String path, String name, String unit) {
    private static final MathContext DIGITS = new MathContext(4);

    /** In the order of what most people ask for. */
    public static final List<Figure> HEADLINES = List.of(
            new Figure("costUsd.total", "Cost", "USD"),
            new Figure("requests.failed", "Requests failed", "requests"),
            new Figure("requests.rejected", "Requests rejected", "requests"),
            new Figure("latencyMillis.mean", "Response time, mean", "ms"),
            new Figure("latencyMillis.p95", "Response time, p95", "ms"),
            new Figure("latencyMillis.p99", "Response time, p99", "ms"),
            new Figure("tasks.neverPlaced", "Tasks never placed", "tasks"),
            new Figure("tasks.failed", "Tasks failed", "tasks"),
            new Figure("cluster.unplacedTaskSeconds", "Tasks waiting for a place", "task-seconds"),
            new Figure("cluster.instancesPeak", "Instances at most", "instances"),
            new Figure("cluster.instancesUsedPeak", "Instances with a task at most", "instances"),
            new Figure("cluster.instancesUsedMean", "Instances with a task, mean", "instances"),
            new Figure("cluster.instanceHours", "Instance hours", "h"),
            new Figure("cluster.cpuReservationPeak", "CPU reserved at most", "of registered"),
            new Figure("cluster.cpuReservationMean", "CPU reserved, mean", "of registered"),
            new Figure("cluster.memoryReservationPeak", "Memory reserved at most", "of registered"),
            new Figure("cluster.memoryReservationMean", "Memory reserved, mean", "of registered"),
            new Figure("cluster.fragmentation", "Fragmentation, mean", "of free"),
            new Figure("cluster.zoneImbalanceMax", "Zone imbalance at most", "tasks"),
            new Figure("cluster.tasksLostIfLargestZoneGoes", "Tasks lost if the largest zone goes", "tasks"),
            new Figure("cluster.tasksLostIfFullestInstanceGoes", "Tasks lost if the fullest instance goes", "tasks"));

    /** Four digits that matter, never fewer than the whole part has. */
    public static String number(double value) {
        BigDecimal exact = BigDecimal.valueOf(value);
        BigDecimal rounded = Math.abs(value) >= 1_000 ? exact.setScale(0, RoundingMode.HALF_EVEN) : exact.round(DIGITS);
        BigDecimal stripped = rounded.stripTrailingZeros();
        return stripped.signum() == 0
                ? "0"
                : stripped.setScale(Math.max(0, stripped.scale())).toPlainString();
    }

    /** With its sign, also where it is more. */
    public static String signed(double value) {
        return (value > 0 ? "+" : "") + number(value);
    }

    /** A probability: three decimals, and what is less is said to be less. */
    public static String probability(double p) {
        return p < 0.001
                ? "< 0.001"
                : BigDecimal.valueOf(p).setScale(3, RoundingMode.HALF_EVEN).toPlainString();
    }
}
