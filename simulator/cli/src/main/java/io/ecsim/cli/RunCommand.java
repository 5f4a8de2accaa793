// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import io.ecsim.experiment.Run;
import io.ecsim.experiment.RunOutcome;
import io.ecsim.experiment.Summary;
import io.ecsim.journal.Journal;
import io.ecsim.report.Film;
import io.ecsim.report.Replay;
import io.ecsim.report.Report;
import io.ecsim.scenario.LoadedScenario;
import io.ecsim.scenario.Note;
import io.ecsim.scenario.ScenarioReader;
import io.ecsim.scenario.Syntax;
import io.ecsim.simulation.InvariantException;
import io.ecsim.simulation.RunObserver;
import io.ecsim.simulation.Scenario;
import io.ecsim.world.World.TrafficModel;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ecsim run}: simulates, prints the answer, writes a report. */
@Command(
        description = "Simulate a scenario, print the answer, write a report.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  ./ecsim run scenarios/rush-hour --seed 7 --until 2h")
final class RunCommand implements Callable<Integer> {
    /** Simulated time is a long of nanoseconds; a century stays well inside. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    /** What goes to standard output. */
    enum Format {
        text,
        json
    }

    @Parameters(paramLabel = "SCENARIO", description = "A .yaml, .yml or .json file, or a folder with a scenario.yaml.")
    private Path scenario;

    @Option(names = "--out", paramLabel = "DIR", description = "Where the report goes (default: reports/NAME).")
    private Path out;

    @Option(names = "--seed", paramLabel = "N", description = "The seed, in place of the scenario's.")
    private Long seed;

    @Option(
            names = "--until",
            paramLabel = "TIME",
            description = "When to end, in place of the scenario's duration: 1h30m, or an instant such as"
                    + " 2026-03-02T09:30:00Z.")
    private String until;

    @Option(
            names = "--set",
            paramLabel = "PATH=VALUE",
            description = "A member of the scenario, as services.shop.desiredCount=6; can be repeated.")
    private List<String> settings = List.of();

    @Option(
            names = "--traffic",
            paramLabel = "MODE",
            description = "fluid: requests as a rate; discrete: requests one by one. In place of the scenario's"
                    + " world.traffic, which is fluid unless it says otherwise.")
    private TrafficModel traffic;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "What to print: text (default), or json: the content of summary.json.")
    private Format format;

    @Option(names = "--no-report", description = "Numbers only: no page, no charts, no replay.")
    private boolean noReport;

    @Option(names = "--png", description = "Write each chart as charts/NAME.png too, beside its SVG.")
    private boolean png;

    @Option(
            names = "--picture-at",
            paramLabel = "TIME",
            split = ",",
            description =
                    "Draw which tasks are on which instances at this moment too: a time of day such as 09:07, a time"
                            + " since the start such as 90m, or an instant; can be repeated, or be several, with commas.")
    private List<String> pictures = List.of();

    @Option(
            names = "--events",
            description = "Write events.jsonl: what AWS would have sent to EventBridge, one event a line.")
    private boolean events;

    @Option(
            names = "--traces",
            description = "Write traces.jsonl: a sample of the requests in OpenTelemetry's JSON, one trace a line; with"
                    + " --traffic discrete.")
    private boolean traces;

    @Option(
            names = "--check-invariants",
            description = "Let the simulator check its own laws after every event: slower, same results.")
    private boolean checked;

    @Option(names = "--quiet", description = "No progress and no notes on standard error.")
    private boolean quiet;

    private final Terminal terminal;
    private final Interrupt interrupt;

    RunCommand(Terminal terminal, Interrupt interrupt) {
        this.terminal = terminal;
        this.interrupt = interrupt;
    }

    @Override
    public Integer call() throws IOException {
        if (traffic != null) {
            settings = new ArrayList<>(settings);
            settings.add("world.traffic=" + traffic);
        }
        LoadedScenario loaded = Run.read(scenario, settings, seed, duration());
        if (traces && loaded.scenario().world().traffic() != TrafficModel.discrete) {
            throw new InputException("--traces needs requests that are played one by one: add --traffic discrete.");
        }
        if (png && noReport) {
            throw new InputException("--png draws the charts of the report: leave out --no-report.");
        }
        if (!pictures.isEmpty() && noReport) {
            throw new InputException("--picture-at draws a picture of the report: leave out --no-report.");
        }
        Run.Extras extras = new Run.Extras(events, traces, checked, pictureTimes(loaded.scenario()));
        Run run = Run.of(loaded, command(loaded.scenario()));
        Path folder = out != null ? out : Path.of("reports", loaded.scenario().name());
        try (ReportFolder report =
                ReportFolder.prepare(folder, loaded.scenario().name())) {
            interrupt.simulating();
            Film film = new Film();
            Journal filmed = noReport ? (time, row) -> {} : film;
            RunOutcome outcome = simulate(run, extras, loaded.scenario(), report.work(), filmed);
            if (outcome == null) {
                return ExitCode.BROKEN_INVARIANT;
            }
            if (!noReport) {
                Report.write(outcome, report.work(), png);
                Replay.write(outcome, film, report.work());
            }
            report.publish();
            print(loaded, outcome, noReport ? folder : folder.resolve("index.html"));
            return code(outcome);
        }
    }

    /** What {@code --until} says; null when it says nothing. */
    private Duration duration() {
        if (until == null) {
            return null;
        }
        Duration duration = Syntax.duration(until);
        Instant instant = Syntax.instant(until);
        if (instant != null) {
            Instant start = ScenarioReader.read(scenario, settings, seed, null)
                    .scenario()
                    .start();
            duration = Duration.between(start, instant);
        }
        if (duration == null || duration.compareTo(Duration.ZERO) <= 0 || duration.compareTo(LONGEST) > 0) {
            throw new InputException("--until " + until + " is not a time after the start, such as 90m, 1h30m or"
                    + " 2026-03-02T09:30:00Z.");
        }
        return duration;
    }

    /** Nanoseconds since the start. */
    private List<Long> pictureTimes(Scenario read) {
        return pictures.stream()
                .map(at -> Clock.asked("--picture-at", at, read.start(), read.duration())
                        .toNanos())
                .toList();
    }

    /** Null when the simulator itself is broken, which then has been said. */
    private RunOutcome simulate(Run run, Run.Extras extras, Scenario scenario, Path folder, Journal film)
            throws IOException {
        boolean watched = !quiet && Terminal.isWatched();
        Reached reached = new Reached(scenario.duration().toNanos());
        try (ProgressBar bar = watched ? ProgressBar.start(terminal.err(), reached::fraction) : null) {
            JournalTail tail = new JournalTail(new Watchers(film, bar == null ? RunObserver.NONE : reached));
            try {
                return run.execute(folder, tail, interrupt::isRequested, extras);
            } catch (InvariantException broken) {
                BrokenRun.tell(terminal.err(), broken, scenario, tail.rows(), run.command());
                return null;
            }
        }
    }

    private void print(LoadedScenario loaded, RunOutcome outcome, Path written) {
        if (!quiet) {
            notes(loaded.notes(), outcome.notes());
        }
        if (outcome.partial()) {
            terminal.err().println("ecsim: interrupted; what was simulated so far is written and marked as partial.");
        }
        if (format == Format.json) {
            terminal.out().print(Summary.json(outcome.summary()));
            terminal.err().println(written);
        } else {
            terminal.out().print(Answer.text(outcome));
            terminal.out().println("Report: " + written);
        }
    }

    /** What the files say with its place; what only the run has shown without. */
    private void notes(List<Note> ofFiles, List<String> all) {
        ofFiles.forEach(terminal.err()::println);
        List<String> told = ofFiles.stream().map(Note::text).toList();
        all.stream()
                .filter(note -> !told.contains(note))
                .forEach(note -> terminal.err().println("note: " + note));
    }

    private static int code(RunOutcome outcome) {
        if (outcome.partial()) {
            return ExitCode.INTERRUPTED;
        }
        return outcome.asExpected() ? ExitCode.DONE : ExitCode.NOT_AS_EXPECTED;
    }

    /** What a user types to get the same again. */
    private String command(Scenario read) {
        StringBuilder command = new StringBuilder(Shell.run(scenario, read.seed(), settings));
        if (until != null) {
            command.append(" --until ").append(Shell.quote(until));
        }
        pictures.forEach(at -> command.append(" --picture-at ").append(Shell.quote(at)));
        return command.toString();
    }
}
