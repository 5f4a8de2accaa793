// SPDX-License-Identifier: Apache-2.0
package io.ecsim.requests;

import java.util.List;

/**
 * Where the time of one request went: of a client's, or of a call that another service made. Moments are nanoseconds since
 * the scenario's start.
 *
 * @param service that it was sent to
 * @param begun when it was sent first
 * @param ended when whoever sent it knew what became of it
 * @param served whether that was an answer without an error
 * @param tries in their order, at least one
 */
public record TracedRequest(String service, long begun, long ended, boolean served, List<Try> tries) {
    /** In place of a moment that did not come. */
    public static final long NEVER = -1;

    /**
     * The request on its way once. What did not come before the end is {@link #NEVER}.
     *
     * @param targetGroup null when no rule forwards it
     * @param task null when no target got it
     * @param received by the task, where it may have to wait
     * @param worked when work on it began
     * @param computed when it had all the CPU time that it takes
     * @param called when its other latency was over, and its calls were made
     * @param ended when it was answered, or given up
     * @param status as the load balancer logs it; 200 and 500 are the software's own
     * @param cpuSeconds CPU time that it takes
     * @param calls of other services; one that goes on when the try is over ends with it here
     */
    public record Try(
            String targetGroup,
            String task,
            long sent,
            long received,
            long worked,
            long computed,
            long called,
            long ended,
            int status,
            double cpuSeconds,
            List<TracedRequest> calls) {}

    public long nanos() {
        return ended - begun;
    }
}
