// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.aws.Arn;
import io.ecsim.aws.AutoScalingGroup;
import io.ecsim.aws.ClassicLoadBalancer;
import io.ecsim.aws.Listener;
import io.ecsim.aws.MetricAlarm;
import io.ecsim.aws.Queue;
import io.ecsim.aws.Subnet;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.Violation;
import io.ecsim.control.Validation;
import io.ecsim.kernel.Time;
import io.ecsim.placement.PlacementRules;
import io.ecsim.simulation.ArrivingTasks;
import io.ecsim.simulation.Scenario;
import io.ecsim.simulation.TracedTasks;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Holds the parts of a scenario against each other: each name must name something, AWS must take each document. */
final class References {
    private final Scenario scenario;
    private final Place root;
    private final Definitions definitions;
    private final PlacementNotes placementNotes;
    private final TimelineReferences timeline;
    private final ServiceReferences serviceReferences;
    private final SoftwareReferences software;
    private final LoadBalancerReferences loadBalancers;
    private final DeploymentGroupReferences deploymentGroups;
    private final Names services;
    private final ScalingReferences scaling;

    References(Scenario scenario, Node.Mapping tree, Reading reading) {
        this.scenario = scenario;
        this.root = Place.root(tree, reading);
        this.definitions = new Definitions(root.member("taskDefinitions"), scenario.taskDefinitions());
        this.placementNotes = new PlacementNotes(scenario, root);
        Names first = Names.of(root.member("services"), scenario.services(), service -> service.serviceName());
        this.services = new Names(
                Names.of(scenario.everyService(), service -> service.serviceName()),
                first.all()
                        && root.member("timeline").isReadable()
                        && root.member("rules").isReadable());
        // What could be read is asked now, before anything else is found wrong with it.
        this.loadBalancers = new LoadBalancerReferences(scenario, root);
        this.scaling = new ScalingReferences(scenario, root, first, services);
        this.deploymentGroups = new DeploymentGroupReferences(scenario, root, first);
        this.serviceReferences = new ServiceReferences(scenario, root, definitions, placementNotes);
        this.timeline = new TimelineReferences(
                scenario,
                root,
                definitions,
                services,
                placementNotes,
                serviceReferences,
                loadBalancers,
                scaling,
                deploymentGroups);
        this.software = new SoftwareReferences(scenario, definitions, root);
    }

    void check() {
        if (scenario.name() != null && !scenario.name().matches("[A-Za-z0-9_-]{1,100}")) {
            root.member("name").problem("must have 1 to 100 letters, digits, - and _.");
        }
        region();
        new CapacityProviderReferences(scenario, root).check();
        each("taskDefinitions", scenario.taskDefinitions(), (definition, place) -> {
            List<Violation> violations = new ArrayList<>(Validation.taskDefinition(definition));
            violations.addAll(Validation.taskDefinitionSize(size(place)));
            place.violations(violations);
            placementNotes.constraints(definition.placementConstraints(), place);
        });
        serviceReferences.check(root.member("services"));
        each(
                "targetGroups",
                scenario.targetGroups(),
                (group, place) -> place.violations(Validation.targetGroup(group)));
        each("classicLoadBalancers", scenario.classicLoadBalancers(), this::classicLoadBalancer);
        loadBalancers.check(root);
        deploymentGroups.check();
        new InstanceReferences(scenario, root).check();
        new FargateReferences(scenario, definitions, root).check();
        new PricingReferences(scenario, root).check();
        unique();
        scaling.check();
        software();
        load();
        timeline.check();
        new UsedByServices(scenario, root).check();
        new RuleReferences(scenario, definitions, timeline::action).check(root.member("rules"));
        new TooBig(scenario, definitions, root).check();
    }

    /** Bytes of what is sent to AWS; 0 when that is no task definition at all. */
    private static int size(Place definition) {
        return definition.node() instanceof Node.Mapping document
                ? Json.request(document, AwsNames.of(TaskDefinition.class)).getBytes(StandardCharsets.UTF_8).length
                : 0;
    }

    /** It behaves as a target group of its name, and is told as one. */
    private void classicLoadBalancer(ClassicLoadBalancer balancer, Place place) {
        place.violations(Validation.classicLoadBalancer(balancer));
        if (scenario.targetGroups().stream()
                .anyMatch(group ->
                        group != null && group.name() != null && group.name().equals(balancer.loadBalancerName()))) {
            place.member("LoadBalancerName").problem("is the name of a target group too; here the two must differ.");
        }
    }

    private <T> void each(String section, List<T> items, BiConsumer<T, Place> check) {
        each(root.member(section), items, check);
    }

    static <T> void each(Place section, List<T> items, BiConsumer<T, Place> check) {
        List<Place> places = section.items();
        for (int i = 0; i < items.size(); i++) {
            if (items.get(i) != null) {
                check.accept(items.get(i), i < places.size() ? places.get(i) : section);
            }
        }
    }

    private void unique() {
        unique("services", scenario.services(), service -> service.serviceName(), "serviceName");
        unique("subnets", scenario.subnets(), Subnet::subnetId, "SubnetId");
        unique("loadBalancers", scenario.loadBalancers(), balancer -> balancer.name(), "Name");
        unique(
                "classicLoadBalancers",
                scenario.classicLoadBalancers(),
                balancer -> balancer.loadBalancerName(),
                "LoadBalancerName");
        unique("listeners", scenario.listeners(), Listener::name, "Port");
        unique("targetGroups", scenario.targetGroups(), group -> group.name(), "Name");
        unique(
                "autoScalingGroups",
                scenario.autoScalingGroups(),
                AutoScalingGroup::autoScalingGroupName,
                "AutoScalingGroupName");
        unique("capacityProviders", scenario.capacityProviders(), provider -> provider.name(), "name");
        unique("scalableTargets", scenario.scalableTargets(), t -> Alignment.service(t.resourceId()), "ResourceId");
        unique(
                "scheduledActions",
                scenario.scheduledActions(),
                a -> a.resourceId() + " " + a.scheduledActionName(),
                "ScheduledActionName");
        unique("scalingPolicies", scenario.scalingPolicies(), p -> p.resourceId() + " " + p.policyName(), "PolicyName");
        unique("queues", scenario.queues(), Queue::queueName, "QueueName");
        unique(
                "deploymentConfigs",
                scenario.deploymentConfigs(),
                c -> c.deploymentConfigName(),
                "deploymentConfigName");
        unique("deploymentGroups", scenario.deploymentGroups(), g -> g.deploymentGroupName(), "deploymentGroupName");
        unique("alarms", scenario.alarms(), MetricAlarm::alarmName, "AlarmName");
        unique("compositeAlarms", scenario.compositeAlarms(), alarm -> alarm.alarmName(), "AlarmName");
        unique("rules", scenario.rules(), rule -> rule.name(), "Name");
        unique(
                "tasks",
                scenario.tasks(),
                source -> source instanceof TracedTasks traced ? traced.name() : null,
                "name");
    }

    private <T> void unique(String section, List<T> items, Function<T, String> name, String member) {
        Set<String> seen = new HashSet<>();
        each(section, items, (item, place) -> {
            if (name.apply(item) != null && !seen.add(name.apply(item))) {
                place.member(member).problem("is given twice; another of " + section + " has it already.");
            }
        });
    }

    private void region() {
        if (!Regions.NAMES.contains(scenario.region())) {
            root.member("region").namesNo("region", scenario.region(), Regions.NAMES);
        }
    }

    private void software() {
        software.check();
        new CallReferences(scenario, root, services).check();
        new Limits(root).check(scenario);
    }

    private void load() {
        new QueueReferences(scenario, root, services).check();
        each("tasks", scenario.tasks(), (source, place) -> {
            if (source instanceof TracedTasks traced) {
                tracedTasks(traced, place);
            } else if (source instanceof ArrivingTasks arriving) {
                timeline.runTask(arriving.request(), place);
            }
        });
    }

    private void tracedTasks(TracedTasks tasks, Place place) {
        if (!tasks.name().matches("[A-Za-z0-9_-]{1,255}")) {
            place.member("name").problem("must have 1 to 255 letters, digits, - and _.");
        } else if (definitions.find(tasks.name()) != null) {
            place.member("name").problem("is the family of a task definition; a trace needs one of its own.");
        }
        place.violations(PlacementRules.violations(tasks.placementStrategy(), tasks.placementConstraints(), 0));
        long after = tasks.jobs().stream()
                .filter(job -> job.at() > Time.of(scenario.duration()))
                .count();
        if (after > 0 && root.member("duration").isReadable()) {
            place.member("trace")
                    .note("has " + after + " of " + tasks.jobs().size()
                            + " rows after the end of the scenario; they are not played");
        }
    }

    private void service(String name, Place place) {
        if (name != null && !name.isEmpty() && services.lack(Arn.name(name))) {
            place.namesNo("service", name, services.known());
        }
    }
}
