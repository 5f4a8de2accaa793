// SPDX-License-Identifier: Apache-2.0
package io.ecsim.requests;

import io.ecsim.kernel.RandomStream;
import io.ecsim.workload.Algorithm;
import io.ecsim.workload.ElbError;
import io.ecsim.workload.Tally;
import io.ecsim.workload.Traffic;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One target group: which tasks its requests go to, and who answered them. */
final class Group {
    final String name;
    final Tally tally = new Tally();
    final Outcomes owner;
    private final Algorithm algorithm;
    private final Map<String, Station> tasks;
    private final RandomStream random;

    /** Weights above 0, whether a task of that id runs or not. */
    private final Map<String, Double> targets = new LinkedHashMap<>();
    /** Whether targets or their tasks changed since the last request. */
    private boolean stale;
    /** By position; null where no task runs. */
    private Station[] stations = {};
    /** Null without targets. */
    private Choice choice;

    /**
     * @param owner the service where requests are counted
     * @param tasks all that run, by id
     */
    Group(String name, Outcomes owner, Algorithm algorithm, Map<String, Station> tasks, RandomStream random) {
        this.name = name;
        this.owner = owner;
        this.algorithm = algorithm;
        this.tasks = tasks;
        this.random = random;
    }

    boolean isTarget(String task) {
        return targets.containsKey(task);
    }

    void setTargets(Map<String, Double> weights) {
        if (!List.copyOf(targets.entrySet()).equals(List.copyOf(weights.entrySet()))) {
            targets.clear();
            targets.putAll(weights);
            stale = true;
        }
    }

    void setTarget(String target, double weight) {
        Double before = weight > 0 ? targets.put(target, weight) : targets.remove(target);
        stale |= before == null ? weight > 0 : before != weight;
    }

    /** Tasks that are targets have come or gone. */
    void tasksChanged() {
        stale = true;
    }

    private void route() {
        stale = false;
        for (var station : stations) {
            if (station != null) {
                station.leave(this);
            }
        }
        stations = targets.keySet().stream().map(tasks::get).toArray(Station[]::new);
        var weights = targets.values().stream().mapToDouble(Double::doubleValue).toArray();
        choice = weights.length == 0 ? null : Choice.of(algorithm, weights, random);
        for (int i = 0; i < stations.length; i++) {
            if (stations[i] != null) {
                stations[i].join(this, i);
            }
        }
    }

    /** So many requests in the target at a position have not been answered. */
    void outstanding(int position, int requests) {
        choice.outstanding(position, requests);
    }

    /** A request is sent to one of its targets. */
    void receive(Requests requests, int request, long now) {
        if (stale) {
            route();
        }
        if (choice == null) {
            requests.clients[request].failed(request, ElbError.HTTP_503, now);
            return;
        }
        tally.routed(Traffic.MICRO);
        requests.outcomes[request].tally.routed(Traffic.MICRO);
        var station = stations[choice.choose()];
        if (station == null) {
            requests.clients[request].failed(request, ElbError.HTTP_502, now);
        } else {
            station.receive(request, now);
        }
    }
}
