// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scaling;

import static io.ecsim.scaling.Rehearsal.cpu;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.aws.AwsException;
import io.ecsim.aws.PolicyType;
import io.ecsim.aws.PredictiveMetricType;
import io.ecsim.aws.PredictiveScalingMetricSpecification;
import io.ecsim.aws.PredictiveScalingPolicyConfiguration;
import io.ecsim.aws.PredictiveScalingPolicyConfiguration.MaxCapacityBreachBehavior;
import io.ecsim.aws.PredictiveScalingPolicyConfiguration.Mode;
import io.ecsim.aws.ScalingPolicy;
import io.ecsim.metrics.Metric;
import io.ecsim.metrics.MetricStat;
import io.ecsim.metrics.Statistic;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What follows from a forecast of 50 tasks: 5,000 requests a minute, 100 for each task. */
class PredictiveScalingTest {
    private static final long MONDAY = LoadHistory.hour(Instant.parse("2026-03-02T00:00:00Z"));

    static ScalingPolicy policy(String name, Mode mode, Integer buffer) {
        var behavior = buffer == null
                ? MaxCapacityBreachBehavior.HonorMaxCapacity
                : MaxCapacityBreachBehavior.IncreaseMaxCapacity;
        return new ScalingPolicy(
                name,
                "service/default/web",
                PolicyType.PredictiveScaling,
                null,
                null,
                new PredictiveScalingPolicyConfiguration(
                        List.of(new PredictiveScalingMetricSpecification(100, PredictiveMetricType.ALBRequestCount)),
                        mode,
                        null,
                        behavior,
                        buffer));
    }

    private static Prediction prediction(Integer buffer) {
        LoadHistory history = new LoadHistory();
        for (int i = 0; i < 24; i++) {
            history.add(MONDAY + i, 5000);
        }
        var requests = new Metric("AWS/ApplicationELB", "RequestCount", "LoadBalancer=app,TargetGroup=web", "Count");
        return new PredictiveScaling(
                        policy("forecast", Mode.ForecastAndScale, buffer),
                        new MetricStat(requests, Statistic.Sum),
                        history)
                .predict(MONDAY + 34, MONDAY + 33);
    }

    private static ServiceScaling scaling(int min, int max, Integer buffer) {
        ServiceScaling scaling = new ServiceScaling(
                Rehearsal.target(min, max),
                List.of(policy("forecast", Mode.ForecastAndScale, buffer)),
                Rehearsal.metrics(),
                ScalingParameters.DEFAULTS);
        scaling.expect(prediction(buffer));
        return scaling;
    }

    @Tag("CW-25")
    @Tag("SC-371")
    @Test
    void aForecastAboveTheMaximumIsCappedOrRaisesItByItsBuffer() {
        ScalingDecision honoring = scaling(1, 40, null).prepare(30);
        assertThat(honoring.to()).isEqualTo(40);
        assertThat(honoring.reason())
                .isEqualTo("wanted 50 (forecast of RequestCount for 2026-03-03T10:00:00Z is 5000 / 100),"
                        + " capped at 40 by MaxCapacity");
        assertThat(scaling(1, 40, 10).prepare(30).to()).isEqualTo(50);
        assertThat(prediction(10).highest()).isEqualTo(55);
        assertThat(prediction(null).highest()).isZero();
    }

    @Tag("SC-372")
    @Test
    void aForecastNeverScalesIn() {
        assertThat(scaling(1, 100, null).prepare(50)).isNull();
        assertThat(scaling(1, 100, null).prepare(80)).isNull();
        assertThat(scaling(60, 100, null).prepare(60)).isNull();
    }

    @Tag("SC-372")
    @Test
    void theGreaterOfForecastAndTrackingCounts() {
        var web = Rehearsal.of(1, 100, cpu(50), policy("forecast", Mode.ForecastAndScale, null));
        web.scaling().expect(prediction(null));
        assertThat(web.desired(52).minutes(15, 20).desired())
                .as("52 x 20 / 50 is 21, and 50 are expected to be needed")
                .isEqualTo(50);
        assertThat(web.last().decision().reason())
                .isEqualTo("wanted 21 (CPUUtilization 20 % / 50 % x 52 running), raised to 50 by the forecast");
        assertThat(web.minutes(6, 20).desired()).isEqualTo(50);
        assertThat(web.last().obstacle()).isEqualTo(Obstacle.AlreadyAtForecastCapacity);
        assertThat(web.minutes(3, 80).desired()).as("tracking wants more").isEqualTo(80);
    }

    @Tag("SC-371")
    @Test
    void trackingMayGoAsHighAsARaisedMaximum() {
        var web = Rehearsal.of(1, 40, cpu(50), policy("forecast", Mode.ForecastAndScale, 10));
        web.scaling().expect(prediction(10));
        assertThat(web.desired(50).minutes(3, 80).desired()).isEqualTo(55);
        assertThat(web.last().decision().clamps()).containsExactly("capped at 55 by the forecast's raised MaxCapacity");
    }

    @Tag("SC-372")
    @Test
    void severalMayForecastAndOnlyOneScales() {
        ServiceScaling scaling = scaling(1, 100, null);
        scaling.put(policy("other", Mode.ForecastOnly, null));
        assertThatThrownBy(() -> scaling.put(policy("other", Mode.ForecastAndScale, null)))
                .isInstanceOf(AwsException.class)
                .hasMessageContaining("forecast does");
        scaling.delete("forecast");
        scaling.put(policy("other", Mode.ForecastAndScale, null));
        assertThat(scaling.prepare(1)).as("its own forecast is not there yet").isNull();
    }
}
