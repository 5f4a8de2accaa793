// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.aws.Arn;
import io.ecsim.aws.AutoScalingGroup;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.UpdateServiceRequest;
import io.ecsim.capacity.InstanceTypes;
import io.ecsim.simulation.Action;
import io.ecsim.simulation.ArrivingTasks;
import io.ecsim.simulation.ContainerInstances;
import io.ecsim.simulation.EmptyInstances;
import io.ecsim.simulation.Scenario;
import io.ecsim.simulation.ServiceActions;
import io.ecsim.simulation.TaskActions;
import io.ecsim.simulation.TracedTasks;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tasks that are bigger than any instance of the scenario. Asked for where all that decides it is right. */
final class TooBig {
    /** What decides how much room there is on instances. */
    private static final String[] OF_INSTANCES = {
        "instanceType", "mixedInstancesPolicy", "operatingSystemFamily", "ecsConfig", "attributes"
    };

    private static final List<String> OF_SCENARIO = List.of("region", "accountSettings", "world.registeredMemoryShare");

    private static final int MOST_JOBS = 10;

    private final Scenario scenario;
    private final Definitions definitions;
    private final Place root;
    private final Map<TaskDefinition, Optional<String>> known = new LinkedHashMap<>();

    TooBig(Scenario scenario, Definitions definitions, Place root) {
        this.scenario = scenario;
        this.definitions = definitions;
        this.root = root;
    }

    void check() {
        if (!instancesAreKnown()) {
            return;
        }
        EmptyInstances instances = new EmptyInstances(withoutZones());
        References.each(
                root.member("services"),
                scenario.services(),
                (service, place) -> check(
                        service.in(scenario.cluster()).onFargate() ? null : service.taskDefinition(),
                        place.member("taskDefinition"),
                        instances));
        References.each(root.member("timeline"), scenario.timeline(), (timed, place) -> {
            boolean starts = timed.action() instanceof ServiceActions.CreateService
                    || timed.action() instanceof ServiceActions.UpdateService
                    || timed.action() instanceof TaskActions.RunTask;
            if (starts && !onFargate(timed.action())) {
                Place definition = place.member(timed.action().operation()).member("taskDefinition");
                check(definitionOf(timed.action()), definition, instances);
            }
        });
        References.each(root.member("tasks"), scenario.tasks(), (tasks, place) -> {
            if (tasks instanceof TracedTasks traced) {
                jobs(traced, place.member("trace"), instances);
            } else if (tasks instanceof ArrivingTasks arriving
                    && !arriving.request().in(scenario.cluster()).onFargate()) {
                check(arriving.request().taskDefinition(), place.member("taskDefinition"), instances);
            }
        });
    }

    /** There each task has what it asks for. */
    private boolean onFargate(Action action) {
        if (action instanceof TaskActions.RunTask run) {
            return run.request().in(scenario.cluster()).onFargate();
        } else if (action instanceof ServiceActions.CreateService create) {
            return create.request().in(scenario.cluster()).onFargate();
        }
        UpdateServiceRequest update = ((ServiceActions.UpdateService) action).request();
        return update.capacityProviderStrategy() != null
                || scenario.everyService().stream()
                        .filter(service -> update.service() != null)
                        .filter(service -> Arn.name(update.service()).equals(service.serviceName()))
                        .anyMatch(service -> service.in(scenario.cluster()).onFargate());
    }

    /** Null where an update leaves it as it is. */
    private static String definitionOf(Action action) {
        return action instanceof TaskActions.RunTask run
                ? run.request().taskDefinition()
                : action instanceof ServiceActions.CreateService create
                        ? create.request().taskDefinition()
                        : ((ServiceActions.UpdateService) action).request().taskDefinition();
    }

    /** Each size of a job once, at its first row. */
    private static void jobs(TracedTasks tasks, Place trace, EmptyInstances instances) {
        Map<JobTrace.Size, Long> sizes = tasks.jobs().stream()
                .collect(Collectors.groupingBy(JobTrace.Size::of, LinkedHashMap::new, Collectors.counting()));
        Map<JobTrace.Size, Position> rows = trace.reading().jobs(trace.trail());
        List<Problem> problems = new ArrayList<>();
        sizes.forEach((size, count) -> instances.tooBig(size.job()).ifPresent(why -> {
            String row = count == 1 ? "The row" : "The row (and " + (count - 1) + " more)";
            problems.add(Problem.of(rows.get(size), "", row + " is a job that " + why));
        }));
        trace.reading().problems().addAll(problems.subList(0, Math.min(MOST_JOBS, problems.size())));
    }

    private boolean instancesAreKnown() {
        return OF_SCENARIO.stream().map(root::follow).allMatch(Place::isRight)
                && Stream.of("containerInstances", "autoScalingGroups")
                        .allMatch(section -> root.member(section).itemsAreRight(OF_INSTANCES))
                && Stream.concat(
                                scenario.containerInstances().stream().map(ContainerInstances::instanceType),
                                scenario.autoScalingGroups().stream().flatMap(TooBig::types))
                        .allMatch(type -> type != null && InstanceTypes.get(type) != null);
    }

    /** One that is null for a group without any. */
    private static Stream<String> types(AutoScalingGroup group) {
        List<String> types = group.instanceTypes();
        return types.isEmpty() ? Stream.of((String) null) : types.stream();
    }

    /** What else may be wrong with instances, and with the actions of the timeline, is no matter of size. */
    private Scenario withoutZones() {
        List<Action.Timed> timeline = new ArrayList<>();
        References.each(root.member("timeline"), scenario.timeline(), (timed, place) -> {
            if (place.isRight()) {
                timeline.add(timed);
            }
        });
        List<ContainerInstances> fixed = scenario.containerInstances().stream()
                .map(each -> new ContainerInstances(
                        each.instanceType(),
                        null,
                        1,
                        each.attributes(),
                        each.operatingSystemFamily(),
                        null,
                        each.ecsConfig(),
                        each.registers()))
                .toList();
        Map<String, Object> anywhere = new LinkedHashMap<>();
        anywhere.put("availabilityZones", null);
        anywhere.put("vpcZoneIdentifier", null);
        List<AutoScalingGroup> groups = scenario.autoScalingGroups().stream()
                .map(each -> (AutoScalingGroup) Records.with(each, anywhere))
                .toList();
        return (Scenario) Records.with(
                scenario,
                Map.of(
                        "subnets", List.of(),
                        "timeline", timeline,
                        "containerInstances", fixed,
                        "autoScalingGroups", groups));
    }

    private void check(String name, Place place, EmptyInstances instances) {
        TaskDefinition definition = name == null ? null : definitions.find(name);
        if (definition != null
                && place.isRight()
                && definitions.place(definition).isRight()) {
            known.computeIfAbsent(definition, instances::tooBig)
                    .ifPresent(why -> place.problem("has tasks that " + why));
        }
    }
}
