// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** Failures that are too many (CB-2): a number, or a percentage of the desired count. */
public record ThresholdConfiguration(ThresholdType type, Integer value) {}
