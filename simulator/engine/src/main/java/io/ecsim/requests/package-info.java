// SPDX-License-Identifier: Apache-2.0
/**
 * Load request by request: each arrives at a moment of its own, is sent to one task, shares its CPU, waits, is answered
 * or given up. It answers the same questions as the fluid of {@link io.ecsim.workload} and is the one to ask about the
 * tails of response times. All requests lie in arrays; none is an object, none an event of the kernel: between two
 * changes of the cluster the load plays its own moments, several million a second.
 */
package io.ecsim.requests;
