// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.aws.ServiceEventName;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.cluster.Task;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongSupplier;

/**
 * Evens out the zones of services that are steady (AZ-3 to AZ-6): tasks start in the zones with fewest beyond the
 * desired count; when they are healthy, the surplus stops where there are most.
 */
final class Rebalancing {
    private final ClusterState cluster;
    private final Starts starts;
    private final ServiceReader reader;
    private final ServiceEvents events;
    private final LongSupplier now;

    Rebalancing(ClusterState cluster, Starts starts, ServiceReader reader, ServiceEvents events, LongSupplier now) {
        this.cluster = cluster;
        this.starts = starts;
        this.reader = reader;
        this.events = events;
        this.now = now;
    }

    /** Before a pass: the surplus is over when its tasks are healthy, or when something else happened to the service. */
    void before(Service service) {
        if (service.surplus == 0) {
            return;
        }
        Collection<Task> tasks = cluster.tasks(service.name());
        boolean disturbed = !service.primary().isCompleted()
                || tasks.size() != service.desiredCount + service.surplus
                || tasks.stream().anyMatch(Task::stopRequested);
        if (disturbed) {
            service.surplus = 0;
            say(service, ServiceEventName.SERVICE_REBALANCING_STOPPED, "stopped AZ Rebalancing.");
        } else if (tasks.stream().allMatch(Task::healthy)) {
            service.surplus = 0;
            service.endsRebalancing = true;
        }
    }

    /** After a pass that did nothing else. Returns the tasks that it started. */
    List<String> after(Service service, boolean didSomething) {
        if (service.endsRebalancing) {
            service.endsRebalancing = false;
            ended(service);
        } else if (!didSomething && mayBegin(service)) {
            ZoneBalance balance = balance(service);
            if (!balance.isEven()) {
                return begin(service, balance);
            }
        }
        return List.of();
    }

    private void ended(Service service) {
        ZoneBalance balance = balance(service);
        if (balance.isEven()) {
            say(service, ServiceEventName.SERVICE_REBALANCING_COMPLETED, "is AZ balanced with " + balance + ".");
        } else {
            service.cannotRebalance = true;
            say(
                    service,
                    ServiceEventName.SERVICE_REBALANCING_STOPPED,
                    "was unable to AZ Rebalance because " + service.primary().id()
                            + " was unable to scale in due to protected tasks.");
        }
    }

    private boolean mayBegin(Service service) {
        return service.rebalances() && !service.cannotRebalance && reader.isSteady(service);
    }

    private List<String> begin(Service service, ZoneBalance balance) {
        int room = Math.min(
                service.maximum() - service.desiredCount,
                service.launching.allowed(now.getAsLong()).left());
        List<String> started = new ArrayList<>();
        List<String> missing = balance.missing();
        say(
                service,
                ServiceEventName.SERVICE_REBALANCING_STARTED,
                "is not AZ balanced with " + balance + ". AZ Rebalancing in progress.");
        for (String zone : missing.subList(0, Math.max(0, Math.min(room, missing.size())))) {
            String task = starts.startOne(service, Set.of(zone), cluster);
            if (task == null) {
                say(
                        service,
                        ServiceEventName.SERVICE_REBALANCING_STOPPED,
                        "is unable to place a task in " + zone
                                + (service.settings.onFargate()
                                        ? "."
                                        : " because no container instance met all of its requirements."));
                service.cannotRebalance = true;
                break;
            }
            started.add(task);
        }
        service.surplus = started.size();
        service.cannotRebalance |= started.isEmpty();
        return started;
    }

    /** Tasks by configured zone: those of the subnets, else those of the instances (AZ-3). */
    private ZoneBalance balance(Service service) {
        Set<String> zones = new TreeSet<>(service.availabilityZones());
        if (zones.isEmpty()) {
            for (ContainerInstance instance : cluster.instances()) {
                if (instance.status() == ContainerInstanceStatus.ACTIVE) {
                    zones.add(instance.availabilityZone());
                }
            }
        }
        List<String> taken = cluster.tasks(service.name()).stream()
                .filter(task -> !task.stopRequested() && !task.waitsForCapacity())
                .map(task -> task.instance().availabilityZone())
                .toList();
        return ZoneBalance.of(zones, taken);
    }

    private void say(Service service, ServiceEventName name, String message) {
        events.say(service, new ServiceEvents.Message(name, message));
    }
}
