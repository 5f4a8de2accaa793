// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import java.util.Map;

/**
 * Who answered requests, and how. Requests in millionths.
 *
 * @param routed for which a target could be chosen (SC-132)
 * @param served answered by targets without an error (SC-134)
 * @param targetErrors answered by targets with an error (SC-134)
 * @param elbErrors answered by the load balancer: all codes, in order, also those that there were none of
 * @param responses how long targets took (SC-133)
 */
public record Answers(long routed, long served, long targetErrors, Map<ElbError, Long> elbErrors, Responses responses) {

    /** Answered by the load balancer with any of its codes. */
    public long failed() {
        return elbErrors.values().stream().mapToLong(Long::longValue).sum();
    }

    /**
     * A statistic set of response times in seconds. The fluid model knows means: the least and the greatest are those of
     * the mean response times of single tasks.
     *
     * @param samples answered requests in millionths
     * @param sum seconds times requests
     * @param min NaN without samples
     * @param max NaN without samples
     */
    public record Responses(long samples, double sum, double min, double max) {
        static final Responses NONE = new Responses(0, 0, Double.NaN, Double.NaN);
    }
}
