// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import io.ecsim.agent.TaskLifecycle;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.DeploymentRolloutState;
import io.ecsim.aws.NetworkConfiguration;
import io.ecsim.aws.TaskStopCode;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.cluster.Revision;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.TaskNeeds;
import io.ecsim.cluster.Transitions;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.Time;
import io.ecsim.placement.Placement;
import io.ecsim.placement.PlacementRule;
import io.ecsim.placement.Placer;
import io.ecsim.service.ServiceEvents.Lasting;
import io.ecsim.service.ServicePlan.Cause;
import io.ecsim.service.ServicePlan.Stop;
import io.ecsim.world.World;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Owns the services and keeps each at its desired count: a pass at every call that changes a service, then at the next
 * tick after something changed (SV-4). A pass gathers the facts, asks the {@link Reconciler} for a plan and applies it.
 */
public final class ServiceScheduler {
    private static final String STEADY = "has reached a steady state.";
    private static final String STUCK =
            "was unable to stop or start tasks during a deployment because of the service deployment configuration."
                    + " Update the minimumHealthyPercent or maximumPercent value and try again.";

    private final Kernel kernel;
    private final ClusterState cluster;
    private final Transitions transitions;
    private final TaskLifecycle lifecycle;
    private final Placer placer;
    private final Function<Service, StopChoice> stopChoices;
    private final ServiceReader reader;
    private final World world;
    private final Journal journal;
    private final ServiceEvents events;
    private final Map<String, Service> services = new LinkedHashMap<>();
    private Runnable clusterChangedToo = () -> {};
    private int deploymentsCreated;

    /** @param stopChoices how each service chooses among the tasks that it could stop */
    public ServiceScheduler(
            Kernel kernel,
            ClusterState cluster,
            Transitions transitions,
            TaskLifecycle lifecycle,
            Placer placer,
            Function<Service, StopChoice> stopChoices,
            TaskHealth health,
            World world,
            Journal journal) {
        this.kernel = kernel;
        this.cluster = cluster;
        this.transitions = transitions;
        this.lifecycle = lifecycle;
        this.placer = placer;
        this.stopChoices = stopChoices;
        this.reader = new ServiceReader(cluster, health, world);
        this.world = world;
        this.journal = journal;
        this.events = new ServiceEvents(journal, Time.of(world.eventRepeat()));
    }

    public Collection<Service> services() {
        return Collections.unmodifiableCollection(services.values());
    }

    /** Null when there is none of that name. */
    public Service service(String name) {
        return services.get(name);
    }

    public Service create(
            CreateServiceRequest settings, Revision revision, PlacementRule rule, Set<String> availabilityZones) {
        Service service = new Service(settings.serviceName(), kernel.now());
        services.put(service.name(), service);
        configure(service, settings, rule);
        service.availabilityZones = availabilityZones;
        service.desiredCount = settings.desiredCount();
        write(new Entry.ServiceCreated(service.name(), revision.name(), service.desiredCount));
        deploy(service, revision, "service created");
        return service;
    }

    public void configure(Service service, CreateServiceRequest settings, PlacementRule rule) {
        service.settings = settings;
        service.rule = rule;
        passNow(service);
    }

    /** Starts a deployment; one that is in progress is replaced by it (SV-36). */
    public void deploy(Service service, Revision revision, String why) {
        Deployment deployment = new Deployment("ecs-svc/" + ++deploymentsCreated, revision);
        service.deployments.add(0, deployment);
        write(new Entry.DeploymentStarted(service.name(), deployment.id(), revision.name(), why));
        passNow(service);
    }

    public void setDesiredCount(Service service, int desiredCount, String why) {
        if (desiredCount != service.desiredCount) {
            int from = service.desiredCount;
            service.desiredCount = desiredCount;
            write(new Entry.DesiredCountChanged(service.name(), from, desiredCount, why));
            passNow(service);
        }
    }

    /** Stops all tasks; the service is DRAINING until they are STOPPING, then INACTIVE (SV-3). */
    public void delete(Service service) {
        setDesiredCount(service, 0, "service deleted");
        service.status = Service.Status.DRAINING;
        write(new Entry.ServiceStatusChanged(service.name(), "DRAINING", "service deleted"));
        passNow(service);
    }

    /** Something that matters to the service changed: it gets a pass at its next tick, never two in an instant. */
    public void changed(Service service) {
        if (service.tickPending || service.passDue || service.status == Service.Status.INACTIVE) {
            return;
        }
        service.tickPending = true;
        long tick = Time.of(world.schedulerTick());
        long earliest = service.passedAt == kernel.now() ? kernel.now() + 1 : kernel.now();
        long ticks = (earliest - service.createdAt() + tick - 1) / tick;
        kernel.at(service.createdAt() + ticks * tick, () -> {
            service.tickPending = false;
            passNow(service);
        });
    }

    /** Who is where has changed: services that wait for a place try again, for room or for company (CN-6). */
    public void clusterChanged() {
        for (Service service : services.values()) {
            if (service.unplaced > 0) {
                changed(service);
            }
        }
        clusterChangedToo.run();
    }

    /** @param look of others than services who wait for a place */
    public void whenClusterChanged(Runnable look) {
        clusterChangedToo = look;
    }

    /** The status of an instance changed: the services of its tasks get a pass, and so do those that wait. */
    public void instanceChanged(ContainerInstance instance) {
        for (Task task : instance.tasks()) {
            if (task.service() != null) {
                changed(services.get(task.service()));
            }
        }
        clusterChanged();
    }

    /** A pass sees its whole instant. */
    private void passNow(Service service) {
        if (!service.passDue) {
            service.passDue = true;
            kernel.atEndOfInstant(() -> pass(service));
        }
    }

    private void pass(Service service) {
        service.passDue = false;
        service.passedAt = kernel.now();
        if (services.get(service.name()) != service) {
            return; // deleted, and created anew under the same name
        }
        ServicePlan plan = Reconciler.plan(reader.facts(service, kernel.now()), stopChoices.apply(service));
        for (Stop stop : plan.stops()) {
            lifecycle.stop(cluster.task(stop.task()), TaskStopCode.ServiceSchedulerInitiated, reason(service, stop));
        }
        List<String> started = start(service, plan.start());
        if (!plan.stops().isEmpty()) {
            List<String> stopped = plan.stops().stream().map(Stop::task).toList();
            say(service, "has stopped " + stopped.size() + " running tasks: " + ServiceEvents.tasks(stopped) + ".");
        }
        if (!started.isEmpty()) {
            say(service, "has started " + started.size() + " tasks: " + ServiceEvents.tasks(started) + ".");
        }
        if (!plan.stops().isEmpty() || !started.isEmpty() || plan.complete()) {
            write(reader.afterPass(service, plan.stops().size(), started.size(), plan.complete()));
        }
        if (plan.complete()) {
            complete(service);
        }
        tellWhatLasts(service, plan);
        retireIfDrained(service);
        lookAgainWhenGraceEnds(service);
    }

    /** An unhealthy task in its grace period is left alone until that ends (SV-12), or is changed, which is a pass too. */
    private void lookAgainWhenGraceEnds(Service service) {
        long end = reader.nextGraceEnd(service, kernel.now());
        if (end < Long.MAX_VALUE && end != service.graceEnds) {
            service.graceEnds = end;
            kernel.at(end, () -> changed(service));
        }
    }

    private List<String> start(Service service, int count) {
        List<String> started = new ArrayList<>();
        Revision revision = service.primary().revision();
        TaskNeeds needs = revision.needs(service.availabilityZones);
        while (started.size() < count) {
            Placement placement = placer.place(cluster, needs, service.rule);
            if (placement instanceof Placement.Refused refused) {
                wait(service, count - started.size(), refused);
                return started;
            }
            Task task = transitions.place(
                    service.name(),
                    service.group(),
                    service.primary().id(),
                    revision,
                    needs,
                    ((Placement.Placed) placement).instance());
            lifecycle.start(task, NetworkConfiguration.subnets(service.settings.networkConfiguration()));
            started.add(task.id());
        }
        if (service.unplaced > 0) {
            service.unplaced = 0;
            write(new Entry.PlacementRefused(
                    service.group(), service.name(), revision.name(), 0, "nothing waits any more"));
            events.over(service, Lasting.UNPLACED);
        }
        return started;
    }

    private void wait(Service service, int tasks, Placement.Refused refused) {
        String message = "was unable to place a task because no container instance met all of its requirements."
                + refused.event();
        boolean said = sayAndLookAgain(service, Lasting.UNPLACED, message);
        if (said || tasks != service.unplaced) {
            write(new Entry.PlacementRefused(
                    service.group(),
                    service.name(),
                    service.primary().revision().name(),
                    tasks,
                    refused.summary()));
        }
        service.unplaced = tasks;
    }

    private String reason(Service service, Stop stop) {
        if (stop.cause() == Cause.UNHEALTHY) {
            String failure = reader.failure(cluster.task(stop.task()));
            return service.hasTargets() && failure.contains("ELB")
                    ? failure + " in (target-group "
                            + service.settings.loadBalancers().get(0).targetGroupArn() + ")"
                    : failure;
        }
        return "Scaling activity initiated by (deployment " + service.primary().id() + ")";
    }

    private void complete(Service service) {
        Deployment deployment = service.primary();
        deployment.rolloutState = DeploymentRolloutState.COMPLETED;
        service.deployments.subList(1, service.deployments.size()).clear();
        write(new Entry.DeploymentStateChanged(
                service.name(),
                deployment.id(),
                deployment.rolloutState(),
                "ECS deployment " + deployment.id() + " completed."));
        say(service, "(deployment " + deployment.id() + ") deployment completed.");
    }

    private void tellWhatLasts(Service service, ServicePlan plan) {
        tell(service, Lasting.STEADY, reader.isSteady(service), STEADY);
        tell(service, Lasting.STUCK, plan.stuck(), STUCK);
    }

    private void tell(Service service, Lasting cause, boolean lasts, String message) {
        if (lasts) {
            sayAndLookAgain(service, cause, message);
        } else {
            events.over(service, cause);
        }
    }

    /** A pass after the time for which the message is held back says it again if its cause still lasts (EV-45). */
    private boolean sayAndLookAgain(Service service, Lasting cause, String message) {
        boolean said = events.sayWhileItLasts(service, cause, kernel.now(), message);
        if (said) {
            kernel.after(Time.of(world.eventRepeat()), () -> changed(service));
        }
        return said;
    }

    private void retireIfDrained(Service service) {
        if (service.status == Service.Status.DRAINING && reader.isGone(service)) {
            service.status = Service.Status.INACTIVE;
            write(new Entry.ServiceStatusChanged(service.name(), "INACTIVE", "all tasks are stopping or stopped"));
        }
    }

    private void say(Service service, String message) {
        events.say(service, kernel.now(), message);
    }

    private void write(Entry entry) {
        journal.add(kernel.now(), entry);
    }
}
