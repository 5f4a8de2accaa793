// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scaling;

import io.ecsim.aws.Absent;
import io.ecsim.aws.AdjustmentType;
import io.ecsim.aws.MetricAggregationType;
import io.ecsim.aws.PolicyType;
import io.ecsim.aws.ScalingPolicy;
import io.ecsim.aws.StepAdjustment;
import io.ecsim.aws.StepScalingPolicyConfiguration;
import io.ecsim.kernel.Time;
import io.ecsim.metrics.Alarm;
import io.ecsim.metrics.AlarmDefinition;
import io.ecsim.metrics.ComparisonOperator;
import io.ecsim.metrics.Numbers;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Step scaling: how far the metric of the alarm that calls is from its threshold chooses a step, and the step says what
 * becomes of the capacity (SC-340 to SC-348). The alarms are the user's.
 */
public final class StepScaling implements ScalingRule {
    /** As in {@link Wish}: 10 x 20 / 100 is 2 tasks. */
    private static final double EPSILON = 1e-9;

    private final StepScalingPolicyConfiguration steps;
    private final boolean fromDesired;

    private StepScaling(StepScalingPolicyConfiguration steps, boolean fromDesired) {
        this.steps = steps;
        this.fromDesired = fromDesired;
    }

    static Policy prepare(ScalingPolicy document, ServiceMetrics metrics, ScalingParameters parameters) {
        StepScalingPolicyConfiguration steps = document.stepScalingPolicyConfiguration();
        long cooldown = steps.cooldown() * Time.SECOND;
        return new Policy(
                document.policyName(),
                document.policyType(),
                List.of(),
                false,
                cooldown,
                cooldown,
                new StepScaling(steps, false));
    }

    /**
     * For an Auto Scaling group (SC-453), as with target tracking.
     *
     * @param settling nanoseconds until what a scale-in did is to be seen
     * @param fromDesired whether it starts from the desired capacity, as simple scaling does
     */
    public static Policy ofGroup(
            String name, StepScalingPolicyConfiguration steps, long settling, boolean fromDesired) {
        return new Policy(
                name, PolicyType.StepScaling, List.of(), false, 0, settling, new StepScaling(steps, fromDesired));
    }

    /** Of several alarms that call at once, the one that wants most. */
    @Override
    public Wish wish(View view) {
        Wish best = Wish.NONE;
        for (Alarm alarm : view.alarms()) {
            Wish wish = wish(alarm, view);
            if (best.is(Wish.Direction.STAY) || wish.is(Wish.Direction.OUT) && wish.exact() > best.exact()) {
                best = wish;
            }
        }
        return best;
    }

    private Wish wish(Alarm alarm, View view) {
        double[] points = alarm.points();
        if (points.length == 0) {
            return Wish.failed(() -> "the alarm " + alarm.definition().name() + " has no data to choose a step by");
        }
        double value = aggregate(points);
        double distance = value - alarm.definition().threshold();
        StepAdjustment step = step(distance, alarm.definition());
        if (step == null) {
            return Wish.failed(() -> "no step adjustment found for metric value "
                    + Arrays.stream(points).mapToObj(Numbers::text).collect(Collectors.joining(", ", "[", "]"))
                    + " and breach threshold " + Numbers.text(alarm.definition().threshold()));
        }
        return wish(
                step.scalingAdjustment(),
                view,
                () -> alarm.definition().query().name() + " "
                        + alarm.definition().query().text(value) + ", " + Numbers.text(Math.abs(distance))
                        + (distance < 0 ? " below " : " above ")
                        + alarm.definition().query().text(alarm.definition().threshold()));
    }

    private Wish wish(int adjustment, View view, Supplier<String> distance) {
        if (steps.adjustmentType() == AdjustmentType.ExactCapacity) {
            int desired = view.service().desired();
            return wish(
                    Integer.compare(adjustment, desired), adjustment, () -> distance.get() + ": exactly " + adjustment);
        }
        boolean percent = steps.adjustmentType() == AdjustmentType.PercentChangeInCapacity;
        int base = fromDesired
                ? view.service().desired()
                : adjustment > 0 ? view.outBase() : view.service().running();
        int rounded = percent ? percent(base, adjustment) : adjustment;
        int change = percent ? atLeastTheMagnitude(rounded) : rounded;
        String which = (fromDesired
                        ? " desired"
                        : base < view.service().running() ? " running before the cooldown" : " running")
                + (change == rounded ? "" : ", at least " + steps.minAdjustmentMagnitude());
        return wish(
                Integer.signum(adjustment),
                Math.max(0, base + change),
                () -> distance.get() + ": " + (adjustment < 0 ? "" : "+") + adjustment + (percent ? " % of " : " to ")
                        + base + which);
    }

    private static Wish wish(int sign, int capacity, Supplier<String> calculation) {
        Wish.Direction direction = sign > 0 ? Wish.Direction.OUT : sign < 0 ? Wish.Direction.IN : Wish.Direction.STAY;
        return new Wish(direction, capacity, calculation);
    }

    /** Toward zero, but never to zero (SC-345). */
    private static int percent(int tasks, int percent) {
        double exact = tasks * (double) percent / 100;
        int sign = (int) Math.signum(exact);
        double size = Math.abs(exact);
        int change = size > 0 && size < 1 ? 1 : (int) Math.floor(size + EPSILON);
        return sign * change;
    }

    /** SC-346. */
    private int atLeastTheMagnitude(int change) {
        return Integer.signum(change) * Math.max(Math.abs(change), Absent.or(steps.minAdjustmentMagnitude(), 0));
    }

    private double aggregate(double[] points) {
        MetricAggregationType type = steps.metricAggregationType();
        return switch (type) {
            case Minimum -> DoubleStream.of(points).min().getAsDouble();
            case Maximum -> DoubleStream.of(points).max().getAsDouble();
            case Average -> DoubleStream.of(points).average().getAsDouble();
        };
    }

    /** On the threshold the alarm's comparison says to which side the value belongs (SC-341). */
    private StepAdjustment step(double distance, AlarmDefinition alarm) {
        ComparisonOperator comparison = alarm.comparison();
        boolean upward = comparison == ComparisonOperator.GreaterThanOrEqualToThreshold
                || comparison == ComparisonOperator.GreaterThanThreshold;
        boolean above = Math.abs(distance) <= EPSILON ? upward : distance > 0;
        for (StepAdjustment step : steps.stepAdjustments()) {
            if (above
                    ? distance >= step.lower() - EPSILON && distance < step.upper() - EPSILON
                    : distance > step.lower() + EPSILON && distance <= step.upper() + EPSILON) {
                return step;
            }
        }
        return null;
    }
}
