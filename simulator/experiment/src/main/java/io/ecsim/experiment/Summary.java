// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import io.ecsim.kernel.Time;
import io.ecsim.simulation.RunResult;
import io.ecsim.simulation.RunResult.ClusterResult;
import io.ecsim.simulation.RunResult.DeploymentResult;
import io.ecsim.simulation.RunResult.DiscoveryResult;
import io.ecsim.simulation.RunResult.GroupResult;
import io.ecsim.simulation.RunResult.Latency;
import io.ecsim.simulation.RunResult.QueueResult;
import io.ecsim.simulation.RunResult.Requests;
import io.ecsim.simulation.RunResult.ServiceDeploymentResult;
import io.ecsim.simulation.RunResult.ServiceEvent;
import io.ecsim.simulation.RunResult.ServiceResult;
import io.ecsim.simulation.RunResult.StandaloneTasks;
import io.ecsim.simulation.RunResult.Step;
import io.ecsim.simulation.Scenario;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * A run's figures as the tree that summary.json holds. Numbers have at most six decimals; requests are counted in
 * millionths, so the printed figures add up exactly; a figure that does not exist (the latency of no requests) is null.
 */
public final class Summary {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    private final Stamps stamps;

    private Summary(Scenario scenario) {
        stamps = new Stamps(scenario.start());
    }

    /** The tree as JSON text, ending in a newline. */
    public static String json(Map<String, Object> summary) {
        // The printer's line ends are the platform's.
        return JSON.writeValueAsString(summary).replace("\r\n", "\n") + "\n";
    }

    /** Everything but the expectations and the notes, which come to its end once they are known. */
    static Map<String, Object> figures(
            Scenario scenario,
            RunResult result,
            Map<String, TimeSpent.Breakdown> timeSpent,
            String fingerprint,
            long wallMillis) {
        return new Summary(scenario).tree(scenario, result, timeSpent, fingerprint, wallMillis);
    }

    /** Adds what the expectations came to, and the notes; {@code partial} is a member only of an interrupted run. */
    static void complete(
            Map<String, Object> summary, List<ExpectationResult> expectations, List<String> notes, boolean partial) {
        summary.put(
                "expectations", expectations.stream().map(Summary::expectation).toList());
        summary.put("notes", notes);
        if (partial) {
            summary.put("partial", true);
        }
    }

    private Map<String, Object> tree(
            Scenario scenario,
            RunResult result,
            Map<String, TimeSpent.Breakdown> timeSpent,
            String fingerprint,
            long wallMillis) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("scenario", scenario.name());
        tree.put("seed", scenario.seed());
        tree.put("fingerprint", fingerprint);
        tree.put("version", Version.TEXT);
        tree.put("simulated", Duration.ofNanos(result.simulated()).toString());
        tree.put("events", result.events());
        tree.put("wallMillis", wallMillis);
        tree.put("requests", requests(result.requests()));
        tree.put("latencyMillis", latency(result.latency()));
        Map<String, Object> services = new LinkedHashMap<>();
        result.services().forEach((name, service) -> services.put(name, service(service, timeSpent.get(name))));
        tree.put("services", services);
        Map<String, Object> queues = new LinkedHashMap<>();
        result.queues().forEach((name, queue) -> queues.put(name, queue(queue)));
        tree.put("queues", queues);
        tree.put("tasks", tasks(result.tasks()));
        tree.put("notifications", result.notifications());
        tree.put("cluster", cluster(result.cluster()));
        tree.put("costUsd", BillSummary.costUsd(result.bill()));
        tree.put("bill", BillSummary.of(result.bill(), scenario.start()));
        return tree;
    }

    private static Map<String, Object> requests(Requests requests) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("offered", Decimals.ofMillionths(requests.offered()));
        tree.put("served", Decimals.ofMillionths(requests.served()));
        tree.put("failed", Decimals.ofMillionths(requests.failed()));
        tree.put("rejected", Decimals.ofMillionths(requests.rejected()));
        tree.put("inFlightAtEnd", Decimals.ofMillionths(requests.inFlightAtEnd()));
        tree.put("retries", Decimals.ofMillionths(requests.retries()));
        return tree;
    }

    private static Map<String, Object> latency(Latency latency) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("mean", Decimals.of(latency.mean()));
        tree.put("p50", Decimals.of(latency.p50()));
        tree.put("p95", Decimals.of(latency.p95()));
        tree.put("p99", Decimals.of(latency.p99()));
        return tree;
    }

    private Map<String, Object> service(ServiceResult service, TimeSpent.Breakdown timeSpent) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("desiredCount", service.desiredCount());
        tree.put("runningCount", service.runningCount());
        tree.put("tasksStarted", service.tasksStarted());
        tree.put("tasksStopped", service.tasksStopped());
        tree.put("tasksFailed", service.tasksFailed());
        tree.put("requests", requests(service.requests()));
        if (service.calls().offered() > 0) {
            tree.put("calls", requests(service.calls()));
        }
        if (!service.targetGroups().isEmpty()) {
            Map<String, Object> groups = new LinkedHashMap<>();
            service.targetGroups().forEach((name, group) -> groups.put(name, targetGroup(group)));
            tree.put("targetGroups", groups);
        }
        tree.put("latencyMillis", latency(service.latency()));
        if (timeSpent != null) {
            tree.put("timeSpent", timeSpent(timeSpent));
        }
        tree.put("pendingSecondsP95", Decimals.of(service.pendingSecondsP95()));
        tree.put(
                "deployments",
                service.deployments().stream().map(this::deployment).toList());
        tree.put(
                "serviceDeployments",
                service.serviceDeployments().stream()
                        .map(this::serviceDeployment)
                        .toList());
        DiscoveryResult discovery = service.discovery();
        if (discovery != null) {
            Map<String, Object> found = new LinkedHashMap<>();
            found.put("registrations", discovery.registrations());
            found.put("registered", discovery.registered());
            found.put("healthy", discovery.healthy());
            tree.put("discovery", found);
        }
        tree.put("events", service.events().stream().map(this::event).toList());
        return tree;
    }

    private static Map<String, Object> timeSpent(TimeSpent.Breakdown breakdown) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("traced", breakdown.requests());
        tree.put("meanMillis", timeSpent(breakdown, breakdown.mean(), TimeSpent.Part::mean));
        tree.put("p99Millis", timeSpent(breakdown, breakdown.p99(), TimeSpent.Part::p99));
        return tree;
    }

    private static Map<String, Object> timeSpent(
            TimeSpent.Breakdown breakdown, double total, ToDoubleFunction<TimeSpent.Part> millis) {
        Map<String, Object> tree = new LinkedHashMap<>();
        Map<String, Object> calls = new LinkedHashMap<>();
        tree.put("total", Decimals.of(total));
        for (TimeSpent.Part part : breakdown.parts()) {
            boolean isCall = part.service() != null;
            (isCall ? calls : tree)
                    .put(isCall ? part.service() : part.cause().name(), Decimals.of(millis.applyAsDouble(part)));
        }
        tree.put("calls", calls);
        return tree;
    }

    private Map<String, Object> event(ServiceEvent event) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("createdAt", stamps.at(event.createdAt()));
        tree.put("message", event.message());
        return tree;
    }

    private Map<String, Object> serviceDeployment(ServiceDeploymentResult deployment) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", deployment.id());
        tree.put("status", deployment.status().name());
        tree.put("statusReason", deployment.statusReason());
        tree.put("startedAt", stamps.at(deployment.startedAt()));
        tree.put("finishedAt", deployment.isOver() ? stamps.at(deployment.updatedAt()) : null);
        tree.put(
                "deploymentCircuitBreaker",
                Map.of("status", deployment.circuitBreaker().name()));
        tree.put("alarms", Map.of("status", deployment.alarms().name()));
        return tree;
    }

    private static Map<String, Object> targetGroup(GroupResult group) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("requests", Decimals.ofMillionths(group.requests()));
        tree.put("served", Decimals.ofMillionths(group.served()));
        tree.put("target5xx", Decimals.ofMillionths(group.targetErrors()));
        group.elbErrors().forEach((error, requests) -> tree.put("elb" + error.code(), Decimals.ofMillionths(requests)));
        return tree;
    }

    private Map<String, Object> deployment(DeploymentResult deployment) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("id", deployment.id());
        tree.put("taskDefinition", deployment.taskDefinition());
        tree.put("rolloutState", deployment.rolloutState().name());
        tree.put("rolloutStateReason", deployment.rolloutStateReason());
        tree.put("replacedBy", deployment.replacedBy());
        tree.put("startedAt", stamps.at(deployment.startedAt()));
        tree.put(
                "finishedAt",
                deployment.goesOn() ? null : stamps.at(deployment.startedAt() + Time.ofSeconds(deployment.seconds())));
        tree.put("seconds", Decimals.of(deployment.seconds()));
        tree.put("healthyPercentMin", Decimals.of(deployment.healthyPercentMin()));
        tree.put("healthyPercentSecondsMissing", Decimals.of(deployment.healthyPercentSecondsMissing()));
        tree.put("steps", deployment.steps().stream().map(this::step).toList());
        return tree;
    }

    private Map<String, Object> step(Step step) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("at", stamps.at(step.at()));
        tree.put("stopped", step.stopped());
        tree.put("started", step.started());
        tree.put("old", step.old());
        tree.put("newPending", step.newPending());
        tree.put("newHealthy", step.newHealthy());
        tree.put("stopping", step.stopping());
        tree.put("healthyPercent", Decimals.of(step.healthyPercent()));
        tree.put("waiting", step.waits());
        return tree;
    }

    private static Map<String, Object> queue(QueueResult queue) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("sent", queue.sent());
        tree.put("movedIn", queue.movedIn());
        tree.put("received", queue.received());
        tree.put("deleted", queue.deleted());
        tree.put("deadLettered", queue.deadLettered());
        tree.put("expired", queue.expired());
        tree.put("delayedAtEnd", queue.delayedAtEnd());
        tree.put("visibleAtEnd", queue.visibleAtEnd());
        tree.put("inFlightAtEnd", queue.inFlightAtEnd());
        tree.put("oldestSecondsMax", Decimals.of(queue.oldestSecondsMax()));
        return tree;
    }

    private static Map<String, Object> tasks(StandaloneTasks tasks) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("started", tasks.started());
        tree.put("succeeded", tasks.succeeded());
        tree.put("failed", tasks.failed());
        tree.put("neverPlaced", tasks.neverPlaced());
        return tree;
    }

    private static Map<String, Object> cluster(ClusterResult cluster) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("instancesPeak", cluster.instancesPeak());
        tree.put("instancesUsedPeak", cluster.instancesUsedPeak());
        tree.put("instancesUsedMean", Decimals.of(cluster.instancesUsedMean()));
        tree.put("instanceHours", Decimals.of(cluster.instanceHours()));
        tree.put("cpuReservationPeak", Decimals.of(cluster.cpuReservationPeak()));
        tree.put("cpuReservationMean", Decimals.of(cluster.cpuReservationMean()));
        tree.put("memoryReservationPeak", Decimals.of(cluster.memoryReservationPeak()));
        tree.put("memoryReservationMean", Decimals.of(cluster.memoryReservationMean()));
        tree.put("tasksPeak", cluster.tasksPeak());
        tree.put("unplacedTaskSeconds", Decimals.of(cluster.unplacedTaskSeconds()));
        tree.put("fragmentation", Decimals.of(cluster.fragmentation()));
        tree.put("zoneImbalanceMax", cluster.zoneImbalanceMax());
        tree.put("tasksLostIfLargestZoneGoes", cluster.tasksLostIfLargestZoneGoes());
        tree.put("tasksLostIfFullestInstanceGoes", cluster.tasksLostIfFullestInstanceGoes());
        return tree;
    }

    private static Map<String, Object> expectation(ExpectationResult expectation) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("text", expectation.text());
        tree.put("holds", expectation.holds());
        tree.put("actual", expectation.actual());
        return tree;
    }
}
