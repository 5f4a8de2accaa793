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
    private final Map<String, InstanceLoad> instances = new LinkedHashMap<>();
    private final Map<String, ServiceLoad> services = new LinkedHashMap<>();
    private final Map<String, TaskLoad> tasks = new LinkedHashMap<>();

    private final Set<ServiceLoad> changedServices = new LinkedHashSet<>();
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
        Amounts.require("task", task, !tasks.containsKey(task), "new");
        advance(now);
        var serviceLoad = service(service);
        var added = new TaskLoad(task, serviceLoad, known("instance", instances, instance), cpu, app, now);
        boolean isTarget = serviceLoad.isTarget(task);
        tasks.put(task, added);
        serviceLoad.add(added);
        if (isTarget) {
            change(service, now).reroute();
        }
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
        boolean isTarget = gone.service.isTarget(task);
        if (isTarget) {
            gone.service.advance(now);
            changedServices.add(gone.service);
        }
        gone.service.remove(gone);
        if (isTarget) {
            gone.service.reroute();
        }
        gone.instance.tasks.remove(gone);
        changedInstances.add(gone.instance);
        filling.remove(gone);
        tasks.remove(task);
    }

    /** What clients send from now on; amounts are differences of {@link Traffic#arrivedBefore}. */
    public void setTraffic(String service, Traffic traffic, long now) {
        change(service, now).setTraffic(traffic, now);
    }

    /**
     * The tasks that requests go to, in turn (LB-8); each counts once. Without any, requests fail (LB-12: 503). A task
     * that is no target any more works off what it has.
     */
    public void setTargets(String service, List<String> targets, long now) {
        advance(now);
        if (service(service).routesTo(targets)) {
            return; // the usual answer, and a change of many targets costs as many steps
        }
        var distinct = List.copyOf(new LinkedHashSet<>(targets));
        for (var target : distinct) {
            var task = tasks.get(target);
            boolean own = task == null || task.service == services.get(service);
            Amounts.require("target", target, own, "a task of " + service);
        }
        change(service, now).route(distinct);
    }

    private ServiceLoad service(String name) {
        return services.computeIfAbsent(name, n -> new ServiceLoad(time));
    }

    /** A service whose targets or traffic change: the rates of all its targets do. */
    private ServiceLoad change(String service, long now) {
        advance(now);
        var changed = service(service);
        changed.advance(now);
        changedServices.add(changed);
        return changed;
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
        for (var service : services.values()) {
            if (service.changesAt() == time) {
                changedServices.add(service);
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
        return !changedServices.isEmpty() || !changedInstances.isEmpty();
    }

    /** Lets changes take effect: rates of arrival, shares of CPU, backlogs. */
    public void solve(long now) {
        advance(now);
        solve();
    }

    private void solve() {
        for (var service : changedServices) {
            service.distribute(time);
            service.tasks.values().forEach(task -> changedInstances.add(task.instance));
        }
        for (var instance : changedInstances) {
            instance.solve(time);
            for (var task : instance.tasks) {
                if (task.until() < Long.MAX_VALUE) {
                    filling.add(task);
                } else {
                    filling.remove(task);
                }
            }
        }
        changedServices.clear();
        changedInstances.clear();
        nextChange = Long.MAX_VALUE;
        services.values().forEach(service -> nextChange = Math.min(nextChange, service.changesAt()));
        filling.forEach(task -> nextChange = Math.min(nextChange, task.until()));
    }

    /**
     * When rates next change by themselves, because traffic does or a backlog is empty or full; {@link Long#MAX_VALUE}
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

    /** What became of a service's requests since the start. */
    public ServiceBooks books(String service) {
        return settled(service).books();
    }

    /** What a service's load balancer saw since it was last read. */
    public ServiceReading readService(String service) {
        return settled(service).read();
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

    private static <T> T known(String kind, Map<String, T> all, String id) {
        var found = all.get(id);
        if (found == null) {
            throw new IllegalArgumentException("No such " + kind + ": " + id);
        }
        return found;
    }
}
