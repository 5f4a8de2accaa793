// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.aws.ServiceEventName;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.cluster.OnlyInstance;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.TaskNeeds;
import io.ecsim.cluster.Transitions;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.placement.Placement;
import io.ecsim.placement.Reason;
import io.ecsim.placement.Refusal;
import io.ecsim.placement.ScanPlacer;
import io.ecsim.service.DaemonFacts.Seat;
import io.ecsim.service.ServiceEvents.Lasting;
import io.ecsim.service.ServiceEvents.Message;
import io.ecsim.service.ServicePlan.Cause;
import io.ecsim.service.ServicePlan.Stop;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Keeps one task of each DAEMON service on each instance that qualifies, and holds back room for it where it is
 * missing, before any other task is placed there (DM-2, RS-19).
 */
final class Daemons {
    private final ClusterState cluster;
    private final Transitions transitions;
    private final Starts starts;
    private final ServiceReader reader;
    private final ServiceEvents events;
    private final Function<String, Service> services;
    private final BiConsumer<Service, Stop> stop;
    private final Runnable roomReleased;
    private final boolean waitsForStopped;
    private final Journal journal;
    private final LongSupplier now;

    Daemons(
            ClusterState cluster,
            Transitions transitions,
            Starts starts,
            ServiceReader reader,
            ServiceEvents events,
            Function<String, Service> services,
            BiConsumer<Service, Stop> stop,
            Runnable roomReleased,
            boolean waitsForStopped,
            Journal journal,
            LongSupplier now) {
        this.cluster = cluster;
        this.transitions = transitions;
        this.starts = starts;
        this.reader = reader;
        this.events = events;
        this.services = services;
        this.stop = stop;
        this.roomReleased = roomReleased;
        this.waitsForStopped = waitsForStopped;
        this.journal = journal;
        this.now = now;
    }

    /** A pass. */
    Done carryOut(Service service) {
        DaemonFacts facts = facts(service);
        count(service, facts.desired());
        DaemonPlan plan = DaemonPlan.of(facts);
        for (Stop each : plan.stops()) {
            if (each.cause() == Cause.CONSTRAINT && service.status == Service.Status.ACTIVE) {
                String violated =
                        "has a task that no longer meets the placement constraints: (task " + each.task() + ").";
                ServiceEventName name = ServiceEventName.SERVICE_DAEMON_PLACEMENT_CONSTRAINT_VIOLATED;
                events.say(service, new Message(name, violated));
            }
            stop.accept(service, each);
        }
        List<String> started = new ArrayList<>();
        List<String> unplaced = new ArrayList<>();
        for (String instance : plan.startOn()) {
            start(service, cluster.named(instance).get(0), started, unplaced);
        }
        tell(service, unplaced);
        claim(service);
        List<String> stopped = plan.stops().stream().map(Stop::task).toList();
        String waits = unplaced.isEmpty()
                ? plan.waits()
                : "no room for a task on " + String.join(", ", unplaced.subList(0, Math.min(3, unplaced.size())))
                        + (unplaced.size() > 3 ? " and " + (unplaced.size() - 3) + " more" : "");
        return new Done(stopped, started, plan.stuck(), plan.complete(), waits);
    }

    /** DM-6. */
    private void count(Service service, int desired) {
        if (desired != service.desiredCount) {
            String why = service.status == Service.Status.ACTIVE ? "qualifying instances" : "service deleted";
            int from = service.desiredCount;
            service.desiredCount = desired;
            write(new Entry.DesiredCountChanged(service.name(), from, desired, why));
        }
    }

    private void start(Service service, ContainerInstance instance, List<String> started, List<String> unplaced) {
        transitions.releaseRoom(instance, service.name());
        OnlyInstance there = new OnlyInstance(instance, cluster.start());
        String task = starts.startOne(service, service.availabilityZones(), there);
        if (task == null) {
            unplaced.add(instance.id());
        } else {
            started.add(task);
        }
    }

    /** DM-5: for want of room the instance is tried again when some may have appeared. */
    private void tell(Service service, List<String> unplaced) {
        if (unplaced.isEmpty()) {
            starts.tell(service, 0, service.primary().revision(), "nothing waits any more", false);
            events.over(service, Lasting.UNPLACED);
            return;
        }
        OnlyInstance first = new OnlyInstance(cluster.named(unplaced.get(0)).get(0), cluster.start());
        Refusal why = ScanPlacer.refusals(first, needs(service), service.rule).get(0);
        Placement.Refused refused = new Placement.Refused(Map.of(why.reason(), unplaced.size()), why);
        String message = "was unable to place a task because no container instance met all of its requirements."
                + refused.event();
        ServiceEventName name = ServiceEventName.SERVICE_TASK_PLACEMENT_FAILURE;
        boolean said =
                events.sayWhileItLasts(service, Lasting.UNPLACED, new Message(name, message, refused.failureReason()));
        starts.tell(service, unplaced.size(), service.primary().revision(), refused.summary(), said);
    }

    /** Holds back room for the service wherever its task is missing; gives back what it holds elsewhere (RS-19). */
    void claim(Service service) {
        Map<String, Reason> unfit = unfit(service);
        boolean released = false;
        for (ContainerInstance instance : cluster.instances()) {
            boolean missing = isAnObstacle(unfit.get(instance.id())) || service.status != Service.Status.ACTIVE
                    ? false
                    : instance.tasks(service.group()) == 0;
            if (missing) {
                transitions.holdRoom(instance, service.name(), needs(service));
            } else {
                released |= transitions.releaseRoom(instance, service.name());
            }
        }
        if (released) {
            roomReleased.run();
        }
    }

    private TaskNeeds needs(Service service) {
        return service.primary().revision().needs(service.availabilityZones());
    }

    private DaemonFacts facts(Service service) {
        Map<String, List<TaskFacts>> tasks = new LinkedHashMap<>();
        for (TaskFacts task : reader.facts(service, now.getAsLong()).tasks()) {
            tasks.computeIfAbsent(cluster.task(task.id()).instance().id(), id -> new ArrayList<>())
                    .add(task);
        }
        Map<String, Reason> unfit = unfit(service);
        boolean active = service.status == Service.Status.ACTIVE;
        List<Seat> seats = new ArrayList<>();
        for (ContainerInstance instance : cluster.instances()) {
            Reason reason = unfit.get(instance.id());
            seats.add(new Seat(
                    instance.id(),
                    active && !isAnObstacle(reason),
                    reason != Reason.AGENT,
                    active && instance.status() == ContainerInstanceStatus.DRAINING,
                    hasReplicas(instance),
                    tasks.getOrDefault(instance.id(), List.of())));
        }
        return new DaemonFacts(
                service.settings.deploymentConfiguration().minimumHealthyPercent(),
                service.primary().id(),
                service.primary().isInProgress(),
                service.mayStart(now.getAsLong()) && !service.primary().hasFailed(),
                waitsForStopped,
                seats);
    }

    /** Why instances cannot take a task of the service, room aside. */
    private Map<String, Reason> unfit(Service service) {
        TaskNeeds needs = needs(service);
        TaskNeeds noRoom =
                new TaskNeeds(0, 0, 0, List.of(), false, false, needs.attributes(), needs.availabilityZones());
        Map<String, Reason> unfit = new LinkedHashMap<>();
        ScanPlacer.refusals(cluster, noRoom, service.rule)
                .forEach(refusal -> unfit.put(refusal.instance(), refusal.reason()));
        return unfit;
    }

    /** DM-6: an instance whose agent is disconnected qualifies, and waits. */
    private static boolean isAnObstacle(Reason reason) {
        return reason != null && reason != Reason.AGENT;
    }

    private boolean hasReplicas(ContainerInstance instance) {
        return instance.tasks().stream()
                .anyMatch(task -> task.service() != null
                        && !services.apply(task.service()).isDaemon());
    }

    /** The DAEMON services that have a task on an instance. */
    Set<Service> on(ContainerInstance instance) {
        Set<Service> found = new LinkedHashSet<>();
        for (Task task : instance.tasks()) {
            if (task.service() != null && services.apply(task.service()).isDaemon()) {
                found.add(services.apply(task.service()));
            }
        }
        return found;
    }

    private void write(Entry entry) {
        journal.add(now.getAsLong(), entry);
    }
}
