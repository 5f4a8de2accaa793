// SPDX-License-Identifier: Apache-2.0
package io.ecsim.requests;

import io.ecsim.kernel.RandomStream;
import io.ecsim.workload.ElbError;
import io.ecsim.workload.Tally;
import io.ecsim.workload.Traffic;
import java.util.Map;

/** One target group: which tasks its requests go to, and who answered them. */
final class Group {
    final Tally tally = new Tally();
    final long idleTimeout;
    private final Algorithm algorithm;
    private final RandomStream random;
    private Map<String, Double> targets = Map.of();
    /** By position; null where no task runs. */
    private Station[] stations = {};

    private Choice choice;

    /** @param idleTimeout nanoseconds that the load balancer waits for an answer */
    Group(long idleTimeout, Algorithm algorithm, RandomStream random) {
        this.idleTimeout = idleTimeout;
        this.algorithm = algorithm;
        this.random = random;
    }

    boolean isTarget(String task) {
        return targets.containsKey(task);
    }

    /** Sends requests to these from now on, by weight, whether a task of that id runs or not. */
    void route(Map<String, Double> targets, Map<String, Station> tasks) {
        for (var station : stations) {
            if (station != null) {
                station.leave(this);
            }
        }
        this.targets = targets;
        stations = targets.keySet().stream().map(tasks::get).toArray(Station[]::new);
        var weights = targets.values().stream().mapToDouble(Double::doubleValue).toArray();
        choice = weights.length == 0 ? null : Choice.of(algorithm, weights, random);
        for (int i = 0; i < stations.length; i++) {
            if (stations[i] != null) {
                stations[i].join(this, i);
            }
        }
    }

    /** Finds the targets' tasks anew when some have come or gone. */
    void reroute(Map<String, Station> tasks) {
        route(targets, tasks);
    }

    void outstanding(int position, int requests) {
        choice.outstanding(position, requests);
    }

    /** A request is sent to one of its targets. */
    void receive(Requests requests, int request, long now) {
        requests.group[request] = this;
        if (choice == null) {
            requests.clients[request].failed(request, ElbError.HTTP_503, now);
            return;
        }
        tally.routed(Traffic.MICRO);
        var station = stations[choice.choose()];
        if (station == null) {
            requests.clients[request].failed(request, ElbError.HTTP_502, now);
        } else {
            station.receive(request, now);
        }
    }
}
