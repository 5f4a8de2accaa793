// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** Predefined metrics of ECS target tracking (SC-312, SC-313). Constants are spelled as on the wire. */
public enum MetricType {
    ECSServiceAverageCPUUtilization,
    ECSServiceAverageMemoryUtilization,
    ALBRequestCountPerTarget,
    ECSServiceAverageCPUUtilizationHighResolution,
    ECSServiceAverageMemoryUtilizationHighResolution;

    /** Whether it has a point every 20 seconds. */
    public boolean isHighResolution() {
        return this == ECSServiceAverageCPUUtilizationHighResolution
                || this == ECSServiceAverageMemoryUtilizationHighResolution;
    }
}
