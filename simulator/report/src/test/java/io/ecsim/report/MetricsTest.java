// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.experiment.MetricSeries;
import io.ecsim.experiment.Run;
import io.ecsim.scenario.ScenarioReader;
import io.ecsim.simulation.RunObserver;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MetricsTest {
    private static final Path SCENARIOS = Path.of("../../scenarios");

    /** Forty requests a second for 59 minutes, whichever target group they went to. */
    @Test
    void requestsAreThoseOfBothTargetGroups_whileTrafficShifts(@TempDir Path folder) throws IOException {
        var outcome = Run.of(ScenarioReader.read(SCENARIOS.resolve("deploy-canary")), "test")
                .execute(folder, RunObserver.NONE, () -> false, Run.Extras.NONE);
        MetricSeries requests = new Metrics(outcome).of("shop", "RequestCount").orElseThrow();
        assertThat(DoubleStream.of(requests.sum()).sum()).isBetween(40.0 * 57 * 60, 40.0 * 59 * 60);
        for (int i = 1; i < requests.size() - 1; i++) {
            assertThat(requests.sum()[i]).isBetween(2399.9, 2400.1);
        }
        // A twentieth of forty, for as long as the canary lives.
        Chart chart =
                ServiceCharts.of(
                                outcome,
                                new Clock(
                                        outcome.scenario().start(),
                                        outcome.result().simulated()))
                        .stream()
                        .filter(each -> each.id().equals("target-groups"))
                        .findFirst()
                        .orElseThrow();
        assertThat(chart.lines()).extracting(Line::name).containsExactly("blue", "green");
        assertThat(chart.lines().get(0).max()).isCloseTo(40, within(0.01));
        assertThat(chart.lines().get(1).max()).isCloseTo(2, within(0.01));
    }
}
