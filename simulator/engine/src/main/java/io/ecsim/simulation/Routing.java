// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Task;
import io.ecsim.kernel.Event;
import io.ecsim.kernel.Kernel;
import io.ecsim.loadbalancing.Listeners;
import io.ecsim.loadbalancing.TargetGroups;
import io.ecsim.loadbalancing.Targets;
import io.ecsim.service.Service;
import io.ecsim.service.ServiceScheduler;
import io.ecsim.workload.Algorithm;
import io.ecsim.workload.Load;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Keeps the load in step with the cluster: a change marks its service; at the end of the instant the requests of marked
 * services find their target groups and tasks anew and the loads are solved, once.
 */
final class Routing {
    private final Kernel kernel;
    private final ClusterState cluster;
    private final ServiceScheduler scheduler;
    private final TargetGroups targetGroups;
    private final Listeners listeners;
    private final ApplicationProbe probe;
    private final Load load;
    private final Map<String, List<Clients>> clients = new LinkedHashMap<>();
    private final Map<String, Map<String, Double>> shares = new LinkedHashMap<>();
    private final Map<Targets, Event> nextShares = new LinkedHashMap<>();
    private final Set<String> rulesAreNew = new LinkedHashSet<>();
    private final Set<String> marked = new LinkedHashSet<>();
    private final Consumer<Task> outOfMemory;
    private final Runnable solved;
    private boolean registered;
    private Event nextChange;

    Routing(
            Kernel kernel,
            ClusterState cluster,
            ServiceScheduler scheduler,
            TargetGroups targetGroups,
            Listeners listeners,
            ApplicationProbe probe,
            Load load,
            Consumer<Task> outOfMemory,
            Runnable solved) {
        this.kernel = kernel;
        this.cluster = cluster;
        this.scheduler = scheduler;
        this.targetGroups = targetGroups;
        this.listeners = listeners;
        this.probe = probe;
        this.load = load;
        this.outOfMemory = outOfMemory;
        this.solved = solved;
    }

    /** What the load calls a target group, whatever services are called. */
    static String groupName(String targetGroup) {
        return "targetgroup/" + targetGroup;
    }

    /** Every service has its books, also one that never gets a task, and one that is created later. */
    void begin(Scenario scenario, List<Clients> all) {
        all.forEach(each -> clients.computeIfAbsent(each.service(), service -> new ArrayList<>())
                .add(each));
        Map<String, Integer> idleTimeouts = new LinkedHashMap<>();
        LoadBalancers balancers = new LoadBalancers(scenario);
        for (CreateServiceRequest service : scenario.everyService()) {
            load.setTargets(service.serviceName(), List.of(), 0);
            for (String group : service.targetGroups()) {
                if (idleTimeouts.put(group, balancers.idleTimeoutSeconds(group)) == null) {
                    add(group, service.serviceName(), idleTimeouts.get(group));
                }
            }
        }
        scheduler.services().forEach(service -> changed(service.name()));
        for (Targets targets : targetGroups.all()) {
            String group = targets.group().name();
            if (!idleTimeouts.containsKey(group) && !scenario.everyService().isEmpty()) {
                // nobody registers with it: what a rule forwards to it fails
                String first = scenario.everyService().get(0).serviceName();
                add(group, first, balancers.idleTimeoutSeconds(group));
            }
        }
        for (Clients each : all) {
            if (each.areCalls()) {
                load.addCalls(each.service());
            } else if (!each.name().equals(each.service())) {
                load.addSource(each.name(), each.service());
            }
            load.setRetries(each.name(), each.retries());
            load.setTraffic(each.name(), each.traffic(), 0);
        }
    }

    private void add(String group, String owner, double idleTimeout) {
        Algorithm algorithm = Algorithm.valueOf(targetGroups.get(group).group().algorithm());
        load.addGroup(groupName(group), owner, idleTimeout, algorithm);
    }

    /** The tasks that can serve a service may have changed; null for a standalone task, which serves none. */
    void changed(String service) {
        if (service != null) {
            marked.add(service);
        }
        loadChanged();
    }

    /** A listener's rule forwards otherwise. */
    void rulesChanged() {
        for (Service service : scheduler.services()) {
            rulesAreNew.add(service.name());
            changed(service.name());
        }
    }

    /** A task is new among the targets, or its software begins to answer: only what is sent requests matters. */
    void began(Task task) {
        Service service = task.service() == null ? null : scheduler.service(task.service());
        if (service != null && (!service.hasTargets() || isRoutable(service, task))) {
            service.targetGroups().forEach(group -> targetGroups.get(group).touch(task.id()));
            changed(task.service());
        } else {
            loadChanged();
        }
    }

    private boolean isRoutable(Service service, Task task) {
        return service.targetGroups().stream()
                .anyMatch(group -> targetGroups.get(group).isRoutable(task.id()));
    }

    /** Rates may have changed. */
    void loadChanged() {
        if (!registered) {
            registered = true;
            kernel.atEndOfInstant(this::solve);
        }
    }

    private void solve() {
        registered = false;
        for (String name : marked) {
            route(scheduler.service(name));
        }
        marked.clear();
        load.solve(kernel.now());
        load.full().forEach(task -> outOfMemory.accept(cluster.task(task)));
        if (nextChange != null) {
            nextChange.cancel();
        }
        long next = load.nextChange();
        nextChange = next == Long.MAX_VALUE ? null : kernel.at(next, this::loadChanged);
        solved.run();
    }

    /** Behind a load balancer its choice of targets, without one all RUNNING tasks. */
    private void route(Service service) {
        if (!service.hasTargets()) {
            load.setTargets(service.name(), running(service), kernel.now());
            return;
        }
        for (String group : service.targetGroups()) {
            Targets targets = targetGroups.get(group);
            serve(targets);
            lookAgain(service, targets);
        }
        if (!shares.containsKey(service.name()) || rulesAreNew.remove(service.name())) {
            String rule = service.productionRule();
            String listener = rule == null ? listeners.reaching(service.targetGroups()) : listeners.ofRule(rule);
            List<Clients> own = clients.getOrDefault(service.name(), List.of());
            own.forEach(each -> divide(each.name(), each.paths(), listener));
            if (own.isEmpty()) {
                divide(service.name(), Map.of(), listener);
            }
        }
    }

    /** The requests of clients among target groups, by the rules of a listener. */
    private void divide(String source, Map<String, Double> paths, String listener) {
        Map<String, Double> now = new LinkedHashMap<>();
        listeners.shares(listener, paths).forEach((group, share) -> now.put(groupName(group), share));
        if (!now.equals(shares.put(source, now))) {
            load.setShares(source, now, kernel.now());
        }
    }

    private List<String> running(Service service) {
        return cluster.tasks(service.name()).stream()
                .filter(task -> task.isRunning() && !task.stopRequested())
                .map(this::answering)
                .toList();
    }

    /** Tells the load which targets changed; all of them where they depend on each other. */
    private void serve(Targets targets) {
        String group = groupName(targets.group().name());
        Map<String, Double> changed = targets.changedShares();
        if (changed == null) {
            load.setTargets(group, serving(targets), kernel.now());
            return;
        }
        changed.forEach((target, share) -> {
            Task task = cluster.task(target);
            boolean answers = task != null && probe.isWarm(task);
            load.setTarget(group, target, answers ? share : 0, kernel.now());
            load.setTarget(group, warmingUp(target), task == null || answers ? 0 : share, kernel.now());
        });
    }

    private Map<String, Double> serving(Targets targets) {
        Map<String, Double> serving = new LinkedHashMap<>();
        targets.shares().forEach((target, share) -> {
            Task task = cluster.task(target);
            if (task != null) {
                serving.put(answering(task), share);
            }
        });
        return serving;
    }

    /** Shares that grow by themselves are found anew in small steps. */
    private void lookAgain(Service service, Targets targets) {
        Event before = nextShares.remove(targets);
        if (before != null) {
            before.cancel();
        }
        long next = targets.nextShares();
        if (next < Long.MAX_VALUE) {
            nextShares.put(targets, kernel.at(next, () -> changed(service.name())));
        }
    }

    /** Software that warms up answers nobody: the load knows no task of this name and fails what is sent there. */
    private String answering(Task task) {
        return probe.isWarm(task) ? task.id() : warmingUp(task.id());
    }

    private static String warmingUp(String task) {
        return task + " (warming up)";
    }
}
