// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.DeploymentRolloutState;
import io.ecsim.aws.NearestName;
import io.ecsim.aws.Queue;
import io.ecsim.aws.ServiceDeploymentRollbackMonitorsStatus;
import io.ecsim.aws.ServiceDeploymentStatus;
import io.ecsim.metrics.Metric;
import io.ecsim.pricing.Bill;
import io.ecsim.simulation.Notifications;
import io.ecsim.simulation.PublishedMetrics;
import io.ecsim.simulation.RunResult;
import io.ecsim.simulation.Scenario;
import io.ecsim.workload.ElbError;
import io.ecsim.world.World.TrafficModel;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which figures a run of a scenario can have, known before it starts. An example of everything that a result can hold is
 * made into a summary as that of a run is.
 */
final class ExpectedFigures {
    /** Whatever is there, it may have any name. */
    private static final Object OPEN = new Object();

    private final Scenario scenario;
    private final Map<String, Object> example;

    ExpectedFigures(Scenario scenario) {
        this.scenario = scenario;
        this.example = Summary.figures(scenario, result(scenario), timeSpent(scenario), "", 0);
        // What is paid for depends on the run.
        example.put("costUsd", OPEN);
        example.put("bill", OPEN);
        Summary.complete(example, List.of(), List.of(), true);
    }

    /** Why there will be no such figure; null when there may be one. */
    String problem(Condition.Figure figure) {
        return figure instanceof Condition.Path path ? problem(path) : problem((Condition.Statistic) figure);
    }

    private String problem(Condition.Path path) {
        Object here = example;
        String walked = "";
        for (Object step : path.steps()) {
            if (here == OPEN || here instanceof List<?> none && none.isEmpty()) {
                return null;
            } else if (step instanceof Integer index) {
                if (!(here instanceof List<?> list)) {
                    return walked + " is not a list";
                }
                here = list.get(0);
                walked += "[" + index + "]";
            } else {
                if (!(here instanceof Map<?, ?> map) || !map.containsKey(step)) {
                    return missing(here, walked, (String) step);
                }
                here = map.get(step);
                walked += (walked.isEmpty() ? "" : ".") + step;
            }
        }
        boolean single = here != OPEN && !(here instanceof Map) && !(here instanceof List);
        return single ? null : walked + " is not a single figure";
    }

    private static String missing(Object here, String walked, String step) {
        String what = walked.isEmpty() ? "the summary" : walked;
        return here instanceof Map<?, ?> map
                ? what + " has no member " + step + "."
                        + NearestName.advice(
                                step, map.keySet().stream().map(String::valueOf).toList())
                : what + " has no members";
    }

    private String problem(Condition.Statistic statistic) {
        String name = statistic.namespace() + " " + statistic.metric();
        if (!PublishedMetrics.names().contains(name)) {
            return "no run publishes " + name + "." + NearestName.advice(name, PublishedMetrics.names());
        }
        List<Metric> named = PublishedMetrics.of(scenario).stream()
                .filter(metric -> PublishedMetrics.name(metric).equals(name))
                .toList();
        StatisticCollector collector = Expectations.collector(statistic, scenario);
        return named.stream().anyMatch(collector::fits)
                ? null
                : name + " of " + statistic.name() + " is not published."
                        + NearestName.advice(statistic.name(), subjects(named));
    }

    private static List<String> subjects(List<Metric> metrics) {
        return metrics.stream()
                .flatMap(metric -> Stream.of(metric.dimensions().split(",")))
                .map(dimension -> dimension.substring(dimension.indexOf('=') + 1))
                .distinct()
                .toList();
    }

    /** Any service may call any other. */
    private static Map<String, TimeSpent.Breakdown> timeSpent(Scenario scenario) {
        if (scenario.world().traffic() != TrafficModel.discrete) {
            return Map.of();
        }
        List<TimeSpent.Part> parts = new ArrayList<>();
        Stream.of(TimeSpent.Cause.values())
                .filter(cause -> cause != TimeSpent.Cause.calls)
                .forEach(cause -> parts.add(new TimeSpent.Part(cause, null, 0, 0)));
        scenario.everyService()
                .forEach(service -> parts.add(new TimeSpent.Part(TimeSpent.Cause.calls, service.serviceName(), 0, 0)));
        return named(
                scenario.everyService().stream().map(CreateServiceRequest::serviceName),
                name -> new TimeSpent.Breakdown(1, parts));
    }

    private static RunResult result(Scenario scenario) {
        RunResult.Requests requests = new RunResult.Requests(1, 1, 0, 0, 0, 0);
        RunResult.Latency latency = new RunResult.Latency(1, 1, 1, 1);
        Map<String, RunResult.ServiceResult> services = new LinkedHashMap<>();
        scenario.everyService().forEach(service -> services.put(service.serviceName(), service(service, scenario)));
        return new RunResult(
                0,
                0,
                false,
                requests,
                latency,
                services,
                named(
                        scenario.queues().stream().filter(Objects::nonNull).map(Queue::queueName),
                        name -> new RunResult.QueueResult(0, 0, 0, 0, 0, 0, 0, 0, 0, 0)),
                new RunResult.StandaloneTasks(0, 0, 0, 0),
                new RunResult.ClusterResult(0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0),
                new Bill(List.of(), Map.of(), BigDecimal.ZERO),
                named(Notifications.of(scenario).stream(), name -> 0));
    }

    private static RunResult.ServiceResult service(CreateServiceRequest service, Scenario scenario) {
        RunResult.Requests requests = new RunResult.Requests(1, 1, 0, 0, 0, 0);
        Map<ElbError, Long> errors = new EnumMap<>(ElbError.class);
        Stream.of(ElbError.values()).forEach(error -> errors.put(error, 1L));
        RunResult.DeploymentResult deployment = new RunResult.DeploymentResult(
                "",
                "",
                DeploymentRolloutState.COMPLETED,
                "",
                0,
                0,
                0,
                0,
                List.of(new RunResult.Step(0, 0, 0, 0, 0, 0, 0, 0, "")),
                0,
                "");
        return new RunResult.ServiceResult(
                0,
                0,
                0,
                0,
                0,
                requests,
                requests,
                named(scenario.targetGroups(service).stream(), name -> new RunResult.GroupResult(1, 1, 0, errors)),
                new RunResult.Latency(1, 1, 1, 1),
                0,
                List.of(deployment),
                List.of(new RunResult.ServiceDeploymentResult(
                        "",
                        ServiceDeploymentStatus.SUCCESSFUL,
                        "",
                        0,
                        0,
                        ServiceDeploymentRollbackMonitorsStatus.DISABLED,
                        ServiceDeploymentRollbackMonitorsStatus.DISABLED)),
                List.of(new RunResult.ServiceEvent(0, "")),
                new RunResult.DiscoveryResult(1, 1, 1));
    }

    private static <T> Map<String, T> named(Stream<String> names, Function<String, T> each) {
        return names.distinct()
                .collect(Collectors.toMap(Function.identity(), each, (one, other) -> one, LinkedHashMap::new));
    }
}
