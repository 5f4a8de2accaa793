// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.DeploymentRolloutState;
import io.ecsim.experiment.Recording;
import io.ecsim.experiment.RunOutcome;
import io.ecsim.simulation.RunResult;
import io.ecsim.simulation.RunResult.DeploymentResult;
import io.ecsim.simulation.RunResult.Requests;
import io.ecsim.simulation.RunResult.Step;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeploymentTablesTest {
    private static String section(int steps, int leftOut) {
        List<Step> kept = Collections.nCopies(steps, new Step(0, 1, 1, 1, 1, 1, 1, 50, "1 task is not stopped yet"));
        DeploymentResult deployment = new DeploymentResult(
                "ecs-svc/1", "web:1", DeploymentRolloutState.IN_PROGRESS, null, 0, 5, 50, 250, kept, leftOut);
        RunResult.ServiceResult web = new RunResult.ServiceResult(
                1, 1, 1, 0, 0, Requests.NONE, SyntheticRuns.NO_LATENCY, 0, List.of(deployment), List.of());
        RunOutcome outcome = SyntheticRuns.outcome(
                SyntheticRuns.empty().scenario(), new Recording(), SyntheticRuns.result(Map.of("web", web), 1, 1));
        Clock clock = new Clock(outcome.scenario().start(), 1);
        return DeploymentTables.section(outcome, clock, new Easel(clock, List.of()))
                .markup();
    }

    @Test
    void stepsThatAreNotShownAreSaidToBeElsewhere() {
        assertThat(section(1_000, 102_680))
                .contains("web to web:1, 103,680 steps")
                .contains("(the first 200); the first 1,000 are in summary.json, all are in journal.jsonl");
        assertThat(section(12, 0)).contains("12 steps").doesNotContain("the first");
    }
}
