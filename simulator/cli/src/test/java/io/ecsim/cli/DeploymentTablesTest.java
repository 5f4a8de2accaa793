// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.DeploymentRolloutState;
import io.ecsim.experiment.Recording;
import io.ecsim.experiment.RunOutcome;
import io.ecsim.journal.Entry;
import io.ecsim.kernel.Time;
import io.ecsim.simulation.RunResult;
import io.ecsim.simulation.RunResult.DeploymentResult;
import io.ecsim.simulation.RunResult.Latency;
import io.ecsim.simulation.RunResult.Requests;
import io.ecsim.simulation.RunResult.ServiceResult;
import io.ecsim.simulation.RunResult.Step;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DeploymentTablesTest {
    private final Recording recording = new Recording();

    private String text(DeploymentRolloutState state, double lowest, int steps, int leftOut) {
        List<Step> kept = Collections.nCopies(steps, new Step(0, 1, 1, 1, 1, 1, 1, 50, null));
        DeploymentResult deployment =
                new DeploymentResult("ecs-svc/1", "web:1", state, null, 0, 5, lowest, 0, kept, leftOut);
        Latency none = new Latency(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
        ServiceResult web = new ServiceResult(0, 0, 0, 0, 0, Requests.NONE, none, 0, List.of(deployment), List.of());
        RunResult result = new RunResult(
                0, 0, false, Requests.NONE, none, Map.of("web", web), Map.of(), null, null, null, Map.of());
        return DeploymentTables.text(new RunOutcome(null, "", result, Map.of(), recording, "", List.of(), false, 0));
    }

    private void event(long seconds, String service, String message) {
        recording.add(seconds * Time.SECOND, new Entry.ServiceEvent(service, message));
    }

    @Test
    void noTaskWanted_hasNoShareOfHealthyOnes() {
        assertThat(text(DeploymentRolloutState.COMPLETED, Double.POSITIVE_INFINITY, 0, 0))
                .containsPattern("5 s +- +0\n")
                .doesNotContain("%");
        assertThat(text(DeploymentRolloutState.COMPLETED, 50, 0, 0)).contains("50 %");
    }

    @Test
    void stepsThatAreNotShown_areSaidToBeElsewhere() {
        assertThat(text(DeploymentRolloutState.COMPLETED, 50, 40, 0)).doesNotContain("...");
        assertThat(text(DeploymentRolloutState.COMPLETED, 50, 1_000, 102_680))
                .contains("  ... and 960 more passes, in summary.json\n"
                        + "  ... and 102680 after these, in journal.jsonl only\n");
    }

    @Test
    void lastEvents_areTheLastOfALongRun() {
        for (int i = 0; i < 2 * Recording.ROWS; i++) {
            event(i, "web", "event " + i);
        }
        assertThat(text(DeploymentRolloutState.IN_PROGRESS, 50, 0, 0))
                .endsWith("Last events of web\n  +11:06:37  event 39997\n  +11:06:38  event 39998\n"
                        + "  +11:06:39  event 39999\n\n");
    }

    @Test
    void rowsMissingAmongTheLastEvents_areSaidToBe() {
        event(0, "web", "early");
        for (int i = 1; i < 2 * Recording.ROWS; i++) {
            event(i, "shop", "event " + i);
        }
        String gap = "  ... (20001 rows from +02:46:39 to +08:20:01, in journal.jsonl only)\n";
        event(2 * Recording.ROWS, "web", "late");
        assertThat(text(DeploymentRolloutState.IN_PROGRESS, 50, 0, 0))
                .endsWith("Last events of web\n  +00:00:00  early\n" + gap + "  +11:06:40  late\n\n");
    }
}
