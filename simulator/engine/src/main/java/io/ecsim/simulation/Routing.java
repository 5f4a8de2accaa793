// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Task;
import io.ecsim.kernel.Event;
import io.ecsim.kernel.Kernel;
import io.ecsim.loadbalancing.TargetGroups;
import io.ecsim.loadbalancing.Targets;
import io.ecsim.service.Service;
import io.ecsim.service.ServiceScheduler;
import io.ecsim.workload.FluidLoad;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Keeps the load in step with the cluster: a change marks its service; at the end of the instant the requests of marked
 * services find their tasks anew and the loads are solved, once.
 */
final class Routing {
    private final Kernel kernel;
    private final ClusterState cluster;
    private final ServiceScheduler scheduler;
    private final TargetGroups targetGroups;
    private final ApplicationProbe probe;
    private final FluidLoad load;
    private final Set<String> marked = new LinkedHashSet<>();
    private boolean registered;
    private Event nextChange;

    Routing(
            Kernel kernel,
            ClusterState cluster,
            ServiceScheduler scheduler,
            TargetGroups targetGroups,
            ApplicationProbe probe,
            FluidLoad load) {
        this.kernel = kernel;
        this.cluster = cluster;
        this.scheduler = scheduler;
        this.targetGroups = targetGroups;
        this.probe = probe;
        this.load = load;
    }

    /** The tasks that can serve a service may have changed; null for a standalone task, which serves none. */
    void changed(String service) {
        if (service != null) {
            marked.add(service);
        }
        loadChanged();
    }

    /** A task is new among the targets, or its software begins to answer: only what is sent requests matters. */
    void began(Task task) {
        Service service = task.service() == null ? null : scheduler.service(task.service());
        if (service != null && (!service.hasTargets() || targets(service).isRoutable(task.id()))) {
            changed(task.service());
        } else {
            loadChanged();
        }
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
            load.setTargets(name, serving(scheduler.service(name)), kernel.now());
        }
        marked.clear();
        load.solve(kernel.now());
        if (nextChange != null) {
            nextChange.cancel();
        }
        long next = load.nextChange();
        nextChange = next == Long.MAX_VALUE ? null : kernel.at(next, this::loadChanged);
    }

    /** Behind a load balancer its choice of targets, without one all RUNNING tasks. */
    private List<String> serving(Service service) {
        if (service.hasTargets()) {
            List<String> serving = new ArrayList<>();
            for (String target : targets(service).routable()) {
                Task task = cluster.task(target);
                if (task != null) {
                    serving.add(answering(task));
                }
            }
            return serving;
        }
        return cluster.tasks(service.name()).stream()
                .filter(task -> task.isRunning() && !task.stopRequested())
                .map(this::answering)
                .toList();
    }

    private Targets targets(Service service) {
        return targetGroups.get(service.primary().targetGroups().get(0));
    }

    /** Software that warms up answers nobody: the load knows no task of this name and fails what is sent there. */
    private String answering(Task task) {
        return probe.isWarm(task) ? task.id() : task.id() + " (warming up)";
    }
}
