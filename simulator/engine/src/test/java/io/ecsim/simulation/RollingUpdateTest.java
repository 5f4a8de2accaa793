// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.DeploymentRolloutState;
import io.ecsim.journal.Entry;
import io.ecsim.simulation.RunResult.DeploymentResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.jupiter.api.Test;

/** Step tables of rolling updates; columns: stop, start, old, new pending, new healthy, stopping. */
class RollingUpdateTest {

    @Test
    @Tag("SV-30")
    @Tag("SV-33")
    void fiftyToHundredPercentStopsTwoBeforeItStartsTwo() {
        assertThat(steps(4, 50, 100)).isEqualTo("""
                2 0 2 0 0 2
                0 2 2 2 0 0
                2 0 0 0 2 2
                0 2 0 2 2 0
                0 0 0 0 4 0""");
    }

    @Test
    @Tag("SV-31")
    @Tag("SV-33")
    void hundredToHundredAndFiftyPercentStartsTwoAndWaitsForTheStoppingOnes() {
        assertThat(steps(4, 100, 150)).isEqualTo("""
                0 2 4 2 0 0
                2 0 2 0 2 2
                0 2 2 2 2 0
                2 0 0 0 4 2
                0 0 0 0 4 0""");
    }

    @Test
    @Tag("SV-33")
    void hundredToTwoHundredPercentStartsAllAtOnce() {
        assertThat(steps(4, 100, 200)).isEqualTo("""
                0 4 4 4 0 0
                4 0 0 0 4 4
                0 0 0 0 4 0""");
    }

    private static String steps(int desired, int minimum, int maximum) {
        return deployment(desired, minimum, maximum).steps().stream()
                .map(s -> s.stopped() + " " + s.started() + " " + s.old() + " " + s.newPending() + " " + s.newHealthy()
                        + " " + s.stopping())
                .collect(Collectors.joining("\n"));
    }

    private static DeploymentResult deployment(int desired, int minimum, int maximum) {
        Scenarios scenario = Scenarios.ofWeb()
                .service(desired, minimum, maximum)
                .at(Duration.ofMinutes(5), Scenarios.deploy("web:2"));
        return Simulation.run(scenario.build()).services().get("web").deployments().get(0);
    }
}
