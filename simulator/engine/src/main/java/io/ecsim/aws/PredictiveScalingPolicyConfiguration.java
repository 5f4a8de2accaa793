// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/**
 * Have the tasks that an hour will need before it begins (SC-370 to SC-372).
 *
 * @param metricSpecifications one
 * @param schedulingBufferTime seconds before the hour, 300 by default
 * @param maxCapacityBuffer percent of the forecast, with IncreaseMaxCapacity only
 */
public record PredictiveScalingPolicyConfiguration(
        List<PredictiveScalingMetricSpecification> metricSpecifications,
        Mode mode,
        Integer schedulingBufferTime,
        MaxCapacityBreachBehavior maxCapacityBreachBehavior,
        Integer maxCapacityBuffer) {
    /** Whether a forecast changes anything. Constants are spelled as on the wire. */
    public enum Mode {
        ForecastOnly,
        ForecastAndScale
    }

    /** What happens to a forecast above MaxCapacity. Constants are spelled as on the wire. */
    public enum MaxCapacityBreachBehavior {
        HonorMaxCapacity,
        IncreaseMaxCapacity
    }

    public PredictiveScalingPolicyConfiguration {
        metricSpecifications = Absent.list(metricSpecifications);
        mode = Absent.or(mode, Mode.ForecastOnly);
        schedulingBufferTime = Absent.or(schedulingBufferTime, 300);
        maxCapacityBreachBehavior = Absent.or(maxCapacityBreachBehavior, MaxCapacityBreachBehavior.HonorMaxCapacity);
    }

    public boolean scales() {
        return mode == Mode.ForecastAndScale;
    }
}
