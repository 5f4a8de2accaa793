// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.TaskNeeds;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.Time;
import io.ecsim.placement.ScanPlacer;
import io.ecsim.service.Service;
import io.ecsim.service.ServiceScheduler;
import io.ecsim.service.TaskHealth;
import java.util.LinkedHashMap;
import java.util.Map;

/** Laws that something happens in time: whoever has a reason for a pass of the scheduler has one within a tick. */
final class Liveness {
    private final Kernel kernel;
    private final ClusterState cluster;
    private final ServiceScheduler scheduler;
    private final TaskHealth health;
    private final long tick;
    private final Map<Service, Long> roomSince = new LinkedHashMap<>();
    private final Map<Task, Long> unhealthySince = new LinkedHashMap<>();

    /** @param tick of the scheduler, in nanoseconds */
    Liveness(Kernel kernel, ClusterState cluster, ServiceScheduler scheduler, TaskHealth health, long tick) {
        this.kernel = kernel;
        this.cluster = cluster;
        this.scheduler = scheduler;
        this.health = health;
        this.tick = tick;
    }

    /** To be called after every event. */
    void check() {
        scheduler.services().forEach(this::whoWaitsThoughThereIsRoomHasAPass);
        scheduler.services().forEach(this::whoHasAnUnhealthyTaskHasAPass);
        unhealthySince.keySet().removeIf(Task::stopRequested);
    }

    private void whoWaitsThoughThereIsRoomHasAPass(Service service) {
        boolean mayWaitForAnother = service.isDaemon() // for a place, a revision, or a capacity provider
                || service.deployments().size() > 1
                || service.settings().onProviders();
        if (mayWaitForAnother || service.unplaced() == 0 || !service.mayStart(kernel.now()) || !hasRoom(service)) {
            roomSince.remove(service);
            return;
        }
        long since = roomSince.computeIfAbsent(service, s -> kernel.now());
        Invariants.require(
                kernel.now() - since <= tick,
                service.name() + " waits for a place although there is one for more than a tick");
    }

    private boolean hasRoom(Service service) {
        TaskNeeds needs = service.primary().revision().needs(service.availabilityZones());
        return ScanPlacer.hasRoom(cluster, needs, service.rule());
    }

    private void whoHasAnUnhealthyTaskHasAPass(Service service) {
        long grace = service.settings().healthCheckGracePeriodSeconds() * Time.SECOND;
        for (Task task : cluster.tasks(service.name())) {
            if (task.stopRequested() || !health.isUnhealthy(task, grace, kernel.now())) {
                unhealthySince.remove(task);
            } else {
                long since = unhealthySince.computeIfAbsent(task, t -> kernel.now());
                Invariants.require(
                        service.passedAt() >= since || kernel.now() - since <= tick,
                        service.name() + " keeps " + task.id() + ", which is unhealthy, without a pass for a tick");
            }
        }
    }
}
