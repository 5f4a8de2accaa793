// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.experiment.JournalRow;
import io.ecsim.experiment.compare.BrokenTrialException;
import io.ecsim.experiment.compare.Variant;
import io.ecsim.journal.Entry;
import io.ecsim.simulation.InvariantException;
import io.ecsim.simulation.RunObserver;
import io.ecsim.simulation.Scenario;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BrokenRunTest {
    @Test
    void brokenInvariant_isToldWithEverythingThatRepeatsIt() {
        JournalTail tail = new JournalTail(RunObserver.NONE);
        for (int i = 1; i <= 30; i++) {
            tail.add(i, new Entry.ServiceEvent("web", "event " + i));
        }
        List<JournalRow> last = tail.rows();
        assertThat(last).hasSize(20);

        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Scenario scenario = new Scenario(
                "tiny", null, null, null, null, 7L, null, null, null, null, null, null, null, null, null, null, null,
                null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null, null,
                null, null, null);
        BrokenRun.tell(
                new PrintStream(bytes, true, StandardCharsets.UTF_8),
                new InvariantException("seed 7, simulated time 2026-03-02T00:10:00Z: negative free CPU", null),
                scenario,
                last,
                "./ecsim run tiny.yaml --seed 7");
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("seed 7, simulated time 2026-03-02T00:10:00Z", "\"event 11\"", "\"event 30\"")
                .doesNotContain("\"event 10\"")
                .endsWith("To repeat: ./ecsim run tiny.yaml --seed 7\n");
    }

    @Test
    void brokenInvariantInARunOfMany_isToldWithTheCommandThatRepeatsThatRunAlone() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Variant variant =
                new Variant("[a, b]", Path.of("tiny.yaml"), List.of("services.web.desiredCount=4", "x=[a, b]"));
        BrokenRun.tell(
                new PrintStream(bytes, true, StandardCharsets.UTF_8),
                new BrokenTrialException(variant, 9, new InvariantException("negative free CPU", null)));
        assertThat(bytes.toString(StandardCharsets.UTF_8))
                .contains("a mistake of the simulator, not of the scenario: [a, b]: negative free CPU")
                .endsWith(
                        "To repeat: ./ecsim run tiny.yaml --seed 9 --set services.web.desiredCount=4 --set 'x=[a, b]'\n");
    }
}
