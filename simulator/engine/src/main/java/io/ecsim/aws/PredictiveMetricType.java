// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** Predefined metrics of predictive scaling for ECS: of each of three loads a pair and its halves. */
public enum PredictiveMetricType {
    ECSServiceCPUUtilization(Role.PAIR),
    ECSServiceMemoryUtilization(Role.PAIR),
    ALBRequestCount(Role.PAIR),
    ECSServiceAverageCPUUtilization(Role.SCALING),
    ECSServiceAverageMemoryUtilization(Role.SCALING),
    ALBRequestCountPerTarget(Role.SCALING),
    ECSServiceTotalCPUUtilization(Role.LOAD),
    ECSServiceTotalMemoryUtilization(Role.LOAD),
    TotalALBRequestCount(Role.LOAD);

    /** What it can be given as. */
    public enum Role {
        PAIR,
        SCALING,
        LOAD
    }

    private final Role role;

    PredictiveMetricType(Role role) {
        this.role = role;
    }

    public Role role() {
        return role;
    }

    /** The pair that it is, or that it is one half of. */
    public PredictiveMetricType pair() {
        return values()[ordinal() % 3];
    }
}
