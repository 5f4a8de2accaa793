// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import io.ecsim.aws.Absent;
import java.util.Map;

/**
 * Requests of outside clients to one service.
 *
 * @param paths shares of the requests by path, together at most 1, for the rules of a listener; the rest asks for {@code /}
 */
public record Workload(String service, Traffic requests, Map<String, Share> paths) {
    public Workload {
        paths = Absent.map(paths);
    }

    /** All requests ask for {@code /}. */
    public Workload(String service, Traffic requests) {
        this(service, requests, null);
    }
}
