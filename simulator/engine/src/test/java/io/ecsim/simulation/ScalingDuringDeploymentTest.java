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
import io.ecsim.kernel.Distribution;
import io.ecsim.workload.Application;
import io.ecsim.workload.ConstantTraffic;
import io.ecsim.workload.RequestModel;
import io.ecsim.workload.Workload;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Four tasks of 0.25 vCPU that should use 50 % of it; a rollout that starts at 300 s and, with 100/100, never ends. */
class ScalingDuringDeploymentTest {

    /** Requests of 0.01 s: 20 a second are 20 % of four tasks, 80 a second are 80 %. */
    private static Scenarios tracked(int maximumPercent, double requestsPerSecond) {
        Scenarios scenario = Scenarios.ofWeb().service(4, 100, maximumPercent);
        RequestModel request = new RequestModel(new Distribution.Constant(0.01), null, null, null, null);
        scenario.applications.put("web", new Application(request, null, null, null, null, null, null, null));
        scenario.workload.add(new Workload("web", new ConstantTraffic(requestsPerSecond)));
        scenario.scalableTargets.add(new ScalableTarget("service/default/web", 1, 20));
        var cpu = new PredefinedMetricSpecification(MetricType.ECSServiceAverageCPUUtilization, null);
        scenario.scalingPolicies.add(new ScalingPolicy(
                "cpu50",
                "service/default/web",
                PolicyType.TargetTrackingScaling,
                new TargetTrackingScalingPolicyConfiguration(50.0, cpu, null, null, null, null)));
        return scenario.at(300, Scenarios.deploy("web:2"));
    }

    private static List<Integer> counts(Recorder run) {
        return run.all(Entry.ServiceScaled.class).stream()
                .map(Entry.ServiceScaled::to)
                .toList();
    }

    @Test
    @Tag("SW-29")
    @Tag("SV-24")
    @Tag("SC-307")
    void scaleInWaitsForTheDeployment() {
        // ceil(4 x 20 / 50) = 2
        assertThat(counts(Recorder.of(tracked(200, 20)))).first().isEqualTo(2);
        Recorder held = Recorder.of(tracked(100, 20));
        assertThat(counts(held)).isEmpty();
        assertThat(held.all(Entry.AlarmStateChanged.class))
                .anyMatch(alarm -> alarm.to().equals("ALARM"));
    }

    @Test
    @Tag("SV-24")
    @Tag("SC-307")
    void scaleOutDoesNotWait() {
        // ceil(4 x 80 / 50) = 7
        Recorder run = Recorder.of(tracked(100, 80));
        assertThat(counts(run)).first().isEqualTo(7);
        assertThat(run.all(Entry.DeploymentStateChanged.class)).hasSizeLessThan(3);
    }
}
