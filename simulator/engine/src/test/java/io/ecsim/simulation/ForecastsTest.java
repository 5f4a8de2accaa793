// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.PolicyType;
import io.ecsim.aws.PredictiveMetricType;
import io.ecsim.aws.PredictiveScalingMetricSpecification;
import io.ecsim.aws.PredictiveScalingPolicyConfiguration;
import io.ecsim.aws.PredictiveScalingPolicyConfiguration.Mode;
import io.ecsim.aws.ScalableTarget;
import io.ecsim.aws.ScalingPolicy;
import io.ecsim.aws.SuspendedState;
import io.ecsim.journal.Entry;
import io.ecsim.kernel.Distribution;
import io.ecsim.workload.Application;
import io.ecsim.workload.ConstantTraffic;
import io.ecsim.workload.RequestModel;
import io.ecsim.workload.Workload;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Two tasks of a quarter of a vCPU and 10 requests a second of 10 ms, from nine to eleven twelve times as many: 20 % and
 * 240 % of two tasks, so 40 % and 480 % of one.
 */
class ForecastsTest {
    private static final int HOUR = 3600;

    private static Scenarios scenario(PredictiveMetricType pair, double target, Mode mode, int days) {
        Scenarios scenario = Scenarios.ofWeb().behindLoadBalancer(2).until(Duration.ofDays(days));
        RequestModel request = new RequestModel(new Distribution.Constant(0.01), null, null, null, null);
        scenario.applications.put("web", new Application(request, null, null, null, null, null, null, null));
        scenario.workload.add(new Workload("web", new ConstantTraffic(10)));
        for (int day = 0; day < days; day++) {
            scenario.at((24 * day + 9) * HOUR, new Action.SetTraffic("web", 12.0, Duration.ofHours(2)));
        }
        scenario.scalableTargets.add(new ScalableTarget("service/default/web", 1, 20));
        scenario.scalingPolicies.add(policy(pair, target, mode));
        return scenario;
    }

    private static ScalingPolicy policy(PredictiveMetricType pair, double target, Mode mode) {
        return new ScalingPolicy(
                "forecast",
                "service/default/web",
                PolicyType.PredictiveScaling,
                null,
                null,
                new PredictiveScalingPolicyConfiguration(
                        List.of(new PredictiveScalingMetricSpecification(target, pair)), mode, null, null, null));
    }

    @Tag("CW-25")
    @Tag("SC-370")
    @Tag("SC-371")
    @Test
    void theTasksOfAnHourAreThereFiveMinutesBeforeIt() {
        Recorder run = Recorder.of(scenario(PredictiveMetricType.ALBRequestCount, 600, Mode.ForecastAndScale, 2));
        assertThat(run.all(Entry.ServiceScaled.class))
                .extracting(Entry.ServiceScaled::to, Entry.ServiceScaled::why)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(
                        12, "wanted 12 (forecast of RequestCount for 2026-03-03T09:00:00Z is 7200 / 600)"));
        assertThat(run.times(Entry.ServiceScaled.class))
                .as("nothing on the first day: there is no forecast yet")
                .containsExactly((24 + 9) * HOUR - 300.0);
        assertThat(run.all(Entry.NotScaled.class))
                .extracting(Entry.NotScaled::why)
                .containsExactly("ForecastUnavailable: 0 of 24 hours of data");
    }

    @Tag("SC-373")
    @Test
    void theLoadOfUtilizationIsThatOfAllTasks() {
        Recorder run = Recorder.of(scenario(PredictiveMetricType.ECSServiceCPUUtilization, 40, Mode.ForecastOnly, 2));
        List<Integer> capacities = run.all(Entry.CapacityForecast.class).stream()
                .map(Entry.CapacityForecast::capacity)
                .toList();
        assertThat(capacities).as("from midnight of the second day, 24 hours").hasSize(24);
        assertThat(capacities.get(12))
                .as("10 requests of 10 ms by 0.25 vCPU are 40 %")
                .isEqualTo(1);
        assertThat(run.all(Entry.ServiceScaled.class)).as("a forecast only").isEmpty();
    }

    @Tag("SC-306")
    @Tag("SC-372")
    @Test
    void whileScalingOutIsSuspendedAForecastStartsNothing() {
        Scenarios scenario = scenario(PredictiveMetricType.ALBRequestCount, 600, Mode.ForecastAndScale, 2);
        scenario.scalableTargets.set(
                0, new ScalableTarget("service/default/web", 1, 20, new SuspendedState(null, true, null)));
        Recorder run = Recorder.of(scenario);
        assertThat(run.all(Entry.ServiceScaled.class)).isEmpty();
        assertThat(run.all(Entry.NotScaled.class))
                .extracting(Entry.NotScaled::why)
                .contains("DynamicScalingOutSuspended: wanted 12 (forecast of RequestCount for 2026-03-03T09:00:00Z is"
                        + " 7200 / 600)");
    }

    @Tag("SC-370")
    @Test
    void aPolicyThatComesLaterKnowsWhatWasBefore() {
        Scenarios scenario = scenario(PredictiveMetricType.ALBRequestCount, 600, Mode.ForecastAndScale, 2);
        ScalingPolicy policy = scenario.scalingPolicies.remove(0);
        scenario.at(30 * HOUR, new ScalingActions.PutScalingPolicy(policy));
        assertThat(Recorder.of(scenario).times(Entry.ServiceScaled.class)).containsExactly((24 + 9) * HOUR - 300.0);
    }
}
