// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import io.ecsim.experiment.Run;
import io.ecsim.scenario.LoadedScenario;
import io.ecsim.scenario.ScenarioException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ecsim validate}: reads scenarios and says every problem at once. */
@Command(
        description = "Read and check scenarios, say every problem at once.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        footerHeading = "%nExample:%n",
        footer = "  ./ecsim validate scenarios/rush-hour scenarios/first-cluster")
final class ValidateCommand implements Callable<Integer> {
    @Parameters(
            paramLabel = "SCENARIO",
            arity = "1..*",
            description = "A .yaml, .yml or .json file, or a folder with a scenario.yaml.")
    private List<Path> scenarios;

    private final Terminal terminal;

    ValidateCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() {
        boolean allGood = true;
        for (Path scenario : scenarios) {
            try {
                LoadedScenario loaded = Run.read(scenario, List.of(), null, null);
                Run.of(loaded, "");
                terminal.out().println(scenario + ": OK");
                loaded.notes().forEach(terminal.err()::println);
            } catch (ScenarioException wrong) {
                wrong.problems().forEach(terminal.err()::println);
                wrong.notes().forEach(terminal.err()::println);
                allGood = false;
            }
        }
        return allGood ? ExitCode.DONE : ExitCode.WRONG_INPUT;
    }
}
