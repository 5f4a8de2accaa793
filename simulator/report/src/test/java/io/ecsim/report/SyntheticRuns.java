// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import io.ecsim.aws.TaskLastStatus;
import io.ecsim.experiment.Recording;
import io.ecsim.experiment.RunOutcome;
import io.ecsim.journal.Entry;
import io.ecsim.pricing.Bill;
import io.ecsim.pricing.Price;
import io.ecsim.simulation.RunResult;
import io.ecsim.simulation.Scenario;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The smallest runs: nothing at all, and one task of one service without traffic. */
final class SyntheticRuns {
    static final RunResult.Latency NO_LATENCY = new RunResult.Latency(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

    private SyntheticRuns() {}

    static RunOutcome empty() {
        return outcome(scenario("empty", ""), new Recording(), result(Map.of(), 0, 0));
    }

    static RunOutcome oneTask() {
        Recording recording = new Recording();
        recording.add(0, new Entry.InstanceRegistered("i-00", "t3.small", "us-east-1a", 2048, 1945));
        recording.add(0, new Entry.ServiceCreated("web", "web:1", 1));
        recording.add(
                Clock.SECOND,
                new Entry.TaskPlaced(
                        "t-0", "web", "service:web", "ecs-svc/0001", "web:1", "i-00", "us-east-1a", 256, 512));
        recording.add(9 * Clock.SECOND, new Entry.TaskStatusChanged("t-0", "web", TaskLastStatus.RUNNING));
        recording.add(40 * Clock.SECOND, new Entry.TaskHealthChanged("t-0", "web", true, null));
        RunResult.ServiceResult web = new RunResult.ServiceResult(
                1, 1, 1, 0, 0, RunResult.Requests.NONE, NO_LATENCY, 8, List.of(), List.of());
        return outcome(scenario("one-task", "One task, nobody calls."), recording, result(Map.of("web", web), 1, 1));
    }

    static Scenario scenario(String name, String description) {
        return new Scenario(
                name,
                description,
                null,
                null,
                Duration.ofMinutes(10),
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
                null,
                null);
    }

    static RunOutcome outcome(Scenario scenario, Recording recording, RunResult result) {
        return new RunOutcome(
                scenario,
                "./ecsim run " + scenario.name(),
                result,
                Map.of("notes", List.of()),
                recording,
                "00".repeat(32),
                List.of(),
                false,
                1);
    }

    static RunResult result(Map<String, RunResult.ServiceResult> services, int instances, int tasks) {
        return new RunResult(
                600 * Clock.SECOND,
                9,
                false,
                RunResult.Requests.NONE,
                NO_LATENCY,
                services,
                Map.of(),
                new RunResult.StandaloneTasks(0, 0, 0, 0),
                new RunResult.ClusterResult(instances, instances, 0, 0, 0, 0, 0, 0, tasks, 0, 0, 0, 0, 0),
                bill(new BigDecimal(instances).movePointLeft(3)),
                Map.of());
    }

    static Bill bill(BigDecimal usd) {
        Price price = new Price(new BigDecimal("0.0961"), Price.HOUR, "a price list");
        BigDecimal hours = usd.divide(price.usd(), MathContext.DECIMAL64);
        BigDecimal half = usd.divide(BigDecimal.valueOf(2));
        return new Bill(
                List.of(new Bill.Line("ec2", "m6i.large", hours, price, Map.of(0, usd))), Map.of("shop", half), half);
    }
}
