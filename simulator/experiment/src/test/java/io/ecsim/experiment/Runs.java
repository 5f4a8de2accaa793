// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import io.ecsim.aws.DeploymentRolloutState;
import io.ecsim.kernel.Time;
import io.ecsim.pricing.Bill;
import io.ecsim.pricing.Price;
import io.ecsim.simulation.RunResult;
import io.ecsim.simulation.RunResult.ClusterResult;
import io.ecsim.simulation.RunResult.DeploymentResult;
import io.ecsim.simulation.RunResult.Latency;
import io.ecsim.simulation.RunResult.Requests;
import io.ecsim.simulation.RunResult.ServiceResult;
import io.ecsim.simulation.RunResult.StandaloneTasks;
import io.ecsim.simulation.RunResult.Step;
import io.ecsim.simulation.Scenario;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A small run made by hand: an hour of one service, {@code shop}, that was deployed once. */
final class Runs {
    static final Instant START = Instant.parse("2026-03-02T00:00:00Z");

    private Runs() {}

    static Scenario scenario() {
        return new Scenario(
                "small",
                null,
                null,
                START,
                Duration.ofHours(1),
                7L,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    static RunResult result() {
        Requests requests = new Requests(3_000_000, 2_500_001, 333_333, 166_665, 1, 0);
        Latency latency = new Latency(41.25, 40, 80.1, 120);
        List<Step> steps = List.of(new Step(10 * Time.SECOND, 1, 2, 3, 2, 0, 1, 75, "2 tasks are not healthy yet"));
        DeploymentResult deployment = new DeploymentResult(
                "ecs-svc/1", "shop:2", DeploymentRolloutState.COMPLETED, null, 0, 90.5, 100.0 / 3, 250, steps, 0);
        ServiceResult service =
                new ServiceResult(4, 4, 6, 2, 0, requests, latency, Double.NaN, List.of(deployment), List.of());
        return new RunResult(
                Time.HOUR,
                1234,
                false,
                requests,
                latency,
                Map.of("shop", service),
                Map.of(),
                new StandaloneTasks(0, 0, 0, 0),
                new ClusterResult(3, 3, 2.5, 3.0, 0.75, 0.5, 0.5, 0.25, 6, 0, 0.1, 1, 2, 2),
                new Bill(List.of(line("ec2", "1.00000049"), line("fargate", "0.00000049")), Map.of(), BigDecimal.ZERO),
                Map.of());
    }

    private static Bill.Line line(String kind, String usd) {
        Price price = new Price(BigDecimal.ONE, Price.HOUR, "a test");
        BigDecimal amount = new BigDecimal(usd);
        return new Bill.Line(kind, "something", amount, price, Map.of(0, amount));
    }

    static Map<String, Object> summary() {
        Map<String, Object> summary = Summary.figures(scenario(), result(), Map.of(), "0f".repeat(32), 5);
        Summary.complete(summary, List.of(), List.of("a note"), false);
        return summary;
    }
}
