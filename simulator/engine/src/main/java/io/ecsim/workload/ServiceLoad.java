// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** The tasks of one service, and what became of its requests. Amounts in millionths of a request. */
final class ServiceLoad {
    /** All tasks: those that are targets, and those that only finish what they have. */
    final Set<AlikeTasks> tasks = new LinkedHashSet<>();

    final List<GroupLoad> groups = new ArrayList<>();
    final ResponseTimes responseTimes = new ResponseTimes();
    final Tally tally = new Tally();

    private long offered;
    private long rejected;

    /** Seconds that its load balancers wait for an answer; infinite without any. */
    double idleTimeout() {
        return groups.stream().mapToDouble(GroupLoad::idleTimeout).min().orElse(Double.POSITIVE_INFINITY);
    }

    /** Brings the books of the service to the present. */
    void advance(long now) {
        groups.forEach(group -> group.account(now));
        tasks.forEach(task -> task.advance(now));
    }

    /** Requests that came, and that a task gets. */
    void offered(long requests) {
        offered += requests;
        tally.routed(requests);
    }

    /** Requests that came, and that no task gets. */
    void refused(long requests, ElbError code) {
        offered += requests;
        tally.failed(requests, code);
    }

    void rejected(long requests) {
        rejected += requests;
    }

    ServiceBooks books() {
        long inFlight = tasks.stream().mapToLong(AlikeTasks::inFlight).sum();
        return new ServiceBooks(offered, tally.served(), tally.failures(), rejected, inFlight, 0);
    }
}
