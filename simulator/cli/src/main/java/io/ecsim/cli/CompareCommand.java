// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import io.ecsim.experiment.compare.BrokenTrialException;
import io.ecsim.experiment.compare.Comparison;
import io.ecsim.experiment.compare.ComparisonFiles;
import io.ecsim.experiment.compare.Experiment;
import io.ecsim.experiment.compare.Variant;
import io.ecsim.report.ComparisonReport;
import io.ecsim.scenario.Problem;
import io.ecsim.scenario.ScenarioException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ecsim compare}: variants under the same luck, and what may be said of their differences. */
@Command(
        description = {
            "Compare settings, or whole scenarios: run each under the same seeds, say what differs and how surely.",
            "",
            "The first variant is what the others are compared with. Several --vary are combined."
        },
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        sortOptions = false,
        footerHeading = "%nExample:%n",
        footer = "  ./ecsim compare scenarios/rush-hour --vary services.shop.desiredCount=4,8 --seeds 10")
final class CompareCommand implements Callable<Integer> {
    private static final int MOST = 10_000;

    @Parameters(
            paramLabel = "SCENARIO",
            arity = "1..*",
            description = "A .yaml, .yml or .json file, or a folder with a scenario.yaml; several are compared.")
    private List<Path> scenarios;

    @Option(
            names = "--vary",
            paramLabel = "PATH=V1,V2",
            description = "A member of the scenario and its values, as services.shop.desiredCount=4,6; can be repeated."
                    + " A placement strategy is a chain joined by +.")
    private List<String> variations = List.of();

    @Option(
            names = "--seeds",
            paramLabel = "N",
            defaultValue = "20",
            description = "Runs of each variant: under the scenario's seed and those that follow it"
                    + " (default: ${DEFAULT-VALUE}).")
    private int seeds;

    @Option(names = "--out", paramLabel = "DIR", description = "Where results go (default: reports/compare-NAME).")
    private Path out;

    @Option(
            names = "--resume",
            description = "Go on with what was interrupted: runs that are there are not made again.")
    private boolean resume;

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "What to print: text (default), or json: the content of comparison.json.")
    private RunCommand.Format format;

    @Option(names = "--png", description = "Write each chart as charts/NAME.png too, beside its SVG.")
    private boolean png;

    @Option(names = "--quiet", description = "No progress on standard error.")
    private boolean quiet;

    private final Terminal terminal;
    private final Interrupt interrupt;

    CompareCommand(Terminal terminal, Interrupt interrupt) {
        this.terminal = terminal;
        this.interrupt = interrupt;
    }

    @Override
    public Integer call() throws IOException {
        Experiment experiment = experiment();
        Path folder = out != null ? out : Path.of("reports", "compare-" + experiment.name());
        ComparisonFolder results = ComparisonFolder.prepare(folder, experiment.name(), resume);
        interrupt.simulating();
        Comparison comparison;
        try {
            comparison = execute(experiment, results);
        } catch (BrokenTrialException broken) {
            BrokenRun.tell(terminal.err(), broken);
            return ExitCode.BROKEN_INVARIANT;
        }
        boolean interrupted = comparison == null || comparison.isPartial();
        if (interrupted) {
            terminal.err()
                    .println(
                            "ecsim: interrupted; " + experiment.done() + " of " + experiment.size() + " runs are kept, "
                                    + (comparison == null ? "too few to compare" : "what they say is marked as partial")
                                    + ". To go on: " + command() + " --resume");
        }
        if (comparison != null) {
            write(comparison, experiment.name(), results, folder);
        }
        return interrupted ? ExitCode.INTERRUPTED : ExitCode.DONE;
    }

    private void write(Comparison comparison, String name, ComparisonFolder results, Path folder) throws IOException {
        String json = ComparisonFiles.json(comparison, name);
        Path work = results.work();
        Files.writeString(work.resolve("comparison.csv"), ComparisonFiles.csv(comparison));
        Files.writeString(work.resolve("comparison.json"), json);
        ComparisonReport.write(comparison, name, command(), work, png);
        results.publish();
        if (format == RunCommand.Format.json) {
            terminal.out().print(json);
            terminal.err().println(folder.resolve("index.html"));
        } else {
            terminal.out().print(CompareAnswer.text(comparison));
            terminal.out().println("Report: " + folder.resolve("index.html"));
        }
    }

    /**
     * Reads everything before it complains.
     *
     * @throws ScenarioException with what is wrong, options and scenarios together
     */
    private Experiment experiment() {
        List<String> wrong = new ArrayList<>();
        boolean few = seeds < Experiment.FEWEST_SEEDS || seeds > MOST;
        if (few) {
            wrong.add("--seeds " + seeds + ": a comparison needs from " + Experiment.FEWEST_SEEDS + " to " + MOST
                    + " runs of each variant; 20 is a good beginning.");
        }
        List<Variant> variants = Variant.of(scenarios, variations, wrong);
        List<Problem> problems = new ArrayList<>(wrong.stream()
                .map(message -> new Problem("ecsim compare", 0, 0, "", message))
                .toList());
        Experiment experiment = null;
        try {
            experiment = Experiment.of(variants, few ? Experiment.FEWEST_SEEDS : seeds);
        } catch (ScenarioException e) {
            problems.addAll(e.problems());
        }
        if (!problems.isEmpty()) {
            throw new ScenarioException(problems);
        }
        return experiment;
    }

    private Comparison execute(Experiment experiment, ComparisonFolder results) throws IOException {
        boolean watched = !quiet && Terminal.isWatched();
        ProgressBar bar = watched
                ? ProgressBar.start(terminal.err(), () -> experiment.done() / (double) experiment.size())
                : null;
        try {
            int cores = Runtime.getRuntime().availableProcessors();
            return experiment.execute(results.runs(), cores, interrupt::isRequested);
        } finally {
            if (bar != null) {
                bar.close();
            }
        }
    }

    /** What a user types to get the same again. */
    private String command() {
        String files = scenarios.stream()
                .map(file -> " " + Shell.quote(file.toString()))
                .collect(Collectors.joining());
        String varied =
                variations.stream().map(each -> " --vary " + Shell.quote(each)).collect(Collectors.joining());
        return "./ecsim compare" + files + varied + " --seeds " + seeds
                + (out == null ? "" : " --out " + Shell.quote(out.toString()));
    }
}
