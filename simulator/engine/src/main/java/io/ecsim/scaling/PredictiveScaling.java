// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scaling;

import io.ecsim.aws.PolicyType;
import io.ecsim.aws.PredictiveScalingPolicyConfiguration;
import io.ecsim.aws.PredictiveScalingPolicyConfiguration.MaxCapacityBreachBehavior;
import io.ecsim.aws.ScalingPolicy;
import io.ecsim.kernel.Time;
import io.ecsim.metrics.MetricQuery;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/**
 * Predictive scaling of one service: what a policy expects of the next hours.
 *
 * <pre>capacity = ceil(forecast load / target)</pre>
 *
 * <p>A forecast is made for 48 hours and anew every six (SC-370). It owns no alarms and never scales in: what it expects
 * is the least that other policies may leave (SC-372).
 */
public final class PredictiveScaling {
    private static final int AHEAD = 48;
    private static final int RENEWED_AFTER = 6;
    private static final double EPSILON = 1e-9;

    private final String name;
    private final PredictiveScalingPolicyConfiguration configuration;
    private final MetricQuery load;
    private final LoadHistory history;
    private final TreeMap<Long, Double> forecast = new TreeMap<>();
    private long made = Long.MIN_VALUE;

    /** @param history of the load, hour by hour */
    public PredictiveScaling(ScalingPolicy document, MetricQuery load, LoadHistory history) {
        this.name = document.policyName();
        this.configuration = document.predictiveScalingPolicyConfiguration();
        this.load = load;
        this.history = history;
    }

    /** To a scalable target it is a policy without alarms that has no wishes of its own. */
    static Policy prepare(ScalingPolicy document, ServiceMetrics metrics, ScalingParameters parameters) {
        return new Policy(
                document.policyName(), PolicyType.PredictiveScaling, List.of(), false, 0, 0, view -> Wish.NONE);
    }

    public String name() {
        return name;
    }

    /** From the moment at which an hour's tasks are started until the hour begins, in nanoseconds. */
    public long bufferTime() {
        return configuration.schedulingBufferTime() * Time.SECOND;
    }

    public boolean scales() {
        return configuration.scales();
    }

    /** Why there is no forecast; null if there is one, or will be when it is asked for. */
    public String lack() {
        return history.isEnough() ? null : "ForecastUnavailable: " + history.length() + " of 24 hours of data";
    }

    /**
     * What it expects of an hour.
     *
     * @param now an hour as well, that of the present; a forecast that is too old by then is made anew
     * @return null if nothing is known of such hours
     */
    public Prediction predict(long hour, long now) {
        if (!history.isEnough()) {
            return null;
        }
        if (forecast.isEmpty() || now - made >= RENEWED_AFTER) {
            made = now;
            forecast.clear();
            for (long each = now; each <= now + AHEAD; each++) {
                forecast.put(each, history.forecast(each));
            }
        }
        double expected = forecast.getOrDefault(hour, Double.NaN);
        return Double.isNaN(expected) ? null : prediction(hour, expected);
    }

    private Prediction prediction(long hour, double expected) {
        double target = configuration.metricSpecifications().get(0).targetValue();
        int capacity = (int) Math.ceil(expected / target - EPSILON);
        boolean increases = configuration.maxCapacityBreachBehavior() == MaxCapacityBreachBehavior.IncreaseMaxCapacity;
        int highest =
                increases ? (int) Math.ceil(capacity * (100.0 + configuration.maxCapacityBuffer()) / 100 - EPSILON) : 0;
        Instant start = LoadHistory.start(hour);
        return new Prediction(
                name,
                capacity,
                highest,
                "forecast of " + load.name() + " for " + start + " is " + load.text(expected) + " / "
                        + load.text(target));
    }
}
