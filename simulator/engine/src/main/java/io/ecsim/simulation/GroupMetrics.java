// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.AutoScalingGroup;
import io.ecsim.aws.GroupScalingPolicy;
import io.ecsim.aws.GroupScalingPolicy.Metric;
import io.ecsim.aws.GroupScalingPolicy.TargetTrackingConfiguration;
import io.ecsim.kernel.Time;
import io.ecsim.metrics.MetricQuery;
import io.ecsim.metrics.MetricStat;
import io.ecsim.metrics.Statistic;

/** The metrics that policies of Auto Scaling groups track. */
final class GroupMetrics {
    private final Scenario scenario;
    private final MetricNames names;

    GroupMetrics(Scenario scenario) {
        this.scenario = scenario;
        this.names = new MetricNames(scenario.cluster().clusterName());
    }

    MetricQuery of(AutoScalingGroup group, TargetTrackingConfiguration tracking) {
        if (tracking.predefinedMetricSpecification() == null) {
            return MetricQueries.of(tracking.customizedMetricSpecification());
        }
        if (isCpu(tracking)) {
            return new MetricStat(names.group("CPUUtilization", group.autoScalingGroupName()), Statistic.Average);
        }
        String target = PublishedMetrics.targetGroup(
                tracking.predefinedMetricSpecification().resourceLabel());
        return new MetricStat(
                names.alb(new LoadBalancers(scenario).name(target)).metric("RequestCountPerTarget", null, target),
                Statistic.Sum);
    }

    /** Between two points, nanoseconds (SC-452). */
    long period(AutoScalingGroup group, TargetTrackingConfiguration tracking) {
        boolean isEc2s = isCpu(tracking)
                || tracking.customizedMetricSpecification() != null
                        && MetricNames.EC2.equals(
                                tracking.customizedMetricSpecification().namespace());
        return isEc2s ? period(group) : Time.MINUTE;
    }

    /** How old the newest point is of what its policies see of the group's instances, at most; 0 if they see none. */
    long lag(AutoScalingGroup group) {
        boolean sees = group.scalingPolicies().stream()
                .map(GroupScalingPolicy::targetTrackingConfiguration)
                .anyMatch(tracking -> tracking != null && isCpu(tracking));
        return sees ? period(group) + Time.of(scenario.world().metricDelay().ec2()) : 0;
    }

    /** Of what EC2 publishes. */
    static long period(AutoScalingGroup group) {
        return group.monitoring().enabled() ? Time.MINUTE : 5 * Time.MINUTE;
    }

    private static boolean isCpu(TargetTrackingConfiguration tracking) {
        return tracking.predefinedMetricSpecification() != null
                && tracking.predefinedMetricSpecification().predefinedMetricType() == Metric.ASGAverageCPUUtilization;
    }
}
