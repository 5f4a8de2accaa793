// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.RunTaskRequest;
import io.ecsim.workload.Traffic;

/**
 * Standalone tasks for things that arrive, such as objects in a bucket.
 *
 * @param request of each arrival
 * @param arrivals in place of requests
 */
public record ArrivingTasks(RunTaskRequest request, Traffic arrivals) implements TaskSource {}
