// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import java.util.EnumMap;
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
     * @param times their law, kept only where somebody asks for it; otherwise null
     */
    public record Responses(long samples, double sum, double min, double max, ResponseTimes times) {
        static final Responses NONE = new Responses(0, 0, Double.NaN, Double.NaN, null);

        private Responses plus(Responses other) {
            if (samples == 0 || other.samples == 0) {
                return samples == 0 ? other : this;
            }
            return new Responses(
                    samples + other.samples,
                    sum + other.sum,
                    Math.min(min, other.min),
                    Math.max(max, other.max),
                    times == null || other.times == null ? null : times.and(other.times));
        }
    }

    /** Both together. */
    public Answers plus(Answers other) {
        var errors = new EnumMap<ElbError, Long>(elbErrors);
        other.elbErrors.forEach((code, requests) -> errors.merge(code, requests, Long::sum));
        return new Answers(
                routed + other.routed,
                served + other.served,
                targetErrors + other.targetErrors,
                errors,
                responses.plus(other.responses));
    }
}
