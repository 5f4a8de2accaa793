// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

/** Where standalone tasks come from: a record of jobs, or things that arrive. */
public sealed interface TaskSource permits TracedTasks, ArrivingTasks {}
