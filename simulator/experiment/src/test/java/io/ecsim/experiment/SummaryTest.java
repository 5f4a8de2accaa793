// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.DeploymentRolloutState;
import io.ecsim.simulation.RunResult;
import io.ecsim.simulation.RunResult.DeploymentResult;
import io.ecsim.simulation.RunResult.ServiceResult;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SummaryTest {
    private final Map<String, Object> summary = Runs.summary();

    @Test
    void members_areThoseOfTheContractInItsOrder() {
        assertThat(summary.keySet())
                .containsExactly(
                        "scenario",
                        "seed",
                        "fingerprint",
                        "version",
                        "simulated",
                        "events",
                        "wallMillis",
                        "requests",
                        "latencyMillis",
                        "services",
                        "queues",
                        "tasks",
                        "notifications",
                        "cluster",
                        "costUsd",
                        "bill",
                        "expectations",
                        "notes");
        assertThat(map(summary.get("requests")).keySet())
                .containsExactly("offered", "served", "failed", "rejected", "inFlightAtEnd", "retries");
        assertThat(map(map(summary.get("services")).get("shop")).keySet())
                .containsExactly(
                        "desiredCount",
                        "runningCount",
                        "tasksStarted",
                        "tasksStopped",
                        "tasksFailed",
                        "requests",
                        "latencyMillis",
                        "pendingSecondsP95",
                        "deployments",
                        "serviceDeployments",
                        "events");
        assertThat(map(summary.get("cluster")).keySet())
                .containsExactly(
                        "instancesPeak",
                        "instancesUsedPeak",
                        "instancesUsedMean",
                        "instanceHours",
                        "cpuReservationPeak",
                        "cpuReservationMean",
                        "memoryReservationPeak",
                        "memoryReservationMean",
                        "tasksPeak",
                        "unplacedTaskSeconds",
                        "fragmentation",
                        "zoneImbalanceMax",
                        "tasksLostIfLargestZoneGoes",
                        "tasksLostIfFullestInstanceGoes");
    }

    @Test
    void printedRequests_addUpExactly() {
        Map<String, Object> requests = map(summary.get("requests"));
        BigDecimal sum = List.of("served", "failed", "rejected", "inFlightAtEnd").stream()
                .map(requests::get)
                .map(BigDecimal.class::cast)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(sum).isEqualByComparingTo((BigDecimal) requests.get("offered"));
    }

    @Test
    void printedCosts_addUpExactly() {
        Map<String, Object> cost = map(summary.get("costUsd"));
        assertThat(cost.get("total")).isEqualTo(((BigDecimal) cost.get("ec2")).add((BigDecimal) cost.get("fargate")));
    }

    @Test
    void json_isPlainAndStable() {
        String json = Summary.json(summary);
        assertThat(json)
                .startsWith("{\n  \"scenario\" : \"small\",\n  \"seed\" : 7,")
                .contains("\"simulated\" : \"PT1H\"", "\"pendingSecondsP95\" : null")
                .contains("\"at\" : \"2026-03-02T00:00:10Z\"")
                .contains("\"served\" : 2.500001", "\"healthyPercentMin\" : 33.333333", "\"instanceHours\" : 3,")
                .endsWith("}\n");
        assertThat(Summary.json(Runs.summary())).isEqualTo(json);
    }

    @Test
    void lowestHealthyOfAServiceThatWantsNoTask_isNull() {
        RunResult result = Runs.result();
        DeploymentResult idle = new DeploymentResult(
                "ecs-svc/1",
                "shop:1",
                DeploymentRolloutState.COMPLETED,
                null,
                0,
                0,
                Double.POSITIVE_INFINITY,
                0,
                List.of(),
                0);
        ServiceResult shop =
                new ServiceResult(0, 0, 0, 0, 0, result.requests(), result.latency(), 0, List.of(idle), List.of());
        RunResult other = new RunResult(
                result.simulated(),
                result.events(),
                result.byLuck(),
                result.requests(),
                result.latency(),
                Map.of("shop", shop),
                Map.of(),
                result.tasks(),
                result.cluster(),
                result.bill(),
                Map.of());
        assertThat(Summary.json(Summary.figures(Runs.scenario(), other, Map.of(), "", 0)))
                .contains("\"healthyPercentMin\" : null");
    }

    @Test
    void interruptedRun_isMarked() {
        Summary.complete(summary, List.of(), List.of(), true);
        assertThat(summary).containsEntry("partial", true);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object tree) {
        return (Map<String, Object>) tree;
    }
}
