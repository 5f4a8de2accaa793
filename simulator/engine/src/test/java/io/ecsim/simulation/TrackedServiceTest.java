// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.MetricType;
import io.ecsim.aws.PolicyType;
import io.ecsim.aws.PredefinedMetricSpecification;
import io.ecsim.aws.ScalableTarget;
import io.ecsim.aws.ScalingPolicy;
import io.ecsim.aws.TargetTrackingScalingPolicyConfiguration;
import io.ecsim.journal.Entry;
import io.ecsim.workload.Application;
import io.ecsim.workload.Share;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ten tasks that always use 30 % of what they reserve, and a target of 60 %. */
class TrackedServiceTest {
    /**
     * The first minute's point, seen at 60 + 120 s, is the first of fifteen; alarms look at half past. Then there is a
     * step whenever a cooldown of 300 s is over, which begins within the minute after the last.
     */
    @Test
    @Tag("SC-805")
    @Tag("SC-325")
    void theEarliestScaleInComesAfterMoreThanAQuarterOfAnHourAndThenOneForEachCooldown() {
        Scenarios scenario = Scenarios.ofWeb().service(10, 100, 200).until(Duration.ofMinutes(40));
        scenario.applications.put("web", new Application(null, null, null, null, new Share(0.075), null, null, null));
        scenario.scalableTargets.add(new ScalableTarget("service/default/web", 1, 20));
        var cpu = new PredefinedMetricSpecification(MetricType.ECSServiceAverageCPUUtilization, null);
        scenario.scalingPolicies.add(new ScalingPolicy(
                "cpu60",
                "service/default/web",
                PolicyType.TargetTrackingScaling,
                new TargetTrackingScalingPolicyConfiguration(60.0, cpu, null, null, null, null)));
        Recorder run = Recorder.of(scenario);
        assertThat(run.all(Entry.ServiceScaled.class))
                .extracting(Entry.ServiceScaled::to)
                .as("half of 10, of 5, of 3, of 2, rounded up")
                .containsExactly(5, 3, 2, 1);
        List<Double> times = run.times(Entry.ServiceScaled.class);
        assertThat(times.get(0)).isEqualTo(15 * 60 + 120 + 30);
        for (int i = 1; i < times.size(); i++) {
            assertThat(times.get(i) - times.get(i - 1)).isBetween(300.0, 360.0);
        }
    }
}
