// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.experiment.Run;
import io.ecsim.experiment.RunOutcome;
import io.ecsim.pricing.Bill;
import io.ecsim.simulation.RunObserver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CostCurveTest {
    private static final Path SCENARIOS = Path.of("..", "..", "scenarios");
    private static final long HOUR = 3_600 * Clock.SECOND;

    /** From six in the evening: six hours of one task, then twelve of three. */
    private static final String FARGATE = """
            name: evening
            start: 2026-03-02T18:00:00Z
            duration: 18h
            taskDefinitions:
              - family: web
                cpu: 256
                memory: 512
                networkMode: awsvpc
                requiresCompatibilities: [FARGATE]
                containerDefinitions: [{name: web, image: "web:1"}]
            services: [{serviceName: web, taskDefinition: web, desiredCount: 1, launchType: FARGATE, networkConfiguration: {awsvpcConfiguration: {subnets: [subnet-a]}}}]
            timeline: [{at: 12h, updateService: {service: web, desiredCount: 3}}]
            """;

    @TempDir
    private Path folder;

    private RunOutcome run(Path scenario) throws Exception {
        return Run.of(Run.read(scenario, List.of(), null, null), "./ecsim run")
                .execute(folder, RunObserver.NONE, () -> false, Run.Extras.NONE);
    }

    private static Line curve(RunOutcome outcome) {
        Clock clock = new Clock(outcome.scenario().start(), outcome.result().simulated());
        return CostCurve.of(outcome, clock).orElseThrow().lines().get(0);
    }

    private static double at(Line line, long time) {
        int i = 0;
        while (i + 1 < line.time().length && line.time()[i + 1] <= time) {
            i++;
        }
        if (i + 1 == line.time().length) {
            return line.value()[i];
        }
        double part = (double) (time - line.time()[i]) / (line.time()[i + 1] - line.time()[i]);
        return line.value()[i] + part * (line.value()[i + 1] - line.value()[i]);
    }

    /** One task for twelve hours and three for six: 30 task-hours, of which 6 before midnight. */
    @Test
    void onFargateTheCurveFollowsTheVcpusAndMeetsTheBillAtMidnight() throws Exception {
        RunOutcome outcome = run(Files.writeString(folder.resolve("evening.yaml"), FARGATE));
        Line curve = curve(outcome);
        double total = outcome.result().bill().total().doubleValue();
        assertThat(at(curve, 6 * HOUR))
                .isCloseTo(outcome.result().bill().byDay().get(0).doubleValue(), within(1e-9));
        assertThat(at(curve, 6 * HOUR)).isCloseTo(total * 6 / 30, within(0.01 * total));
        assertThat(at(curve, 12 * HOUR)).isCloseTo(total * 12 / 30, within(0.01 * total));
        assertThat(at(curve, 15 * HOUR)).isCloseTo(total * 21 / 30, within(0.01 * total));
        assertThat(at(curve, 18 * HOUR)).isCloseTo(total, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({"fargate-spot-mix", "capacity-provider-scale-out", "rolling-update/100-150.yaml"})
    void theCurveNeverFallsAndEndsWithTheBill(String scenario) throws Exception {
        RunOutcome outcome = run(SCENARIOS.resolve(scenario));
        Line curve = curve(outcome);
        assertThat(curve.time()).isSorted();
        assertThat(curve.value()).isSorted();
        Bill bill = outcome.result().bill();
        assertThat(curve.value()[curve.value().length - 1])
                .isCloseTo(bill.total().doubleValue(), within(1e-9));
    }
}
