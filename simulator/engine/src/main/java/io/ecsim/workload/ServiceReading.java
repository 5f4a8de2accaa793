// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

/**
 * What a service's load balancer saw since it was last read. Requests in millionths.
 *
 * @param routed for which a target could be chosen (SC-132)
 * @param served answered by targets without an error (SC-134)
 * @param targetErrors answered by targets with an error (SC-134)
 * @param loadBalancerErrors answered by the load balancer: no target 503, a target that is gone or was lost 502, a full
 *     queue 503, a client's timeout 504 (LB-12)
 * @param responses how long targets took (SC-133)
 */
public record ServiceReading(
        long routed, long served, long targetErrors, long loadBalancerErrors, Responses responses) {

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

        Responses plus(long requests, double from, double to) {
            if (requests == 0) {
                return this;
            }
            double least = Math.min(from, to);
            double greatest = Math.max(from, to);
            return new Responses(
                    samples + requests,
                    sum + (from + to) / 2 * requests / Traffic.MICRO,
                    samples == 0 ? least : Math.min(min, least),
                    samples == 0 ? greatest : Math.max(max, greatest));
        }
    }
}
