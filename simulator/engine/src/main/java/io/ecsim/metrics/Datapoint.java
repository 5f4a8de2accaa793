// SPDX-License-Identifier: Apache-2.0
package io.ecsim.metrics;

/**
 * The statistics of one period, stamped with its start (SC-101, SC-102).
 *
 * @param start nanoseconds since the scenario's start
 * @param period nanoseconds
 */
public record Datapoint(long start, long period, double samples, double sum, double minimum, double maximum) {}
