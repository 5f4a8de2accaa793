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
 * becomes of it. Between two changes every rate of arrival is constant, and the number of requests in a task follows its
 * law ({@link RequestsLaw}); so a day costs as many steps as things change.
 *
 * <p>Requests share the CPU of their task, as many as its concurrency allows; others wait. What there is no room for is
 * rejected, and what takes longer than its client waits fails.
 *
 * <p>Changes take effect at {@link #solve}, which the caller runs once at the end of an instant that left the load
 * {@link #dirty}, and again at {@link #nextChange}. Readings are those of the time last advanced to. Times are
 * nanoseconds since the scenario's start; amounts of requests are millionths, and books close exactly.
 */
public final class FluidLoad implements Load {
    private static final int MOST_TRIES = 100;

    private final Map<String, InstanceLoad> instances = new LinkedHashMap<>();
    private final Map<String, ServiceLoad> services = new LinkedHashMap<>();
    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final Map<String, GroupLoad> groups = new LinkedHashMap<>();
    private final Map<String, TaskLoad> tasks = new LinkedHashMap<>();

    private final Set<GroupLoad> changedGroups = new LinkedHashSet<>();
    private final Set<InstanceLoad> changedInstances = new LinkedHashSet<>();
    private final Set<Contention> changedContentions = new LinkedHashSet<>();
    private final Contentions contentions = new Contentions();
    private final Set<AlikeTasks> filling = new LinkedHashSet<>();
    private final Set<TaskLoad> cold = new LinkedHashSet<>();

    /** Whether no two tasks are alike: the same results, but for rounding, at another price. */
    private final boolean apart;

    private long time;
    private long nextChange = Long.MAX_VALUE;

    public FluidLoad() {
        this(false);
    }

    FluidLoad(boolean apart) {
        this.apart = apart;
    }

    // What changes

    /** @param vcpus above 0; a Fargate task is an instance by itself */
    public void addInstance(String instance, double vcpus) {
        Amounts.require("vcpus", vcpus, vcpus > 0 && vcpus < Double.POSITIVE_INFINITY, "above 0");
        Amounts.require("instance", instance, !instances.containsKey(instance), "new");
        instances.put(instance, new InstanceLoad(vcpus));
    }

    @Override
    public void setVcpus(String instance, double vcpus, long now) {
        var changed = known("instance", instances, instance);
        Amounts.require("vcpus", vcpus, vcpus > 0 && vcpus <= changed.vcpus, "above 0, and no more than there are");
        advance(now);
        changed.grant(vcpus);
        changedInstances.add(changed);
    }

    /** An instance whose tasks have all been removed. */
    public void removeInstance(String instance) {
        var gone = known("instance", instances, instance);
        Amounts.require("instance", instance, gone.isEmpty(), "without tasks");
        instances.remove(instance);
        changedInstances.remove(gone);
        contentions.leave(gone, time);
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
        var added = new TaskLoad(
                task, serviceLoad, known("instance", instances, instance), cpu, memoryLimit, app, apart, now);
        tasks.put(task, added);
        for (var group : groups.values()) {
            double weight = group.absent(task);
            if (weight > 0) {
                change(group).setAbsent(task, 0);
                added.setWeight(group, weight);
            }
        }
        added.instance.add(added);
        if (added.coldUntil > now) {
            cold.add(added);
        }
        changedInstances.add(added.instance);
    }

    /**
     * Its containers are gone, and what they had in progress fails (LB-12: 502). While it is still a target, so does
     * what is sent to it. Who wants its last reading takes it before.
     */
    public void removeTask(String task, long now) {
        var gone = known("task", tasks, task);
        advance(now);
        gone.leave(now);
        gone.lose(ElbError.HTTP_502);
        tasks.remove(task);
        cold.remove(gone);
        gone.weights.forEach((group, weight) -> change(group).setAbsent(task, weight));
        gone.instance.remove(gone);
        changedInstances.add(gone.instance);
    }

    /** The connections to a task are closed: what it has in progress fails (LB-12: 502), and it goes on. */
    public void closeConnections(String task, long now) {
        var cut = known("task", tasks, task);
        advance(now);
        cut.leave(now);
        cut.lose(ElbError.HTTP_502);
        change(cut);
    }

    /**
     * A target group; a service without one has a group of its own name.
     *
     * @param service where requests are counted that no task gets
     * @param idleTimeout seconds that the load balancer waits for an answer (LB-12)
     * @param algorithm with least outstanding requests all have as many in progress, while they keep up (LB-8)
     */
    public void addGroup(String group, String service, double idleTimeout, Algorithm algorithm) {
        Amounts.require("group", group, !groups.containsKey(group), "new");
        add(group, service(service), idleTimeout, algorithm);
    }

    private GroupLoad add(String name, ServiceLoad service, double idleTimeout, Algorithm algorithm) {
        var group = new GroupLoad(service, idleTimeout, algorithm, time);
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

    @Override
    public void addCalls(String service) {
        throw new IllegalArgumentException("There are no calls of " + service + " in a fluid");
    }

    @Override
    public void setRetries(String source, Retries retries) {
        Amounts.require("retries", retries.retries(), retries.retries() == 0, "0 in a fluid");
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
     * The tasks that requests to a group go to, by weight, above 0 (LB-8). Without any, requests fail (LB-12: 503). A
     * task that is no target any more works off what it has.
     */
    @Override
    public void setTargets(String group, Map<String, Double> weights, long now) {
        var load = group(group);
        for (var target : List.copyOf(load.absent())) {
            if (!weights.containsKey(target)) {
                setTarget(group, target, 0, now);
            }
        }
        for (var task : tasks.values()) {
            if (task.weights.containsKey(load) && !weights.containsKey(task.id)) {
                setTarget(group, task.id, 0, now);
            }
        }
        weights.forEach((target, weight) -> setTarget(group, target, weight, now));
    }

    @Override
    public void setTarget(String group, String target, double weight, long now) {
        advance(now);
        var load = group(group);
        var task = tasks.get(target);
        double before = task == null ? load.absent(target) : task.weights.getOrDefault(load, 0.0);
        if (weight == before) {
            return;
        }
        change(load);
        if (task == null) {
            load.setAbsent(target, weight);
        } else {
            task.setWeight(load, weight);
            change(task);
        }
    }

    private ServiceLoad service(String name) {
        return services.computeIfAbsent(name, n -> new ServiceLoad());
    }

    private GroupLoad group(String name) {
        return groups.containsKey(name) ? groups.get(name) : ownGroup(name);
    }

    private GroupLoad ownGroup(String service) {
        source(service);
        return groups.get(service);
    }

    private Source source(String service) {
        return sources.computeIfAbsent(service, name -> {
            var own = groups.containsKey(name)
                    ? groups.get(name)
                    : add(name, service(name), Double.POSITIVE_INFINITY, Algorithm.round_robin);
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

    /** A task that does something else than before. */
    private void change(TaskLoad task) {
        if (task.neighbours != null) {
            change(task.neighbours);
        }
    }

    private void change(Neighbours neighbours) {
        neighbours.instance.change(neighbours);
        changedInstances.add(neighbours.instance);
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
        for (var task : cold) {
            if (task.coldUntil == time) {
                change(task);
            }
        }
        cold.removeIf(task -> task.coldUntil == time);
        for (var task : filling) {
            if (task.until() == time) {
                changedContentions.add(task.contention);
            }
        }
    }

    /** Whether something changed since the last {@link #solve}. */
    public boolean dirty() {
        return !changedGroups.isEmpty() || !changedInstances.isEmpty() || !changedContentions.isEmpty();
    }

    /** Lets changes take effect: rates of arrival, shares of CPU, backlogs. */
    public void solve(long now) {
        advance(now);
        solve();
    }

    private void solve() {
        regroup();
        changedGroups.forEach(group -> group.distribute(time));
        changedGroups.forEach(this::tell);
        changedContentions.forEach(contention -> contention.solve(time));
        changedGroups.stream().filter(GroupLoad::isLeastOutstanding).forEach(this::evenOut);
        changedContentions.forEach(contention -> contention.tasks().forEach(this::watch));
        changedGroups.clear();
        changedContentions.clear();
        nextChange = Long.MAX_VALUE;
        for (var source : sources.values()) {
            source.lookAhead(time);
            nextChange = Math.min(nextChange, source.changesAt());
        }
        filling.forEach(task -> nextChange = Math.min(nextChange, task.until()));
        cold.forEach(task -> nextChange = Math.min(nextChange, task.coldUntil));
    }

    /** Tasks that changed find others that are alike. */
    private void regroup() {
        var looked = new LinkedHashSet<>(changedContentions);
        changedGroups.forEach(group -> group.takers.forEach(alike -> looked.add(alike.contention)));
        for (var contention : looked) {
            contention.advance(time);
            if (contentions.canJoinOthers(contention)) {
                contention.neighbours.forEach(this::change);
            }
        }
        changedContentions.addAll(contentions.regroup(changedInstances, time));
        changedInstances.clear();
        changedContentions.removeIf(contention -> contention.neighbours.isEmpty());
        filling.removeIf(AlikeTasks::isEmpty);
        groups.values().stream().filter(GroupLoad::isToBeDivided).forEach(changedGroups::add);
    }

    private void tell(GroupLoad group) {
        for (var alike : group.takers) {
            alike.findArrivals();
            changedContentions.add(alike.contention);
        }
    }

    /** Which target has the fewest requests depends on how long they take, and that on how many it gets. */
    private void evenOut(GroupLoad group) {
        for (int i = 0; i < MOST_TRIES && !group.isEven(); i++) {
            group.evenOut();
            var told = new LinkedHashSet<Contention>();
            for (var alike : group.takers) {
                alike.findArrivals();
                told.add(alike.contention);
            }
            told.forEach(contention -> contention.solve(time));
        }
    }

    private void watch(AlikeTasks alike) {
        alike.lookAhead();
        if (alike.until() < Long.MAX_VALUE) {
            filling.add(alike);
        } else {
            filling.remove(alike);
        }
    }

    /** Tasks that use all the memory they may, at the time last solved for. */
    public List<String> full() {
        return filling.stream()
                .filter(AlikeTasks::isFull)
                .map(alike -> alike.kind.alone.id)
                .toList();
    }

    /**
     * When rates next change by themselves, because traffic does, or the CPU is to be shared anew, or a memory is full;
     * {@link Long#MAX_VALUE} when never. The present time while the load is dirty.
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
        return known("task", tasks, task).read(time);
    }

    @Override
    public CpuUse cpuUse(String instance) {
        return known("instance", instances, instance).cpuUse(time);
    }

    /** CPU that a task uses now, as a share of its reservation; of its instance when it reserves none. */
    public double cpuUtilisation(String task) {
        var load = known("task", tasks, task);
        double reserved = load.cpu.reservedVcpus();
        return load.cpuUsed(time) / (reserved > 0 ? reserved : load.instance.vcpus);
    }

    /** Requests in a task on average, those that wait for its CPU among them: Little's law at the present rates. */
    public double meanInProgress(String task) {
        return known("task", tasks, task).meanInProgress();
    }

    /** What became of a service's requests since the start. */
    public ServiceBooks books(String service) {
        return settled(service).books();
    }

    @Override
    public ServiceBooks callBooks(String service) {
        return ServiceBooks.NONE;
    }

    /** Who answered a service's requests, since the start. */
    public Answers answers(String service) {
        return settled(service).tally.total();
    }

    /** Who answered what was sent to a target group, since the start. */
    public Answers groupAnswers(String group) {
        return settledGroup(group).tally.total();
    }

    @Override
    public void keepResponseTimes(String group) {
        known("group", groups, group).tally.keepTimes();
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
