// SPDX-License-Identifier: Apache-2.0
package io.ecsim.metrics;

/**
 * The identity of a CloudWatch metric.
 *
 * @param dimensions {@code ClusterName=default,ServiceName=web}, in a fixed order
 * @param unit as CloudWatch spells it, such as {@code Percent} or {@code Count}
 */
public record Metric(String namespace, String name, String dimensions, String unit) {
    /** A value of this metric for people: {@code 78.2 %}, {@code 5400}. */
    public String text(double value) {
        return "Percent".equals(unit) ? Numbers.text(value) + " %" : Numbers.text(value);
    }

    /** Every point is looked up by its metric; a record's own hash goes through four method handles each time. */
    @Override
    public int hashCode() {
        return 31 * dimensions.hashCode() + name.hashCode();
    }
}
