// SPDX-License-Identifier: Apache-2.0
package io.ecsim.requests;

import io.ecsim.aws.Arn;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.kernel.Time;
import io.ecsim.workload.Algorithm;
import io.ecsim.workload.Answers;
import io.ecsim.workload.Application;
import io.ecsim.workload.CpuUse;
import io.ecsim.workload.ElbError;
import io.ecsim.workload.LatencySummary;
import io.ecsim.workload.Load;
import io.ecsim.workload.Retries;
import io.ecsim.workload.ServiceBooks;
import io.ecsim.workload.TaskCpu;
import io.ecsim.workload.TaskReading;
import io.ecsim.workload.Traffic;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All load of a run, request by request. Changes take effect at once, and between them the load plays its own moments:
 * arrivals, ends, time-outs.
 */
public final class RequestLoad implements Load {
    /** How often tasks that might fill their memory are looked at, which is ours. */
    private static final long LOOK = Time.SECOND;

    private final RandomStreams streams;
    private final Tracer tracer;
    private final Requests requests = new Requests();
    private final Moments moments = new Moments();
    private final Map<String, Host> hosts = new LinkedHashMap<>();
    private final Map<String, Outcomes> services = new LinkedHashMap<>();
    private final Map<String, Outcomes> called = new LinkedHashMap<>();
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Map<String, Clients> clients = new LinkedHashMap<>();
    private final Map<String, Station> tasks = new LinkedHashMap<>();
    private final Map<String, Long> idleTimeouts = new LinkedHashMap<>();
    private final Set<String> filling = new LinkedHashSet<>();
    private long time;

    /** @param streams from which each service takes its own for arrivals, for choices, and for what requests take */
    public RequestLoad(RandomStreams streams) {
        this(streams, null);
    }

    /** @param tracer null when no request is traced */
    public RequestLoad(RandomStreams streams, Tracer tracer) {
        this.streams = streams;
        this.tracer = tracer;
    }

    // What changes

    @Override
    public void addInstance(String instance, double vcpus) {
        hosts.put(instance, new Host(vcpus));
    }

    @Override
    public void setVcpus(String instance, double vcpus, long now) {
        advance(now);
        known("instance", hosts, instance).setVcpus(vcpus, now);
    }

    @Override
    public CpuUse cpuUse(String instance) {
        return known("instance", hosts, instance).cpuUse(time);
    }

    @Override
    public void removeInstance(String instance) {
        if (!known("instance", hosts, instance).isEmpty()) {
            throw new IllegalArgumentException("Instance " + instance + " still has tasks");
        }
        hosts.remove(instance);
    }

    @Override
    public void addTask(
            String task, String service, String instance, TaskCpu cpu, double memoryLimit, Application app, long now) {
        advance(now);
        var host = known("instance", hosts, instance);
        long idleTimeout = idleTimeouts.getOrDefault(service, Long.MAX_VALUE);
        var random = streams.stream("requests/" + service);
        var calls = app.calls().stream().map(this::calls).toList();
        var added = new Station(task, host, cpu, memoryLimit, app, calls, idleTimeout, requests, moments, random, now);
        tasks.put(task, added);
        if (added.canFill()) {
            filling.add(task);
        }
        host.add(added, now);
        groupsOf(task).forEach(Group::tasksChanged);
    }

    private Station.Calls calls(Application.Call call) {
        String service = Arn.name(call.service());
        if (!called.containsKey(service)) {
            addCalls(service);
        }
        return new Station.Calls(clients(Load.callsTo(service)), call.perRequest(), Time.of(call.timeout()));
    }

    @Override
    public void removeTask(String task, long now) {
        closeConnections(task, now);
        var gone = tasks.remove(task);
        filling.remove(task);
        groupsOf(task).forEach(Group::tasksChanged);
        gone.close(now);
    }

    @Override
    public void closeConnections(String task, long now) {
        var cut = known("task", tasks, task);
        advance(now);
        cut.lose(ElbError.HTTP_502, now);
    }

    private List<Group> groupsOf(String task) {
        return groups.values().stream().filter(group -> group.isTarget(task)).toList();
    }

    @Override
    public void addGroup(String group, String service, double idleTimeout, Algorithm algorithm) {
        groups.put(group, new Group(group, outcomes(service), algorithm, tasks, streams.stream("targets/" + group)));
        long nanos = idleTimeout < Double.POSITIVE_INFINITY ? Time.ofSeconds(idleTimeout) : Long.MAX_VALUE;
        idleTimeouts.merge(service, nanos, Math::min);
    }

    @Override
    public void addSource(String name, String service) {
        add(name, service, outcomes(service));
    }

    @Override
    public void addCalls(String service) {
        var outcomes = new Outcomes();
        called.put(service, outcomes);
        String name = Load.callsTo(service);
        add(name, service, outcomes);
    }

    private void add(String name, String service, Outcomes outcomes) {
        clients.put(name, new Clients(name, service, outcomes, group(service), requests, moments, streams, tracer));
    }

    @Override
    public void setTraffic(String source, Traffic traffic, long now) {
        advance(now);
        clients(source).setTraffic(traffic, now);
    }

    @Override
    public void setRetries(String source, Retries retries) {
        clients(source).setRetries(retries);
    }

    @Override
    public void setShares(String source, Map<String, Double> shares, long now) {
        advance(now);
        var to = shares.keySet().stream()
                .map(group -> known("group", groups, group))
                .toList();
        clients(source).setShares(to, List.copyOf(shares.values()));
    }

    @Override
    public void setTargets(String group, Map<String, Double> weights, long now) {
        advance(now);
        group(group).setTargets(weights);
    }

    @Override
    public void setTarget(String group, String target, double weight, long now) {
        advance(now);
        group(group).setTarget(target, weight);
    }

    private Group group(String name) {
        if (!groups.containsKey(name)) {
            addGroup(name, name, Double.POSITIVE_INFINITY, Algorithm.round_robin);
        }
        return groups.get(name);
    }

    private Clients clients(String source) {
        if (!clients.containsKey(source)) {
            addSource(source, source);
        }
        return clients.get(source);
    }

    private Outcomes outcomes(String service) {
        return services.computeIfAbsent(service, name -> new Outcomes());
    }

    // Time

    @Override
    public void advance(long now) {
        if (now < time) {
            throw new IllegalArgumentException("now must be at least " + time + ", not " + now);
        }
        moments.play(now);
        time = now;
    }

    @Override
    public void solve(long now) {
        advance(now);
    }

    @Override
    public long nextChange() {
        return filling.isEmpty() ? Long.MAX_VALUE : time + LOOK;
    }

    @Override
    public List<String> full() {
        return filling.stream().filter(task -> tasks.get(task).wasFull(time)).toList();
    }

    // Readings

    @Override
    public Set<String> tasks() {
        return Collections.unmodifiableSet(tasks.keySet());
    }

    @Override
    public TaskReading readTask(String task) {
        return known("task", tasks, task).read(time);
    }

    @Override
    public double cpuUtilisation(String task) {
        return known("task", tasks, task).cpuUtilisation(time);
    }

    @Override
    public ServiceBooks books(String service) {
        return known("service", services, service).books();
    }

    @Override
    public ServiceBooks callBooks(String service) {
        var outcomes = called.get(service);
        return outcomes == null ? ServiceBooks.NONE : outcomes.books();
    }

    /** Who answered each try that was sent to a service, since the start. */
    public Answers answers(String service) {
        return known("service", services, service).tally.total();
    }

    @Override
    public Answers groupAnswers(String group) {
        return known("group", groups, group).tally.total();
    }

    @Override
    public void keepResponseTimes(String group) {
        known("group", groups, group).tally.keepTimes();
    }

    @Override
    public Answers readGroup(String group) {
        return known("group", groups, group).tally.read();
    }

    @Override
    public LatencySummary latency(String service) {
        return responses(service).summary();
    }

    @Override
    public LatencySummary latency() {
        var all = new ResponseHistogram();
        services.values().forEach(service -> all.addAll(service.responses));
        return all.summary();
    }

    ResponseHistogram responses(String service) {
        return known("service", services, service).responses;
    }

    private static <T> T known(String kind, Map<String, T> all, String id) {
        var found = all.get(id);
        if (found == null) {
            throw new IllegalArgumentException("No such " + kind + ": " + id);
        }
        return found;
    }
}
