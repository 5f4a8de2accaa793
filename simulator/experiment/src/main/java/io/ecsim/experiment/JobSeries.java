// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

/**
 * The tasks without a service over the run.
 *
 * @param waiting tasks that have no place yet: of traces, and those in PROVISIONING at a capacity provider
 * @param pending tasks that are placed and not yet RUNNING
 * @param running tasks that are RUNNING, also those told to stop
 */
public record JobSeries(StepSeries waiting, StepSeries pending, StepSeries running) {}
