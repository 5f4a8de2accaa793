// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import io.ecsim.experiment.JournalRow;
import io.ecsim.experiment.JournalWriter;
import io.ecsim.experiment.compare.BrokenTrialException;
import io.ecsim.simulation.InvariantException;
import io.ecsim.simulation.Scenario;
import java.io.PrintStream;
import java.util.List;

/** What is said when the simulator broke a law of its own: all that is needed to find out why. */
final class BrokenRun {
    private BrokenRun() {}

    /** In a run of many: alone it can be watched. */
    static void tell(PrintStream err, BrokenTrialException broken) {
        broken.getCause().printStackTrace(err);
        err.println("ecsim: a mistake of the simulator, not of the scenario: " + broken.getMessage());
        err.println("To repeat: "
                + Shell.run(
                        broken.variant().scenario(),
                        broken.seed(),
                        broken.variant().settings()));
    }

    /**
     * @param last rows of the journal
     * @param command that repeats the run
     */
    static void tell(
            PrintStream err, InvariantException broken, Scenario scenario, List<JournalRow> last, String command) {
        if (broken.getCause() != null) {
            broken.getCause().printStackTrace(err);
        }
        err.println("Last rows of the journal:");
        last.forEach(row -> err.print("  " + JournalWriter.line(scenario.start(), row)));
        err.println("ecsim: a mistake of the simulator, not of the scenario: " + broken.getMessage());
        err.println("To repeat: " + command);
    }
}
