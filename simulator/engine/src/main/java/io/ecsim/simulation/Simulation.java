// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.agent.Durations;
import io.ecsim.agent.ImageRegistry;
import io.ecsim.agent.Rights;
import io.ecsim.agent.TaskLifecycle;
import io.ecsim.aws.MetricDataQuery;
import io.ecsim.capacity.AccountSettings;
import io.ecsim.capacity.CapacityProviders;
import io.ecsim.capacity.Fargate;
import io.ecsim.capacity.Fleet;
import io.ecsim.capacity.Market;
import io.ecsim.capacity.Provisioning;
import io.ecsim.capacity.Subnets;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Container;
import io.ecsim.cluster.Revision;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.Transitions;
import io.ecsim.control.ControlPlane;
import io.ecsim.journal.Journal;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.kernel.Time;
import io.ecsim.loadbalancing.Listeners;
import io.ecsim.loadbalancing.TargetGroups;
import io.ecsim.loadbalancing.TargetHealth;
import io.ecsim.loadbalancing.Targets;
import io.ecsim.metrics.Alarm;
import io.ecsim.metrics.AlarmDefinition;
import io.ecsim.placement.IndexedPlacer;
import io.ecsim.placement.Placement;
import io.ecsim.placement.PlacementRule;
import io.ecsim.placement.Placer;
import io.ecsim.queue.Queues;
import io.ecsim.requests.RequestLoad;
import io.ecsim.requests.Tracer;
import io.ecsim.service.Deployment;
import io.ecsim.service.Service;
import io.ecsim.service.ServiceScheduler;
import io.ecsim.service.TargetEvents;
import io.ecsim.service.TaskHealth;
import io.ecsim.workload.FluidLoad;
import io.ecsim.workload.Load;
import io.ecsim.world.Faults;
import io.ecsim.world.World;
import io.ecsim.world.World.TrafficModel;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;

/**
 * One run of a scenario: builds its parts, ties them together, and lets time pass. The parts do not know each other;
 * what follows from what stands in {@link TaskChanges} and {@link InstanceChanges}.
 */
public final class Simulation {
    private final Scenario scenario;
    private final boolean checked;
    private final Kernel kernel = new Kernel();
    private final ClusterState cluster;
    private final Load load;
    private final Figures figures;
    private final ClosedDoors doors;
    private final ImageRegistry registry;
    private final ServiceScheduler scheduler;
    private final TargetGroups targetGroups;
    private final Routing routing;
    private final ControlPlane control;
    private final ControlPlane.RuleCompiler placementRules;
    private final Jobs jobs;
    private final Queues queues;
    private final Polling polling;
    private final RandomStreams streams;
    private final Autoscaling autoscaling;
    private final GroupAutoscaling groupScaling;
    private final TaskChanges taskChanges;
    private final ManagedDraining draining;
    private final ManagedInstancesOfCluster managed;
    private final Alarms alarms;
    private final BurstableInstances burstables;
    private final Invariants invariants;

    /** Runs a scenario to its end. */
    public static RunResult run(Scenario scenario) {
        return run(scenario, RunObserver.NONE, () -> false);
    }

    /**
     * Runs a scenario.
     *
     * @param stop asked about once a simulated minute; true ends the run there
     * @throws InvariantException if the simulator breaks a law of its own
     */
    public static RunResult run(Scenario scenario, RunObserver observer, BooleanSupplier stop) {
        return run(scenario, observer, stop, false);
    }

    /** @param checked whether the laws of {@link Invariants} are checked after every event; slow */
    public static RunResult run(Scenario scenario, RunObserver observer, BooleanSupplier stop, boolean checked) {
        return new Simulation(scenario, observer, null, checked).run(stop);
    }

    /** A run that has not begun: {@link #runUntil} lets time pass, also until 0, when what stands at the start is placed. */
    public static Simulation of(Scenario scenario, RunObserver observer) {
        return new Simulation(scenario, observer, null, false);
    }

    /** As above; every attempt to place a task is seen too. */
    public static Simulation of(Scenario scenario, RunObserver observer, AttemptObserver attempts) {
        return new Simulation(scenario, observer, attempts, false);
    }

    /** @param attempts null when nobody looks */
    private Simulation(Scenario scenario, RunObserver observer, AttemptObserver attempts, boolean checked) {
        this.scenario = scenario;
        this.checked = checked;
        World world = scenario.world();
        this.cluster = new ClusterState(scenario.start());
        observer.begins(cluster);
        this.figures = new Figures(scenario);
        streams = new RandomStreams(scenario.seed());
        Durations durations = new Durations(streams);
        EventBridge bridge = new EventBridge(scenario, kernel, durations, cluster, this::watchedBy, observer);
        PassLaws passLaws = new PassLaws(cluster, this::service, world.maximumPercentCounts());
        load = world.traffic() == TrafficModel.discrete ? new RequestLoad(streams, tracer(observer)) : new FluidLoad();
        queues = new Queues(kernel, streams, Time.of(scenario.duration()));
        burstables = new BurstableInstances(kernel, load, queues, world, scenario.quotas(), figures::surplusCharged);
        Journal journal = (time, entry) -> {
            if (checked) {
                passLaws.add(time, entry);
            }
            burstables.add(time, entry);
            figures.add(time, entry);
            observer.add(time, entry);
            bridge.add(time, entry);
        };
        Applications applications = new Applications(scenario.applications());
        Transitions transitions = new Transitions(cluster, kernel::now, journal);
        doors = new ClosedDoors(scenario.faults());
        Serving serving = new Serving(applications, load, kernel);
        ApplicationProbe probe = new ApplicationProbe(
                kernel, cluster, applications, serving, load, queues, streams, this::isShutOff, doors::nextChange);
        polling = new Polling(queues, applications, probe, kernel, journal, burstables, streams);
        targetGroups = new TargetGroups(
                new Targets.Timing(
                        world.albRegistration(),
                        world.initialHealthyThreshold(),
                        world.nlbRegistration(),
                        world.routingSteps()),
                kernel,
                journal,
                probe,
                new LoadBalancers(scenario)::crossZone,
                this::targetChanged);
        TaskTargets targets = new TaskTargets(this::deployment, targetGroups, new TargetEvents(kernel, journal));
        Discovery discovery = new Discovery(kernel, journal, targets::registriesOf);
        Listeners listeners = new Listeners(kernel, journal, modified -> rulesChanged());
        Subnets subnets = new Subnets(scenario.subnets());
        Rights rights = new Rights(scenario.faults());
        registry = new ImageRegistry(scenario.images(), scenario.faults(), rights, world, kernel, streams, journal);
        TaskLifecycle lifecycle = new TaskLifecycle(
                kernel,
                transitions,
                world,
                durations,
                rights,
                registry,
                journal,
                subnets,
                probe,
                task -> targets.hasAny(task) || discovery.has(task),
                new TaskLifecycle.Listener() {
                    @Override
                    public void taskMoved(Task task) {
                        Simulation.this.taskMoved(task);
                    }

                    @Override
                    public void containerChanged(Task task, Container container) {
                        Simulation.this.containerChanged(task, container);
                    }
                });
        TaskHealth health = new TaskHealth(transitions, targets::states, Time.of(world.healthyAfterRunning()));
        Placer placer = watched(new IndexedPlacer(cluster), attempts);
        StopChoices stopChoices = new StopChoices(cluster, streams);
        alarms = new Alarms(scenario, kernel, journal);
        Fargate fargate = new Fargate(kernel, transitions, lifecycle, subnets, scenario.faults(), scenario.quotas());
        CapacityProviders providers = new CapacityProviders();
        Provisioning provisioning = new Provisioning(
                kernel,
                cluster,
                transitions,
                lifecycle,
                placer,
                providers::waits,
                scenario.quotas().provisioningTasks(),
                Time.of(world.provisioningTimeout()));
        scheduler = new ServiceScheduler(
                kernel,
                cluster,
                transitions,
                lifecycle,
                placer,
                fargate,
                provisioning,
                scenario.quotas(),
                stopChoices::of,
                health,
                alarms,
                listeners,
                targetGroups,
                scenario.functions(),
                world,
                journal);
        routing = new Routing(
                kernel,
                cluster,
                scheduler,
                targetGroups,
                listeners,
                probe,
                load,
                lifecycle::outOfMemory,
                burstables::loadSolved);
        burstables.connect(journal, routing::loadChanged);
        AccountSettings account = new AccountSettings();
        InstanceChanges instances = new InstanceChanges(load, burstables, subnets, lifecycle, scheduler);
        Market market = new Ec2Market(scenario, kernel::now);
        Fleet fleet = new Fleet(kernel, transitions, journal, world, durations, account, rights, market, instances);
        placementRules = (group, service, strategy, constraints) -> PlacementRule.of(
                group,
                strategy,
                constraints,
                service,
                world.tieBreak() == World.TieBreak.random,
                streams.stream("placement/" + group));
        jobs = new Jobs(kernel, cluster, transitions, lifecycle, placer, journal);
        scheduler.whenClusterChanged(() -> {
            provisioning.clusterChanged();
            jobs.clusterChanged();
        });
        Meter meter = new Meter(
                scenario,
                kernel,
                cluster,
                scheduler,
                targetGroups,
                load,
                queues,
                burstables,
                fleet.groups(),
                observer,
                figures::balancerUsed);
        autoscaling = new Autoscaling(scenario, kernel, cluster, scheduler, meter.store(), journal);
        groupScaling = new GroupAutoscaling(scenario, kernel, fleet.groups(), meter.store(), journal);
        AlarmClock clock = new AlarmClock(kernel, alarms, this::scale, world.alarmOffset());
        autoscaling.connect(clock::needed);
        groupScaling.connect(clock::needed);
        alarms.connect(meter.store(), clock::needed, scheduler::alarmChanged, this::called);
        FargateChanges fargateChanges = new FargateChanges(
                kernel, cluster, transitions, lifecycle, scheduler, fargate, load, scenario.faults(), streams);
        taskChanges = new TaskChanges(
                kernel,
                world,
                cluster,
                lifecycle,
                health,
                scheduler,
                targets,
                discovery,
                applications,
                serving,
                routing,
                polling,
                autoscaling,
                fargateChanges);
        control = new ControlPlane(
                cluster,
                scenario.cluster(),
                transitions,
                lifecycle,
                scheduler,
                targetGroups,
                listeners,
                queues,
                placer,
                placementRules,
                account,
                fleet,
                fargate,
                provisioning,
                providers,
                autoscaling,
                alarms,
                scenario.subnets(),
                scenario.quotas(),
                entry -> journal.add(kernel.now(), entry));
        Liveness liveness = new Liveness(kernel, cluster, scheduler, health, Time.of(world.schedulerTick()));
        invariants = new Invariants(cluster, scheduler, targetGroups, load, serving::bearsLoad, queues, liveness);
        AgentOutages outages = new AgentOutages(kernel, cluster, transitions, fleet, instances::agentReconnected);
        draining = new ManagedDraining(kernel, providers, transitions, scheduler, fleet);
        managed = new ManagedInstancesOfCluster(
                scenario, kernel, journal, fleet, market, provisioning, scheduler, draining::drain);
        instances.connect(outages, draining, managed);
        ZoneOutages zones = new ZoneOutages(kernel, fleet);
        List<Clients> clients = Clients.of(scenario, streams);
        Timeline timeline = new Timeline(
                scenario,
                kernel,
                journal,
                control,
                cluster,
                fleet,
                outages,
                zones,
                fargateChanges,
                registry,
                load,
                queues,
                routing,
                clients);
        bridge.connect(journal, timeline::perform);
        begin(new Setup(scenario, fleet, control, groupScaling), clients, timeline, meter);
        draining.begin();
        managed.begin(providers);
        new ManagedScalings(providers, kernel, cluster, scheduler, fleet, provisioning, meter, world);
    }

    /** Null when nobody looks. */
    private Tracer tracer(RunObserver observer) {
        World world = scenario.world();
        return observer.takesTraces()
                ? new Tracer(world.traceReservoir(), world.traceRate().fraction(), streams, observer::traced)
                : null;
    }

    private Placer watched(Placer placer, AttemptObserver attempts) {
        return attempts == null
                ? placer
                : (view, needs, rule) -> {
                    Placement placement = placer.place(view, needs, rule);
                    attempts.attempted(kernel.now(), view, needs, rule, placement);
                    return placement;
                };
    }

    /** What an alarm looks at: one of its own, or one of a scaling policy. */
    private List<MetricDataQuery> watchedBy(String alarm) {
        if (alarms.has(alarm)) {
            return alarms.queries(alarm);
        }
        List<MetricDataQuery> ofService = autoscaling.queries(alarm);
        return ofService.isEmpty() ? groupScaling.queries(alarm) : ofService;
    }

    /** What scales looks at those of its alarms that are due: services, then groups. */
    private void scale(Predicate<AlarmDefinition> due) {
        autoscaling.evaluate(due);
        groupScaling.evaluate(due);
    }

    /** A user's alarm calls a policy of a service, or of a group. */
    private void called(String action, Alarm alarm) {
        autoscaling.call(action, alarm);
        groupScaling.call(action, alarm);
    }

    /** What stands at the beginning. */
    private void begin(Setup setup, List<Clients> clients, Timeline timeline, Meter meter) {
        setup.instances();
        setup.services();
        polling.begin(scenario.workload());
        scenario.taskDefinitions()
                .forEach(definition ->
                        definition.containerDefinitions().forEach(container -> registry.knows(container.image())));
        routing.begin(scenario, clients);
        timeline.schedule();
        jobs.schedule(scenario.tasks(), placementRules);
        doorsChange();
        capacityComesBack();
        new TaskArrivals(kernel, streams, Time.of(scenario.duration()), timeline::arrived).schedule(scenario.tasks());
        setup.scaling();
        foresee();
        if (scenario.pricing().alarms()) {
            new AlarmCount(kernel, alarms, autoscaling, groupScaling, figures).start();
        }
        meter.start();
    }

    private void foresee() {
        for (Action.Timed timed : scenario.timeline()) {
            if (timed.action() instanceof ScalingActions.PutScalingPolicy put) {
                autoscaling.foresee(put.request());
            } else if (timed.action() instanceof ScalingActions.PutMetricAlarm put) {
                alarms.foresee(put.request());
            }
        }
    }

    /** When a security group is opened or closed, who answers changes. */
    private void doorsChange() {
        long next = doors.nextChange(kernel.now());
        if (next < Long.MAX_VALUE) {
            kernel.at(next, () -> {
                scheduler.services().forEach(service -> routing.changed(service.name()));
                doorsChange();
            });
        }
    }

    /** Where there was no capacity there may be some again: who waits tries it. */
    private void capacityComesBack() {
        for (Faults.NoCapacity fault : scenario.faults().noCapacity()) {
            if (fault.to() != null) {
                kernel.at(Time.of(fault.to()), scheduler::clusterChanged);
            }
        }
    }

    /** Whether load balancers do not reach a task, for want of a rule of its security group. */
    private boolean isShutOff(Task task) {
        Deployment deployment = task.service() == null ? null : scheduler.deployment(task.deployment());
        return deployment != null && doors.closed(task.service(), deployment.target(), kernel.now());
    }

    private void rulesChanged() {
        routing.rulesChanged();
    }

    private Service service(String name) {
        return scheduler.service(name);
    }

    private RunResult run(BooleanSupplier stop) {
        long end = Time.of(scenario.duration());
        while (kernel.now() < end && !stop.getAsBoolean()) {
            runUntil(Math.min(end, kernel.now() + Time.MINUTE));
        }
        guarded(() -> {
            load.advance(kernel.now());
            burstables.end();
        });
        return figures.result(kernel.now(), kernel.events(), streams.isAnyDrawn(), load, queues);
    }

    /**
     * Lets time pass until everything up to and including a moment has happened. In how many steps one comes there makes
     * no difference.
     *
     * @param time nanoseconds since the scenario's start; not before the present
     * @throws InvariantException if the simulator breaks a law of its own
     */
    public void runUntil(long time) {
        guarded(() -> {
            if (checked) {
                invariants.runChecked(kernel, time);
            } else {
                kernel.runUntil(time);
            }
        });
    }

    private void guarded(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException broken) {
            throw new InvariantException(
                    "seed " + scenario.seed() + ", simulated time " + Time.iso(scenario.start(), kernel.now()) + ": "
                            + broken.getMessage(),
                    broken);
        }
    }

    /** The cluster at the present; it changes when time passes. */
    public ClusterState cluster() {
        return cluster;
    }

    /**
     * What Application Auto Scaling sees and would like of a service at the present, in sentences: its bounds, then one
     * for each policy; empty if it is no scalable target.
     */
    public List<String> scaling(String service) {
        return autoscaling.standing(service);
    }

    /** The services at the present, in order of creation, the deleted ones too. */
    public Collection<Service> services() {
        return scheduler.services();
    }

    /** The targets of load balancers at the present, by target group in order of creation. */
    public Collection<Targets> targets() {
        return targetGroups.all();
    }

    /**
     * A task definition as it is registered at the present.
     *
     * @param name {@code family} for its newest revision, or {@code family:revision}
     * @throws io.ecsim.aws.AwsException if there is none
     */
    public Revision taskDefinition(String name) {
        return control.describeTaskDefinition(name);
    }

    private Deployment deployment(String id) {
        return scheduler.deployment(id);
    }

    private void taskMoved(Task task) {
        taskChanges.taskMoved(task);
        managed.taskMoved(task);
        if (task.isStopped()) {
            draining.look(task.instance());
        }
    }

    private void containerChanged(Task task, Container container) {
        taskChanges.containerChanged(task, container);
    }

    private void targetChanged(Targets group, String target, TargetHealth state) {
        taskChanges.targetChanged(group, target);
    }
}
