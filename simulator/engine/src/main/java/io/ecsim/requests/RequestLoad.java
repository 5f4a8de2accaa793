// SPDX-License-Identifier: Apache-2.0
package io.ecsim.requests;

import io.ecsim.kernel.RandomStreams;
import io.ecsim.kernel.Time;
import io.ecsim.workload.Answers;
import io.ecsim.workload.Application;
import io.ecsim.workload.ElbError;
import io.ecsim.workload.LatencySummary;
import io.ecsim.workload.ServiceBooks;
import io.ecsim.workload.TaskCpu;
import io.ecsim.workload.TaskReading;
import io.ecsim.workload.Traffic;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All load of a run, request by request: the sole owner of who sends what to whom, and of what becomes of it. Changes take
 * effect at once; readings are those of the time last advanced to. Times are nanoseconds since the scenario's start;
 * amounts of requests are millionths, as everywhere.
 */
public final class RequestLoad {
    private final RandomStreams streams;
    private final Requests requests = new Requests();
    private final Moments moments = new Moments();
    private final Map<String, Host> hosts = new LinkedHashMap<>();
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Map<String, Clients> clients = new LinkedHashMap<>();
    private final Map<String, Station> tasks = new LinkedHashMap<>();
    private final Map<String, Long> idleTimeouts = new LinkedHashMap<>();
    private long time;

    /** @param streams from which each service takes its own for arrivals, for choices, and for what requests take */
    public RequestLoad(RandomStreams streams) {
        this.streams = streams;
    }

    // What changes

    /** @param vcpus above 0; a Fargate task is an instance by itself */
    public void addInstance(String instance, double vcpus) {
        hosts.put(instance, new Host(vcpus));
    }

    /** An instance whose tasks have all been removed. */
    public void removeInstance(String instance) {
        if (!known("instance", hosts, instance).isEmpty()) {
            throw new IllegalArgumentException("Instance " + instance + " still has tasks");
        }
        hosts.remove(instance);
    }

    /**
     * Its containers run: from now on it uses CPU and memory, and answers once it is a target.
     *
     * @param memoryLimit MiB, above 0; infinite when there is none
     */
    public void addTask(
            String task, String service, String instance, TaskCpu cpu, double memoryLimit, Application app, long now) {
        advance(now);
        var host = known("instance", hosts, instance);
        long idleTimeout = idleTimeouts.getOrDefault(service, Long.MAX_VALUE);
        var random = streams.stream("requests/" + service);
        var added = new Station(host, cpu, memoryLimit, app, idleTimeout, requests, moments, random, now);
        tasks.put(task, added);
        host.add(added, now);
        groupsOf(task).forEach(group -> group.reroute(tasks));
    }

    /** Its containers are gone, and what they had in progress fails (LB-12: 502). */
    public void removeTask(String task, long now) {
        closeConnections(task, now);
        var gone = tasks.remove(task);
        groupsOf(task).forEach(group -> group.reroute(tasks));
        gone.close(now);
    }

    /** The connections to a task are closed: what it has in progress fails (LB-12: 502), and it goes on. */
    public void closeConnections(String task, long now) {
        var cut = known("task", tasks, task);
        advance(now);
        cut.lose(ElbError.HTTP_502, now);
    }

    private List<Group> groupsOf(String task) {
        return groups.values().stream().filter(group -> group.isTarget(task)).toList();
    }

    /**
     * A target group; a service without one has a group of its own name.
     *
     * @param service whose tasks it is for
     * @param idleTimeout seconds that the load balancer waits for an answer (LB-12)
     */
    public void addGroup(String group, String service, double idleTimeout, Algorithm algorithm) {
        long nanos = idleTimeout < Double.POSITIVE_INFINITY ? Time.ofSeconds(idleTimeout) : Long.MAX_VALUE;
        groups.put(group, new Group(nanos, algorithm, streams.stream("targets/" + group)));
        idleTimeouts.merge(service, nanos, Math::min);
    }

    /** What clients send from now on. */
    public void setTraffic(String service, Traffic traffic, long now) {
        advance(now);
        clients(service).setTraffic(traffic, now);
    }

    /** Tries after the first that clients of a service make, and the longest wait before the first of them. */
    public void setRetries(String service, int retries, long backoff) {
        clients(service).setRetries(retries, backoff);
    }

    /**
     * Where what clients send to a service goes from now on: to its own group when never set.
     *
     * @param shares by group, from 0 up and together at most 1; what is left goes nowhere and fails
     */
    public void setShares(String service, Map<String, Double> shares, long now) {
        advance(now);
        var to = shares.keySet().stream()
                .map(group -> known("group", groups, group))
                .toList();
        clients(service).setShares(to, List.copyOf(shares.values()));
    }

    /**
     * The tasks that requests to a group go to, each by its weight, above 0. Without any, requests fail (LB-12: 503). A
     * task that is no target any more works off what it has. The map is the load's own from now on.
     */
    public void setTargets(String group, Map<String, Double> weights, long now) {
        advance(now);
        group(group).route(weights, tasks);
    }

    private Group group(String name) {
        if (!groups.containsKey(name)) {
            addGroup(name, name, Double.POSITIVE_INFINITY, Algorithm.round_robin);
        }
        return groups.get(name);
    }

    private Clients clients(String service) {
        return clients.computeIfAbsent(service, name -> new Clients(name, group(name), 1, requests, moments, streams));
    }

    // Time

    /** Plays all requests up to and including {@code now}, which is not before the time already reached. */
    public void advance(long now) {
        if (now < time) {
            throw new IllegalArgumentException("now must be at least " + time + ", not " + now);
        }
        moments.play(now);
        time = now;
    }

    // Readings

    /** Tasks that were added and not removed. */
    public Set<String> tasks() {
        return Collections.unmodifiableSet(tasks.keySet());
    }

    /** What a task did since it was last read. */
    public TaskReading readTask(String task) {
        var station = known("task", tasks, task);
        station.advance(time);
        return station.read();
    }

    /** What became of a service's requests since the start; tries that are repeated are not counted by themselves. */
    public ServiceBooks books(String service) {
        return clients(service).books();
    }

    /** Tries after the first since the start, in millionths. */
    public long retries(String service) {
        return clients(service).retried();
    }

    /** Who answered a service's requests, since the start. */
    public Answers answers(String service) {
        return clients(service).tally.total();
    }

    /** Who answered what was sent to a target group, since the start. */
    public Answers groupAnswers(String group) {
        return known("group", groups, group).tally.total();
    }

    /** Who answered what was sent to a target group, since it was last read. */
    public Answers readGroup(String group) {
        return known("group", groups, group).tally.read();
    }

    /** Response times of a service over the whole run. */
    public LatencySummary latency(String service) {
        return clients(service).responses.summary();
    }

    /** Response times of all services together. */
    public LatencySummary latency() {
        var all = new ResponseHistogram();
        clients.values().forEach(each -> all.addAll(each.responses));
        return all.summary();
    }

    ResponseHistogram responses(String service) {
        return clients(service).responses;
    }

    private static <T> T known(String kind, Map<String, T> all, String id) {
        var found = all.get(id);
        if (found == null) {
            throw new IllegalArgumentException("No such " + kind + ": " + id);
        }
        return found;
    }
}
