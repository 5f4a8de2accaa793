// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All load of a run as a fluid: the sole owner of who sends how much to whom, what the tasks make of it, and what
 * becomes of it. Between two changes every rate is constant and every integral closed, so a day costs as many steps as
 * things change.
 *
 * <p>A task works on requests as they come while its CPU suffices; utilisation is then exactly rate times CPU time. Past
 * that its backlog grows, up to what it has room for (then requests are rejected) or what clients have patience for
 * (then they fail); with CPU to spare the backlog drains.
 *
 * <p>Changes take effect at {@link #solve}, which the caller runs once at the end of an instant that left the load
 * {@link #dirty}, and again at {@link #nextChange}. Readings are those of the time last advanced to. Times are
 * nanoseconds since the scenario's start; amounts of requests are millionths, and books close exactly.
 */
public final class FluidLoad {
    private static final int MOST_TRIES = 100;

    private final Map<String, InstanceLoad> instances = new LinkedHashMap<>();
    private final Map<String, ServiceLoad> services = new LinkedHashMap<>();
    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final Map<String, GroupLoad> groups = new LinkedHashMap<>();
    private final Map<String, TaskLoad> tasks = new LinkedHashMap<>();

    private final Set<GroupLoad> changedGroups = new LinkedHashSet<>();
    private final Set<InstanceLoad> changedInstances = new LinkedHashSet<>();
    private final Set<TaskLoad> filling = new LinkedHashSet<>();

    private long time;
    private long nextChange = Long.MAX_VALUE;

    // What changes

    /** @param vcpus above 0; a Fargate task is an instance by itself */
    public void addInstance(String instance, double vcpus) {
        Amounts.require("vcpus", vcpus, vcpus > 0 && vcpus < Double.POSITIVE_INFINITY, "above 0");
        Amounts.require("instance", instance, !instances.containsKey(instance), "new");
        instances.put(instance, new InstanceLoad(vcpus));
    }

    /** An instance whose tasks have all been removed. */
    public void removeInstance(String instance) {
        var gone = known("instance", instances, instance);
        Amounts.require("instance", instance, gone.tasks.isEmpty(), "without tasks");
        instances.remove(instance);
        changedInstances.remove(gone);
    }

    /** Its containers run: from now on it uses CPU and memory, and answers once it is a target. */
    public void addTask(String task, String service, String instance, TaskCpu cpu, Application app, long now) {
        addTask(task, service, instance, cpu, Double.POSITIVE_INFINITY, app, now);
    }

    /** @param memoryLimit MiB, above 0: a task that has them is {@link #full} */
    public void addTask(
            String task, String service, String instance, TaskCpu cpu, double memoryLimit, Application app, long now) {
        Amounts.require("task", task, !tasks.containsKey(task), "new");
        advance(now);
        var serviceLoad = service(service);
        var added = new TaskLoad(task, serviceLoad, known("instance", instances, instance), cpu, memoryLimit, app, now);
        var targetOf = groupsOf(task);
        tasks.put(task, added);
        serviceLoad.tasks.put(task, added);
        targetOf.forEach(group -> left(group.reroute(tasks)));
        added.instance.tasks.add(added);
        changedInstances.add(added.instance);
    }

    /**
     * Its containers are gone, and what they had in progress fails (LB-12: 502). While it is still a target, so does
     * what is sent to it. Who wants its last reading takes it before.
     */
    public void removeTask(String task, long now) {
        var gone = known("task", tasks, task);
        advance(now);
        gone.advance(now);
        var targetOf = groupsOf(task);
        gone.lose(ElbError.HTTP_502);
        tasks.remove(task);
        gone.service.tasks.remove(task);
        targetOf.forEach(group -> left(group.reroute(tasks)));
        gone.instance.tasks.remove(gone);
        changedInstances.add(gone.instance);
        filling.remove(gone);
    }

    /** The connections to a task are closed: what it has in progress fails (LB-12: 502), and it goes on. */
    public void closeConnections(String task, long now) {
        var cut = known("task", tasks, task);
        advance(now);
        cut.advance(now);
        cut.lose(ElbError.HTTP_502);
        changedInstances.add(cut.instance);
    }

    private List<GroupLoad> groupsOf(String task) {
        return groups.values().stream()
                .filter(group -> group.isTarget(task))
                .map(this::change)
                .toList();
    }

    /**
     * A target group; a service without one has a group of its own name.
     *
     * @param service where requests are counted that no task gets
     * @param idleTimeout seconds that the load balancer waits for an answer (LB-12)
     * @param leastOutstanding whether requests go to the target with the fewest in progress: then all have as many,
     *     while they keep up (LB-8)
     */
    public void addGroup(String group, String service, double idleTimeout, boolean leastOutstanding) {
        Amounts.require("group", group, !groups.containsKey(group), "new");
        add(group, service(service), idleTimeout, leastOutstanding);
    }

    private GroupLoad add(String name, ServiceLoad service, double idleTimeout, boolean leastOutstanding) {
        var group = new GroupLoad(service, idleTimeout, leastOutstanding, time);
        groups.put(name, group);
        service.groups.add(group);
        return group;
    }

    /**
     * Further clients of a service, beside those that are called as it is.
     *
     * @param name in place of the service's where traffic and shares are set
     */
    public void addSource(String name, String service) {
        Amounts.require("source", name, !sources.containsKey(name), "new");
        sources.put(name, new Source(service(service), ownGroup(service), time));
    }

    /** What clients send from now on; amounts are differences of {@link Traffic#arrivedBefore}. */
    public void setTraffic(String source, Traffic traffic, long now) {
        change(source, now).setTraffic(traffic);
    }

    /**
     * Where what clients send goes from now on: to the service's own group when never set.
     *
     * @param shares by group, from 0 up and together at most 1; what is left goes nowhere and fails
     */
    public void setShares(String name, Map<String, Double> shares, long now) {
        var source = change(name, now);
        var to = shares.keySet().stream()
                .map(group -> known("group", groups, group))
                .toList();
        to.forEach(this::change);
        source.setShares(to, List.copyOf(shares.values()));
    }

    /**
     * The tasks that requests to a group go to, in turn (LB-8); each counts once. Without any, requests fail (LB-12: 503).
     * A task that is no target any more works off what it has.
     */
    public void setTargets(String group, List<String> targets, long now) {
        var weights = new LinkedHashMap<String, Double>();
        targets.forEach(target -> weights.put(target, 1.0));
        setTargets(group, weights, now);
    }

    /** As above; each gets requests by its weight, above 0. The map is the load's own from now on. */
    public void setTargets(String group, Map<String, Double> weights, long now) {
        advance(now);
        var load = groups.containsKey(group) ? groups.get(group) : ownGroup(group);
        if (load.routesTo(weights)) {
            return; // the usual answer, and a change of many targets costs as many steps
        }
        left(change(load).route(weights, tasks));
    }

    /** Nothing is sent to these any more. */
    private void left(List<TaskLoad> gone) {
        gone.forEach(task -> changedInstances.add(task.instance));
    }

    private ServiceLoad service(String name) {
        return services.computeIfAbsent(name, n -> new ServiceLoad());
    }

    private GroupLoad ownGroup(String service) {
        source(service);
        return groups.get(service);
    }

    private Source source(String service) {
        return sources.computeIfAbsent(service, name -> {
            var own = groups.containsKey(name)
                    ? groups.get(name)
                    : add(name, service(name), Double.POSITIVE_INFINITY, false);
            return new Source(service(name), own, time);
        });
    }

    /** A service whose traffic changes: the rates of all targets of its groups do. */
    private Source change(String service, long now) {
        advance(now);
        var changed = source(service);
        changed.account(now);
        changed.groups().forEach(this::change);
        return changed;
    }

    /** A group whose targets or rate change. */
    private GroupLoad change(GroupLoad group) {
        group.advance(time);
        changedGroups.add(group);
        return group;
    }

    // Time

    /** Integrates to {@code now}, which is not before the time already reached. */
    public void advance(long now) {
        Amounts.require("now", now, now >= time, "at least the time reached, " + time);
        while (time < now) {
            if (dirty()) {
                solve();
            }
            time = Math.min(now, nextChange);
            if (time == nextChange) {
                markDue();
            }
        }
    }

    private void markDue() {
        for (var source : sources.values()) {
            if (source.changesAt() == time) {
                changedGroups.addAll(source.groups());
            }
        }
        for (var task : filling) {
            if (task.until() == time) {
                changedInstances.add(task.instance);
            }
        }
    }

    /** Whether something changed since the last {@link #solve}. */
    public boolean dirty() {
        return !changedGroups.isEmpty() || !changedInstances.isEmpty();
    }

    /** Lets changes take effect: rates of arrival, shares of CPU, backlogs. */
    public void solve(long now) {
        advance(now);
        solve();
    }

    private void solve() {
        changedGroups.forEach(this::distribute);
        changedInstances.forEach(instance -> instance.solve(time));
        changedGroups.stream().filter(GroupLoad::isLeastOutstanding).forEach(this::evenOut);
        for (var instance : changedInstances) {
            for (var task : instance.tasks) {
                if (task.until() < Long.MAX_VALUE) {
                    filling.add(task);
                } else {
                    filling.remove(task);
                }
            }
        }
        changedGroups.clear();
        changedInstances.clear();
        nextChange = Long.MAX_VALUE;
        for (var source : sources.values()) {
            source.lookAhead(time);
            nextChange = Math.min(nextChange, source.changesAt());
        }
        filling.forEach(task -> nextChange = Math.min(nextChange, task.until()));
    }

    private void distribute(GroupLoad group) {
        group.distribute(time);
        group.tasks().forEach(task -> changedInstances.add(task.instance));
    }

    /** Which target has the fewest requests depends on how long they take, and that on how many it gets. */
    private void evenOut(GroupLoad group) {
        for (int i = 0; i < MOST_TRIES && !group.isEven(); i++) {
            group.evenOut();
            distribute(group);
            var instances = new LinkedHashSet<InstanceLoad>();
            group.tasks().forEach(task -> instances.add(task.instance));
            instances.forEach(instance -> instance.solve(time));
        }
    }

    /** Tasks that use all the memory they may, at the time last solved for. */
    public List<String> full() {
        return filling.stream().filter(TaskLoad::isFull).map(task -> task.id).toList();
    }

    /**
     * When rates next change by themselves, because traffic does or a backlog or a memory is empty or full; {@link Long#MAX_VALUE}
     * when never. The present time while the load is dirty.
     */
    public long nextChange() {
        return dirty() ? time : nextChange;
    }

    // Readings

    /** Tasks that were added and not removed. */
    public Set<String> tasks() {
        return Collections.unmodifiableSet(tasks.keySet());
    }

    /** What a task did since it was last read. */
    public TaskReading readTask(String task) {
        var load = known("task", tasks, task);
        load.advance(time);
        return load.read();
    }

    /** CPU that a task uses now, as a share of its reservation; of its instance when it reserves none. */
    public double cpuUtilisation(String task) {
        var load = known("task", tasks, task);
        double reserved = load.cpu.reservedVcpus();
        return load.cpuUsed() / (reserved > 0 ? reserved : load.instance.vcpus);
    }

    /** Requests in a task on average, those that wait for its CPU among them: Little's law at the present rates. */
    public double meanInProgress(String task) {
        return known("task", tasks, task).meanInProgress();
    }

    /** What became of a service's requests since the start. */
    public ServiceBooks books(String service) {
        return settled(service).books();
    }

    /** Who answered a service's requests, since the start. */
    public Answers answers(String service) {
        return settled(service).tally.total();
    }

    /** Who answered what was sent to a target group, since the start. */
    public Answers groupAnswers(String group) {
        return settledGroup(group).tally.total();
    }

    /** Who answered what was sent to a target group, since it was last read. */
    public Answers readGroup(String group) {
        return settledGroup(group).tally.read();
    }

    /** Response times of a service over the whole run. */
    public LatencySummary latency(String service) {
        return settled(service).responseTimes.summary();
    }

    /** Response times of all services together. */
    public LatencySummary latency() {
        var all = new ResponseTimes();
        services.keySet().forEach(service -> all.addAll(settled(service).responseTimes));
        return all.summary();
    }

    private ServiceLoad settled(String service) {
        var load = known("service", services, service);
        load.advance(time);
        return load;
    }

    /** Its tasks answer what they were sent before they left it, too. */
    private GroupLoad settledGroup(String group) {
        var load = known("group", groups, group);
        load.settle(time);
        return load;
    }

    private static <T> T known(String kind, Map<String, T> all, String id) {
        var found = all.get(id);
        if (found == null) {
            throw new IllegalArgumentException("No such " + kind + ": " + id);
        }
        return found;
    }
}
