// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import io.ecsim.experiment.Summary;
import io.ecsim.experiment.explain.Explained;
import io.ecsim.experiment.explain.Explainer;
import io.ecsim.experiment.explain.UnexplainedException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ecsim explain}: why this was placed there, why that waits, why it stopped. */
@Command(
        description = "Say why a task was placed where it is, why one waits, why one stopped.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = {
            "  ./ecsim run scenarios/why-not-placed/enis-gone.yaml",
            "  ./ecsim explain reports/enis-gone --service api"
        })
final class ExplainCommand implements Callable<Integer> {
    /** What is asked about. */
    static final class Subject {
        @Option(names = "--task", paramLabel = "ID", description = "A task, such as task-00017.")
        private String task;

        @Option(names = "--service", paramLabel = "NAME", description = "A service: its tasks, what waits and why.")
        private String service;
    }

    @Parameters(paramLabel = "RUN", description = "A folder that `ecsim run` has written.")
    private Path folder;

    @ArgGroup
    private Subject subject = new Subject();

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description =
                    "A moment: a time of day in UTC such as 09:07 or 09:07:30 (the first after the start), a time since the"
                            + " start such as 7m, PT7M or +00:07:00 as the tables write it, or an instant such as"
                            + " 2026-03-02T09:07:00Z (default: the last one at which something of the service waited)."
                            + " Alone: the last refusal up to then.")
    private String at;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "What to print: text (default), or json: the same and all that the screen leaves out; times"
                    + " as durations since start.")
    private RunCommand.Format format;

    private final Terminal terminal;

    ExplainCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        try {
            Explained explained = explained(Explainer.of(folder));
            terminal.out()
                    .print(
                            format == RunCommand.Format.json
                                    ? Summary.json(ExplainTree.of(explained))
                                    : ExplainAnswer.text(explained, folder));
            return ExitCode.DONE;
        } catch (UnexplainedException no) {
            throw new InputException(no.getMessage());
        }
    }

    private Explained explained(Explainer explainer) throws IOException {
        Duration moment = moment(explainer.start(), explainer.duration());
        if (subject.task != null) {
            return explainer.task(subject.task, moment);
        }
        if (subject.service != null) {
            return explainer.service(subject.service, moment);
        }
        return moment == null ? explainer.run() : explainer.moment(moment);
    }

    /** What {@code --at} says; null when it says nothing. */
    private Duration moment(Instant start, Duration end) {
        return at == null ? null : Clock.asked("--at", at, start, end);
    }
}
