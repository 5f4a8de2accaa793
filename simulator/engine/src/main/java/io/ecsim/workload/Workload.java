// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import io.ecsim.aws.Absent;
import io.ecsim.aws.Arn;
import java.util.Map;

/**
 * What comes to a service or to a queue: requests of outside clients, or messages of producers. One of {@code service}
 * and {@code queue} is null.
 *
 * @param requests to the service
 * @param paths shares of the requests by path, together at most 1, for the rules of a listener; the rest asks for {@code /}
 * @param messages to the queue; null when only {@code consumers} are told here
 * @param consumers who works on its messages; null for nobody
 * @param clients how those who send requests try again
 */
public record Workload(
        String service,
        Traffic requests,
        Map<String, Share> paths,
        String queue,
        Traffic messages,
        Consumers consumers,
        Retries clients) {
    public Workload {
        queue = Arn.name(queue);
        paths = Absent.map(paths);
        clients = service == null ? clients : Absent.or(clients, Retries.NONE);
    }

    /** Requests by path. */
    public Workload(String service, Traffic requests, Map<String, Share> paths) {
        this(service, requests, paths, null, null, null, null);
    }

    /** All requests ask for {@code /}. */
    public Workload(String service, Traffic requests) {
        this(service, requests, null);
    }

    /** Messages to a queue, and who works on them. */
    public static Workload ofQueue(String queue, Traffic messages, Consumers consumers) {
        return new Workload(null, null, null, queue, messages, consumers, null);
    }
}
