// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import io.ecsim.kernel.RandomStream;

/**
 * Requests that clients send over simulated time: a piecewise-constant rate whose amounts are whole millionths of a
 * request, so that the books close exactly. Times are nanoseconds since the scenario's start.
 */
public interface Traffic {
    /** Millionths of a request in one request. */
    long MICRO = 1_000_000;

    /** Requests per second at {@code time}; constant until {@link #nextChange}. */
    double rate(long time);

    /** The first time after {@code time} at which the rate may differ; {@link Long#MAX_VALUE} when it never does. */
    long nextChange(long time);

    /**
     * Requests in [0, time) in millionths, non-decreasing in {@code time}. Every amount is a difference of two
     * values of this function, so amounts of adjacent intervals add up without loss.
     */
    long arrivedBefore(long time);

    /** The traffic of one run: itself, but where chance has a part. */
    default Traffic drawn(RandomStream random) {
        return this;
    }

    /**
     * The end of the interval around a time whose number of requests is known, because it was recorded or drawn: in it
     * come as many as {@link #arrivedBefore} says. {@link Long#MAX_VALUE} when none is known: then requests come
     * independently of each other, at the rate.
     */
    default long countedUntil(long time) {
        return Long.MAX_VALUE;
    }

    /** Where the numbers come from, in a few words for the report. */
    String description();
}
