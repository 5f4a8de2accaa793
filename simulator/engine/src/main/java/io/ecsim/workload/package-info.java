// SPDX-License-Identifier: Apache-2.0
/** Traffic, what a request costs, and how demand becomes CPU, memory, latency and errors. Knows nothing of scaling. */
package io.ecsim.workload;
