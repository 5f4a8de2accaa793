// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scaling;

import io.ecsim.aws.AwsException;
import io.ecsim.aws.MetricType;
import io.ecsim.aws.PolicyType;
import io.ecsim.aws.PredefinedMetricSpecification;
import io.ecsim.aws.ScalingPolicy;
import io.ecsim.aws.TargetTrackingScalingPolicyConfiguration;
import io.ecsim.kernel.Time;
import io.ecsim.metrics.Alarm;
import io.ecsim.metrics.AlarmDefinition;
import io.ecsim.metrics.ComparisonOperator;
import io.ecsim.metrics.MetricQuery;
import io.ecsim.metrics.MetricStat;
import io.ecsim.metrics.Statistic;
import io.ecsim.metrics.TreatMissingData;
import java.util.ArrayList;
import java.util.List;

/**
 * Target tracking: as many tasks as would bring the metric to its target, if it falls in proportion as tasks are added.
 *
 * <pre>capacity = ceil(running tasks x metric / target)</pre>
 *
 * <p>Two alarms set it going (SC-310). AlarmHigh: three minutes above the target, then out (SC-314). AlarmLow: fifteen
 * minutes below 90 % of it, then in (SC-315). Both compare strictly, so a metric on its target moves nothing (SC-311).
 * Both directions take the newest point that is known (SC-316); without data neither alarm holds and nothing happens
 * (SC-318). The alarms are seen on live resources, the proportional amount is documented for Auto Scaling groups; that
 * ECS services follow it is our assumption.
 */
public final class TargetTracking implements ScalingRule {
    private static final int HIGH_PERIODS = 3;
    private static final long LOW_TIME = 15 * Time.MINUTE;
    /** Of points that come every five minutes fifteen too (SC-452). */
    private static final int LOW_PERIODS = 15;

    private static final double LOW_SHARE = 0.9;

    private final MetricQuery metric;
    private final double target;

    private TargetTracking(MetricQuery metric, double target) {
        this.metric = metric;
        this.target = target;
    }

    static Policy prepare(ScalingPolicy document, ServiceMetrics metrics, ScalingParameters parameters) {
        TargetTrackingScalingPolicyConfiguration tracking = document.targetTrackingScalingPolicyConfiguration();
        check(document, tracking);
        boolean scalesIn = !tracking.disableScaleIn();
        MetricQuery metric = metric(tracking, metrics);
        double target = tracking.targetValue();
        long period = isHighResolution(tracking) ? 20 * Time.SECOND : Time.MINUTE;

        return new Policy(
                document.policyName(),
                document.policyType(),
                alarms(document.resourceId(), document.policyName(), metric, target, period, scalesIn, parameters),
                scalesIn,
                tracking.scaleOutCooldown() * Time.SECOND,
                tracking.scaleInCooldown() * Time.SECOND,
                new TargetTracking(metric, target));
    }

    /**
     * For an Auto Scaling group (SC-450). It has no cooldowns; that it looks again after a scale-in only when a point can
     * tell what became of that is ours.
     *
     * @param period between two points of the metric, nanoseconds
     * @param settling nanoseconds until what a scale-in did is to be seen
     */
    public static Policy ofGroup(
            String group,
            String name,
            MetricQuery metric,
            double target,
            long period,
            boolean scalesIn,
            long settling,
            ScalingParameters parameters) {
        return new Policy(
                name,
                PolicyType.TargetTrackingScaling,
                alarms(group, name, metric, target, period, scalesIn, parameters),
                scalesIn,
                0,
                settling,
                new TargetTracking(metric, target));
    }

    private static List<AlarmDefinition> alarms(
            String resource,
            String policy,
            MetricQuery metric,
            double target,
            long period,
            boolean scalesIn,
            ScalingParameters parameters) {
        List<AlarmDefinition> alarms = new ArrayList<>();
        String alarm = "TargetTracking-" + resource + "-Alarm";
        alarms.add(alarm(
                alarm + "High-" + policy,
                metric,
                period,
                HIGH_PERIODS,
                ComparisonOperator.GreaterThanThreshold,
                target,
                parameters));
        if (scalesIn) {
            int lowPeriods = period > Time.MINUTE ? LOW_PERIODS : (int) (LOW_TIME / period);
            alarms.add(alarm(
                    alarm + "Low-" + policy,
                    metric,
                    period,
                    lowPeriods,
                    ComparisonOperator.LessThanThreshold,
                    LOW_SHARE * target,
                    parameters));
        }
        return List.copyOf(alarms);
    }

    @Override
    public Wish wish(View view) {
        Alarm high = view.alarms().get(0);
        boolean asleep = view.service().desired() == 0 && view.service().running() == 0;
        boolean aboveTarget = ComparisonOperator.GreaterThanThreshold.holds(high.newest(), target);
        if (ScalingRule.inAlarm(high) || asleep && aboveTarget) {
            return wishOut(view, high.newest());
        }
        if (view.alarms().size() > 1 && ScalingRule.inAlarm(view.alarms().get(1))) {
            return wish(
                    Wish.Direction.IN,
                    view.alarms().get(1).newest(),
                    view.service().running(),
                    " running");
        }
        return Wish.NONE;
    }

    /** From nothing, no proportion says how many: one task, on the first point that shows demand (SC-320). */
    private Wish wishOut(View view, double value) {
        if (view.outBase() == 0) {
            return new Wish(
                    Wish.Direction.OUT, 1, () -> metric.name() + " " + metric.text(value) + " with none running");
        }
        boolean coolingDown = view.outBase() < view.service().running();
        return wish(
                Wish.Direction.OUT, value, view.outBase(), coolingDown ? " running before the cooldown" : " running");
    }

    private Wish wish(Wish.Direction direction, double value, int tasks, String which) {
        return new Wish(
                direction,
                tasks * value / target,
                () -> metric.name() + " " + metric.text(value) + " / " + metric.text(target) + " x " + tasks + which);
    }

    private static AlarmDefinition alarm(
            String name,
            MetricQuery metric,
            long period,
            int periods,
            ComparisonOperator comparison,
            double threshold,
            ScalingParameters parameters) {
        return new AlarmDefinition(
                name,
                metric,
                period,
                periods,
                periods,
                periods + parameters.alarmRangeMargin(),
                threshold,
                comparison,
                TreatMissingData.missing,
                false);
    }

    /** SC-313: points of 20 seconds, as many of them to scale out, for as long to scale in. */
    private static boolean isHighResolution(TargetTrackingScalingPolicyConfiguration tracking) {
        PredefinedMetricSpecification predefined = tracking.predefinedMetricSpecification();
        return predefined != null && predefined.predefinedMetricType().isHighResolution();
    }

    /** SC-312: requests are counted for each target already, so their sum is the average over targets. */
    private static MetricQuery metric(TargetTrackingScalingPolicyConfiguration tracking, ServiceMetrics metrics) {
        PredefinedMetricSpecification predefined = tracking.predefinedMetricSpecification();
        if (predefined == null) {
            return metrics.customized(tracking.customizedMetricSpecification());
        }
        MetricType type = predefined.predefinedMetricType();
        return new MetricStat(
                metrics.predefined(type, predefined.resourceLabel()),
                type == MetricType.ALBRequestCountPerTarget ? Statistic.Sum : Statistic.Average);
    }

    private static void check(ScalingPolicy document, TargetTrackingScalingPolicyConfiguration tracking) {
        if (tracking == null || tracking.targetValue() == null) {
            throw invalid(document, "has no TargetValue");
        }
        // AWS takes zero and less too. A capacity in proportion to such a target means nothing.
        if (!(tracking.targetValue() > 0)) {
            throw invalid(document, "needs a TargetValue above 0 to be simulated");
        }
        if ((tracking.predefinedMetricSpecification() == null) == (tracking.customizedMetricSpecification() == null)) {
            throw invalid(document, "needs either a PredefinedMetricSpecification or a CustomizedMetricSpecification");
        }
        if (tracking.scaleOutCooldown() < 0 || tracking.scaleInCooldown() < 0) {
            throw invalid(document, "has a negative cooldown");
        }
    }

    private static AwsException invalid(ScalingPolicy document, String message) {
        return new AwsException("ValidationException", "Scaling policy " + document.policyName() + " " + message);
    }
}
