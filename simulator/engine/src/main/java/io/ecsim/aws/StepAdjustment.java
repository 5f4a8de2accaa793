// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/**
 * One step of a step scaling policy (SC-340).
 *
 * @param metricIntervalLowerBound from the alarm's threshold, absent for no bound
 * @param metricIntervalUpperBound from the alarm's threshold, absent for no bound
 * @param scalingAdjustment tasks or percent, as the policy's adjustment type says
 */
public record StepAdjustment(
        Double metricIntervalLowerBound, Double metricIntervalUpperBound, Integer scalingAdjustment) {
    public double lower() {
        return Absent.or(metricIntervalLowerBound, Double.NEGATIVE_INFINITY);
    }

    public double upper() {
        return Absent.or(metricIntervalUpperBound, Double.POSITIVE_INFINITY);
    }
}
