// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

/**
 * What a task did since it was last read, or since it began. Requests in millionths.
 *
 * @param seconds how long that is
 * @param cpuSeconds vCPU-seconds used
 * @param memory mean MiB used
 * @param arrived requests sent to it
 * @param answered requests that it answered, errors included
 */
public record TaskReading(double seconds, double cpuSeconds, double memory, long arrived, long answered) {}
