// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

/**
 * The tasks of a service over the run.
 *
 * @param desired the desired count
 * @param pending tasks that are placed and not yet RUNNING
 * @param running tasks that are RUNNING, also those told to stop
 * @param healthy tasks that count as healthy and were not told to stop
 */
public record ServiceSeries(StepSeries desired, StepSeries pending, StepSeries running, StepSeries healthy) {}
