// SPDX-License-Identifier: Apache-2.0
/**
 * CloudWatch: metrics, the statistics of a period, and alarms over them. Knows neither who measures nor who reacts. All
 * times are nanoseconds since the scenario's start and are passed in; nothing here schedules anything.
 *
 * <p>The way through: {@link io.ecsim.metrics.Samples} gathers a period into a {@link io.ecsim.metrics.Datapoint},
 * {@link io.ecsim.metrics.MetricStore} holds it back until its delay is over, and {@link io.ecsim.metrics.Alarm} reads
 * the newest periods and lets {@link io.ecsim.metrics.AlarmRule} say what they mean.
 */
package io.ecsim.metrics;
