// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import io.ecsim.agent.TaskLifecycle;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.DeploymentConfiguration;
import io.ecsim.aws.DeploymentLifecycleHookAction;
import io.ecsim.aws.DeploymentRolloutState;
import io.ecsim.aws.LoadBalancer;
import io.ecsim.aws.ServiceDeploymentLifecycleStage;
import io.ecsim.aws.ServiceEventName;
import io.ecsim.aws.StopServiceDeploymentStopType;
import io.ecsim.aws.TaskStopCode;
import io.ecsim.capacity.Fargate;
import io.ecsim.capacity.Provisioning;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.Transitions;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.Time;
import io.ecsim.loadbalancing.Listeners;
import io.ecsim.loadbalancing.TargetGroups;
import io.ecsim.placement.PlacementRule;
import io.ecsim.placement.Placer;
import io.ecsim.service.ServiceEvents.Lasting;
import io.ecsim.service.ServiceEvents.Message;
import io.ecsim.world.Quotas;
import io.ecsim.world.World;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/**
 * Owns the services and keeps each at its desired count: a pass at every call that changes a service, then at the next
 * tick after something changed (SV-4). A pass gathers the facts, asks the {@link Reconciler} for a plan and applies it.
 */
public final class ServiceScheduler {
    private static final String STEADY = "has reached a steady state.";
    private static final String IMPAIRED = "is unable to consistently start tasks successfully.";
    private static final String STUCK =
            "was unable to stop or start tasks during a deployment because of the service deployment configuration."
                    + " Update the minimumHealthyPercent or maximumPercent value and try again.";

    private final Kernel kernel;
    private final ClusterState cluster;
    private final ServiceReader reader;
    private final World world;
    private final Quotas quotas;
    private final Journal journal;
    private final ServiceEvents events;
    private final Replicas replicas;
    private final Daemons daemons;
    private final Deployments deployments;
    private final TrafficShifting shifting;
    private final Shifts shifts;
    private final Map<String, Service> services = new LinkedHashMap<>();
    private Runnable clusterChangedToo = () -> {};

    /** @param stopChoices how each service chooses among the tasks that it could stop */
    public ServiceScheduler(
            Kernel kernel,
            ClusterState cluster,
            Transitions transitions,
            TaskLifecycle lifecycle,
            Placer placer,
            Fargate fargate,
            Provisioning provisioning,
            Quotas quotas,
            Function<Service, StopChoice> stopChoices,
            TaskHealth health,
            DeploymentWatch watch,
            Listeners listeners,
            TargetGroups targetGroups,
            Map<String, HookFunction> functions,
            World world,
            Journal journal) {
        this.kernel = kernel;
        this.cluster = cluster;
        this.reader = new ServiceReader(cluster, health, world);
        this.world = world;
        this.quotas = quotas;
        this.journal = journal;
        this.events = new ServiceEvents(kernel, journal, Time.of(world.eventRepeat()), this::changed);
        Starts starts = new Starts(
                cluster,
                transitions,
                lifecycle,
                placer,
                new StrategyStarts(cluster, fargate, provisioning),
                journal,
                kernel::now);
        this.shifts = new Shifts(kernel, journal, new TrafficShift(listeners, targetGroups), functions);
        this.deployments = new Deployments(kernel, journal, events, watch, shifts);
        Stops stops = new Stops(cluster, lifecycle, reader, events, deployments);
        Rebalancing rebalancing = new Rebalancing(cluster, starts, reader, events, kernel::now);
        this.replicas = new Replicas(
                lifecycle,
                stopChoices,
                reader,
                events,
                starts,
                stops,
                rebalancing,
                deployments,
                this::changed,
                kernel::now);
        this.shifting = new TrafficShifting(kernel, stopChoices, reader, replicas, deployments, shifts, this::changed);
        this.daemons = new Daemons(
                cluster,
                transitions,
                starts,
                reader,
                events,
                services::get,
                stops::stop,
                this::clusterChanged,
                world.completionWaitsForStopped(),
                journal,
                kernel::now);
    }

    public Collection<Service> services() {
        return Collections.unmodifiableCollection(services.values());
    }

    /** Null when there is none of that name. */
    public Service service(String name) {
        return services.get(name);
    }

    /** A deployment of now or of before; null for that of a standalone task. */
    public Deployment deployment(String id) {
        return deployments.get(id);
    }

    public Service create(CreateServiceRequest settings, ServiceRevision revision, PlacementRule rule) {
        int perMinute = settings.onFargate() ? quotas.fargateTasksPerMinute() : Launching.PER_MINUTE;
        Service service = new Service(settings.serviceName(), kernel.now(), new Launching(world, perMinute));
        services.put(service.name(), service);
        service.settings = settings;
        configure(service, settings, rule);
        service.desiredCount = settings.desiredCount();
        write(new Entry.ServiceCreated(
                service.name(),
                revision.taskDefinition().name(),
                service.desiredCount,
                settings.deploymentConfiguration().minimumHealthyPercent(),
                settings.deploymentConfiguration().maximumPercent()));
        deploy(service, revision, "service created");
        claimIfDaemon(service);
        return service;
    }

    public void configure(Service service, CreateServiceRequest settings, PlacementRule rule) {
        DeploymentConfiguration before = service.settings.deploymentConfiguration();
        DeploymentConfiguration after = settings.deploymentConfiguration();
        service.settings = settings;
        service.rule = rule;
        if (!before.minimumHealthyPercent().equals(after.minimumHealthyPercent())
                || !before.maximumPercent().equals(after.maximumPercent())) {
            write(new Entry.PercentsChanged(service.name(), after.minimumHealthyPercent(), after.maximumPercent()));
        }
        passNow(service);
    }

    /** The traffic of a service of CodeDeploy can be shifted from now on: nothing of its tasks changes. */
    public void shiftBetween(Service service, List<LoadBalancer> loadBalancers) {
        configure(service, service.settings.withLoadBalancers(loadBalancers), service.rule);
    }

    /** Starts a deployment; one that is in progress is replaced by it (SV-36). */
    public void deploy(Service service, ServiceRevision revision, String why) {
        deploy(service, revision, null, why);
    }

    /** @param plan of CodeDeploy; null where it has no part in it */
    public void deploy(Service service, ServiceRevision revision, CodeDeployPlan plan, String why) {
        if (!service.deployments.isEmpty() && service.primary().rolloutState != DeploymentRolloutState.FAILED) {
            Deployment replaced = service.primary();
            replaced.goal = Math.min(service.desiredCount, reader.live(service, replaced));
        }
        service.launching.reset();
        deployments.start(service, revision, plan, why);
        passNow(service);
    }

    /** Stops the deployment that is in progress, rolling it back or leaving it where it is (SV-39). */
    public void stopDeployment(Service service, StopServiceDeploymentStopType type) {
        deployments.stop(service, type);
        changed(service);
    }

    public void setDesiredCount(Service service, int desiredCount, String why) {
        if (desiredCount != service.desiredCount) {
            int from = service.desiredCount;
            service.desiredCount = desiredCount;
            service.cannotRebalance = false;
            service.replacesUnhealthy = false;
            service.raise +=
                    !service.deployments.isEmpty() && service.primary().isInProgress() ? desiredCount - from : 0;
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

    /** A task of a service moved, or its health changed. */
    public void taskChanged(Task task) {
        Service service = services.get(task.service());
        deployments.changed(service, task);
        if (task.stopRequested()) {
            claimIfDaemon(service);
            daemons.on(task.instance()).forEach(this::changed); // the last to leave a draining instance
        }
        if (task.isRunning()) {
            service.launching.running(task.id());
        } else if (task.isStopped() && service.launching.stopped(task.id(), failedToStart(task), kernel.now())) {
            events.say(service, new Message(ServiceEventName.SERVICE_TASK_START_IMPAIRED, IMPAIRED));
        }
        changed(service);
    }

    /** An alarm changed its state: deployments that watch it look at the next tick (CB-9). */
    public void alarmChanged(String alarm) {
        for (Service service : services.values()) {
            DeploymentConfiguration configuration = service.deploymentConfiguration();
            if (configuration.watchesAlarms()
                    && configuration.alarms().alarmNames().contains(alarm)) {
                changed(service);
            }
        }
    }

    private void claimIfDaemon(Service service) {
        if (service.isDaemon()) {
            daemons.claim(service);
        }
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

    /**
     * Instances came, went, or became others: where daemon tasks are missing room is held back before anybody else can
     * take it (DM-2).
     */
    public void instancesChanged() {
        for (Service service : services.values()) {
            if (service.isDaemon() && service.status == Service.Status.ACTIVE) {
                daemons.claim(service);
                passNow(service);
            } else if (service.rebalances()) {
                service.cannotRebalance = false;
                changed(service);
            }
        }
        clusterChanged();
    }

    /** The status of an instance changed: the services of its tasks get a pass, and so do those that wait. */
    public void instanceChanged(ContainerInstance instance) {
        for (Task task : instance.tasks()) {
            if (task.service() != null) {
                changed(services.get(task.service()));
            }
        }
        instancesChanged();
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
        deployments.lookAtAlarms(service);
        boolean rollsBack = deployments.rollBackIfDue(service);
        Done done = service.isDaemon()
                ? daemons.carryOut(service)
                : service.shift != null ? shifting.carryOut(service) : replicas.carryOut(service);
        tellWhatIsDone(service, done);
        boolean complete = done.complete() && !rollsBack && (service.shift != null || isDue(service));
        String waits = done.complete() && !complete && !rollsBack ? "its bake time is not over" : done.waits();
        boolean first = isFirst(service);
        boolean waitsAnew = !Objects.equals(waits, service.waits);
        if (done.isSomething() || complete || first || done.stuck() && waitsAnew) {
            write(reader.afterPass(
                    service, done.stopped().size(), done.started().size(), complete, waits));
        } else if (waitsAnew) {
            write(new Entry.SchedulerWaits(service.name(), service.primary().id(), waits));
        }
        service.waits = waits;
        if (complete) {
            deployments.complete(service);
            changed(service); // for what waits for the end of deployments (AZ-5)
        }
        deployments.retire(service, cluster.tasks(service.name()));
        tellWhatLasts(service, done.stuck());
        retireIfDrained(service);
        lookAgain(service);
        if (rollsBack || service.rollBackDue) {
            changed(service); // a roll back takes a tick of its own
        }
    }

    /** Of a deployment that is in progress: it is told even if it can do nothing. */
    private static boolean isFirst(Service service) {
        boolean first = !service.primary().looked && service.primary().isInProgress();
        service.primary().looked = true;
        return first;
    }

    /** Somebody answers the PAUSE hook at which a deployment waits (BG-6); false when none waits. */
    public boolean answerPause(Service service, DeploymentLifecycleHookAction action) {
        boolean paused = shifts.isPaused(service);
        if (paused) {
            service.shift.answer = action;
            changed(service);
        }
        return paused;
    }

    /** Somebody ends the bake time of a deployment; false when it is at another stage. */
    public boolean endBakeTime(Service service) {
        boolean bakes = service.shift != null && service.shift.stage == ServiceDeploymentLifecycleStage.BAKE_TIME;
        if (bakes) {
            service.shift.bakeIsOver = true;
            changed(service);
        }
        return bakes;
    }

    private void tellWhatIsDone(Service service, Done done) {
        List<String> stopped = done.stopped();
        if (!stopped.isEmpty()) {
            String message = "has stopped " + stopped.size() + " running tasks: " + ServiceEvents.tasks(stopped) + ".";
            events.say(service, new Message(ServiceEventName.TASKS_STOPPED, message));
        }
        List<String> started = done.started();
        if (!started.isEmpty()) {
            service.launching.started(started, kernel.now());
            boolean rebalances = service.surplus > 0; // the only starts that EventBridge hears of (AZ-6)
            String message = "has started " + started.size() + " tasks: " + ServiceEvents.tasks(started) + ".";
            events.say(service, new Message(rebalances ? ServiceEventName.TASKS_STARTED : null, message));
        }
    }

    /** A deployment that reached its goal may have to look at alarms for a while. */
    private boolean isDue(Service service) {
        boolean first = service.primary().bakeEnds == Deployment.NEVER;
        boolean due = deployments.reached(service);
        if (first && !due) {
            kernel.at(service.primary().bakeEnds, () -> changed(service));
        }
        return due;
    }

    /**
     * What changes a decision by itself: the end of a grace period (SV-12) or of a protection, or that more may start.
     */
    private void lookAgain(Service service) {
        long now = kernel.now();
        long next = Math.min(reader.nextEnd(service, now), service.launching.nextChange(now));
        if (next < Long.MAX_VALUE && next != service.looksAgainAt) {
            service.looksAgainAt = next;
            kernel.at(next, () -> changed(service));
        }
    }

    private static boolean failedToStart(Task task) {
        return task.stopCode() == TaskStopCode.TaskFailedToStart
                || task.stopCode() == TaskStopCode.EssentialContainerExited;
    }

    private void tellWhatLasts(Service service, boolean stuck) {
        tell(service, Lasting.STEADY, reader.isSteady(service), ServiceEventName.SERVICE_STEADY_STATE, STEADY);
        tell(service, Lasting.STUCK, stuck, null, STUCK);
        tell(
                service,
                Lasting.PROTECTED,
                reader.isProtectedAboveDesired(service, kernel.now()),
                null,
                "was unable to reach steady state because task set ("
                        + service.primary().id()
                        + ") was unable to scale in. Reason: The number of protected tasks are more than the desired"
                        + " count of tasks");
    }

    private void tell(Service service, Lasting cause, boolean lasts, ServiceEventName name, String message) {
        if (lasts) {
            events.sayWhileItLasts(service, cause, new Message(name, message));
        } else {
            events.over(service, cause);
        }
    }

    private void retireIfDrained(Service service) {
        if (service.status == Service.Status.DRAINING && reader.isGone(service)) {
            service.status = Service.Status.INACTIVE;
            write(new Entry.ServiceStatusChanged(service.name(), "INACTIVE", "all tasks are stopping or stopped"));
        }
    }

    private void write(Entry entry) {
        journal.add(kernel.now(), entry);
    }
}
