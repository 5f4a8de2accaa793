// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.agent.ImageRegistry;
import io.ecsim.aws.AwsException;
import io.ecsim.aws.RunTaskRequest;
import io.ecsim.aws.StartTaskRequest;
import io.ecsim.capacity.Fleet;
import io.ecsim.capacity.SpotInterruptions;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.control.ControlPlane;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.Time;
import io.ecsim.queue.Queues;
import io.ecsim.workload.Load;
import io.ecsim.workload.ScaledTraffic;
import io.ecsim.workload.Traffic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Carries out a scenario's timeline. A "no" of the control plane is a row in the journal, not a failure. */
final class Timeline {
    /** 10 x 30 % are 3. */
    private static final double EPSILON = 1e-9;

    private record Boost(double factor, long until) {}

    private final Scenario scenario;
    private final Kernel kernel;
    private final Journal journal;
    private final ControlPlane control;
    private final ClusterState cluster;
    private final Fleet fleet;
    private final AgentOutages agentOutages;
    private final ZoneOutages zoneOutages;
    private final FargateChanges fargate;
    private final ImageRegistry registry;
    private final Load load;
    private final Queues queues;
    private final Routing routing;
    private final List<Clients> clients;
    private final Map<String, Traffic> traffic = new LinkedHashMap<>();
    private final Map<List<String>, List<Boost>> boosts = new LinkedHashMap<>();

    Timeline(
            Scenario scenario,
            Kernel kernel,
            Journal journal,
            ControlPlane control,
            ClusterState cluster,
            Fleet fleet,
            AgentOutages agentOutages,
            ZoneOutages zoneOutages,
            FargateChanges fargate,
            ImageRegistry registry,
            Load load,
            Queues queues,
            Routing routing,
            List<Clients> clients) {
        this.scenario = scenario;
        this.kernel = kernel;
        this.journal = journal;
        this.control = control;
        this.cluster = cluster;
        this.fleet = fleet;
        this.agentOutages = agentOutages;
        this.zoneOutages = zoneOutages;
        this.fargate = fargate;
        this.registry = registry;
        this.load = load;
        this.queues = queues;
        this.routing = routing;
        this.clients = clients;
        clients.forEach(each -> traffic.put(each.name(), each.traffic()));
    }

    void schedule() {
        for (Action.Timed timed : scenario.timeline()) {
            kernel.at(Time.of(timed.at()), () -> perform(timed.action()));
        }
    }

    void perform(Action action) {
        String outcome = "ok";
        try {
            outcome = carryOut(action);
        } catch (AwsException no) {
            outcome = no.toString();
        }
        journal.add(kernel.now(), new Entry.Requested(action.operation(), action.subject(), action.what(), outcome));
    }

    private String carryOut(Action action) {
        if (action instanceof Action.Operation operation) {
            return operation.carryOut(control);
        } else if (action instanceof TaskActions.RunTask run) {
            return runTask(run.request());
        } else if (action instanceof TaskActions.StartTask start) {
            StartTaskRequest request = start.request();
            return started(control.startTask(request), request.group(), request.taskDefinition());
        } else if (action instanceof Action.TerminateInstances terminate) {
            return "terminated " + control.terminateInstances(victims(terminate));
        } else if (action instanceof Action.InterruptSpot interrupt) {
            return "interrupted " + (interrupt.isOfFargate() ? fargate.interrupt(interrupt) : interruptSpot(interrupt));
        } else if (action instanceof Action.DisconnectAgent outage) {
            return agentOutages.begin(outage);
        } else if (action instanceof Action.LoseAvailabilityZone outage) {
            return zoneOutages.begin(outage);
        } else if (action instanceof Action.RetireFargateTasks retire) {
            return "retired " + fargate.retire(retire);
        } else if (action instanceof Action.PushImage push) {
            registry.push(push.image());
        } else if (action instanceof Action.SetTraffic set) {
            setTraffic(set);
        } else {
            throw new IllegalStateException("nobody carries out " + action.operation());
        }
        return "ok";
    }

    private String runTask(RunTaskRequest request) {
        return started(control.runTask(request), request.group(), request.taskDefinition());
    }

    /** A RunTask that is no action of the timeline: only its failures are told. */
    void arrived(RunTaskRequest request) {
        try {
            runTask(request);
        } catch (AwsException no) {
            journal.add(
                    kernel.now(),
                    new Entry.PlacementRefused(
                            request.group(), null, request.taskDefinition(), request.count(), no.toString()));
        }
    }

    private String started(ControlPlane.RunTaskResponse response, String group, String definition) {
        if (response.failures().isEmpty()) {
            return "ok";
        }
        String reasons = response.failures().stream()
                .collect(Collectors.groupingBy(reason -> reason, LinkedHashMap::new, Collectors.counting()))
                .entrySet()
                .stream()
                .map(reason -> reason.getKey() + (reason.getValue() == 1 ? "" : " (" + reason.getValue() + " tasks)"))
                .collect(Collectors.joining(", "));
        journal.add(
                kernel.now(),
                new Entry.PlacementRefused(
                        group, null, definition, response.failures().size(), reasons));
        return response.tasks().size() + " tasks started, failures: " + reasons;
    }

    /** Those that are named, else the first to register of those that are there. */
    private List<String> victims(Action.TerminateInstances terminate) {
        if (!terminate.instanceIds().isEmpty()) {
            return terminate.instanceIds();
        }
        return cluster.instances().stream()
                .filter(instance -> terminate.availabilityZone() == null
                        || terminate.availabilityZone().equals(instance.availabilityZone()))
                .map(ContainerInstance::id)
                .filter(id -> fleet.isUp(id) || fleet.isStopped(id))
                .limit(terminate.count())
                .toList();
    }

    private List<String> interruptSpot(Action.InterruptSpot interrupt) {
        List<String> named = new ArrayList<>();
        interrupt.instanceIds().forEach(name -> named.addAll(fleet.named(name)));
        SpotInterruptions interruptions = fleet.interruptions();
        List<String> running = interruptions.running(
                interrupt.autoScalingGroup(),
                interrupt.capacityProvider(),
                interrupt.instanceType(),
                interrupt.availabilityZone());
        if (!interrupt.instanceIds().isEmpty()) {
            running = running.stream().filter(named::contains).toList();
        }
        long count = (long) Math.ceil(running.size() * interrupt.share().fraction() - EPSILON);
        List<String> victims = running.stream().limit(count).toList();
        victims.forEach(interruptions::interrupt);
        return victims;
    }

    private void setTraffic(Action.SetTraffic set) {
        long until = set.duration() == null ? Long.MAX_VALUE : kernel.now() + Time.of(set.duration());
        if (set.queue() == null) {
            scaleClients(set, until);
        } else {
            queues.scaleProducers(set.queue(), set.factor(), until);
        }
        List<Boost> all = boosts.computeIfAbsent(key(set), key -> new ArrayList<>());
        all.add(new Boost(set.factor(), until));
        tellTraffic(set);
        if (until != Long.MAX_VALUE) {
            kernel.at(until, () -> tellTraffic(set));
        }
    }

    private static List<String> key(Action.SetTraffic set) {
        return Arrays.asList(set.service(), set.queue());
    }

    private void scaleClients(Action.SetTraffic set, long until) {
        for (Clients each : clients) {
            if (each.service().equals(set.service())) {
                Traffic scaled = new ScaledTraffic(traffic.get(each.name()), set.factor(), kernel.now(), until);
                traffic.put(each.name(), scaled);
                load.setTraffic(each.name(), scaled, kernel.now());
            }
        }
        routing.loadChanged();
    }

    /** Writes by what the traffic is multiplied now, all boosts together. */
    private void tellTraffic(Action.SetTraffic set) {
        double factor = 1;
        for (Boost boost : boosts.get(key(set))) {
            factor *= boost.until() > kernel.now() ? boost.factor() : 1;
        }
        journal.add(kernel.now(), new Entry.TrafficChanged(set.service(), set.queue(), factor));
    }
}
