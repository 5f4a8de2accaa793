// SPDX-License-Identifier: Apache-2.0
/**
 * Traffic, what a request costs, and how demand becomes CPU, memory, latency and errors. Knows nothing of scaling.
 *
 * <p>{@link io.ecsim.workload.Traffic} says what arrives; {@link io.ecsim.workload.FluidLoad} is what the simulation
 * talks to: it sends arrivals to tasks, shares the instances' CPU among them, and keeps the books.
 */
package io.ecsim.workload;
