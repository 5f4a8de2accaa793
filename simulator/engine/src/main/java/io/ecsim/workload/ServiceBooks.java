// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

/**
 * What became of a service's requests since the start, in millionths of a request; at any time
 * {@code offered = served + failed + rejected + inFlight}.
 *
 * @param offered sent by clients
 * @param served answered without an error
 * @param failed answered with an error by the software, given up by the client, lost with a task, or sent while there
 *     was no target (LB-12: 503)
 * @param rejected turned away by software whose queue was full
 * @param inFlight waiting or being worked on now
 * @param retries tries of clients after their first, which are not counted as offered
 */
public record ServiceBooks(long offered, long served, long failed, long rejected, long inFlight, long retries) {
    public static final ServiceBooks NONE = new ServiceBooks(0, 0, 0, 0, 0, 0);
}
