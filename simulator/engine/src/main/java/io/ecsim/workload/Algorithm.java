// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

/** How a load balancer chooses the target of a request (LB-8), spelled as in {@code load_balancing.algorithm.type}. */
public enum Algorithm {
    round_robin,
    least_outstanding_requests,
    weighted_random
}
