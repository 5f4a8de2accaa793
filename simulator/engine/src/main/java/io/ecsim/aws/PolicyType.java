// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** Kind of an Application Auto Scaling policy. Constants are spelled as on the wire. */
public enum PolicyType {
    StepScaling,
    TargetTrackingScaling,
    PredictiveScaling
}
