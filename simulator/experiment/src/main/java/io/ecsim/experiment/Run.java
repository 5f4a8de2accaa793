// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import io.ecsim.experiment.ConditionParser.SyntaxException;
import io.ecsim.journal.Entry;
import io.ecsim.metrics.Datapoint;
import io.ecsim.metrics.Metric;
import io.ecsim.requests.TracedRequest;
import io.ecsim.scenario.EffectiveScenario;
import io.ecsim.scenario.Expectation;
import io.ecsim.scenario.LoadedScenario;
import io.ecsim.scenario.Note;
import io.ecsim.scenario.Problem;
import io.ecsim.scenario.ScenarioException;
import io.ecsim.scenario.ScenarioReader;
import io.ecsim.simulation.InvariantException;
import io.ecsim.simulation.KnownTasks;
import io.ecsim.simulation.RunObserver;
import io.ecsim.simulation.RunResult;
import io.ecsim.simulation.Scenario;
import io.ecsim.simulation.Simulation;
import io.ecsim.simulation.SmallestSizes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import tools.jackson.core.exc.JacksonIOException;

/** One run of a scenario, ready to start. */
public final class Run {
    private static final long NANOS_PER_MILLI = 1_000_000;

    /**
     * What a run does beyond what every run does.
     *
     * @param events whether it writes events.jsonl, what AWS would have sent to EventBridge
     * @param traces whether it writes traces.jsonl, a sample of requests; only the discrete solver has them
     * @param checked whether the simulator checks its own laws after every event; slower, same results
     * @param pictures moments of which it records what was on which instance, in nanoseconds since the start
     */
    public record Extras(boolean events, boolean traces, boolean checked, List<Long> pictures) {
        public static final Extras NONE = new Extras(false, false, false, List.of());
    }

    /**
     * What a run comes to when nothing is written.
     *
     * @param summary with its expectations, without fingerprint and notes
     * @param byLuck whether another seed could give other figures
     */
    public record Figures(Map<String, Object> summary, boolean byLuck) {}

    private final LoadedScenario loaded;
    private final List<Condition> conditions;
    private final String command;

    private Run(LoadedScenario loaded, List<Condition> conditions, String command) {
        this.loaded = loaded;
        this.conditions = conditions;
        this.command = command;
    }

    /**
     * Reads a scenario.
     *
     * @throws ScenarioException with every problem that was found, those of its expectations too
     * @see ScenarioReader#read(Path, List, Long, Duration)
     */
    public static LoadedScenario read(Path scenario, List<String> settings, Long seed, Duration until) {
        try {
            return ScenarioReader.read(scenario, settings, seed, until);
        } catch (ScenarioException e) {
            List<Problem> problems = new ArrayList<>(e.problems());
            // Whatever the scenario's start is, it decides of no syntax.
            e.expectations().forEach(expectation -> parse(expectation, Instant.EPOCH, problems));
            throw new ScenarioException(problems, e.notes());
        }
    }

    /** Null, with a problem more, when it cannot be understood. */
    private static Condition parse(Expectation expectation, Instant start, List<Problem> problems) {
        try {
            return ConditionParser.parse(expectation.text(), start);
        } catch (SyntaxException e) {
            problems.add(expectation.problem(e.getMessage()));
            return null;
        }
    }

    /**
     * Checks what the scenario expects, before anything is simulated.
     *
     * @param command what a user types to repeat the run
     * @throws ScenarioException with every expectation that cannot be understood or is of a figure that no run can have
     */
    public static Run of(LoadedScenario loaded, String command) {
        List<Condition> conditions = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        ExpectedFigures figures = new ExpectedFigures(loaded.scenario());
        for (Expectation expectation : loaded.expectations()) {
            Condition condition = parse(expectation, loaded.scenario().start(), problems);
            String problem = condition == null ? null : figures.problem(condition.figure());
            if (problem != null) {
                problems.add(expectation.problem(problem));
            }
            conditions.add(condition);
        }
        if (!problems.isEmpty()) {
            throw new ScenarioException(problems);
        }
        return new Run(loaded, conditions, command);
    }

    public String command() {
        return command;
    }

    /**
     * Simulates, and writes journal.jsonl, metrics.csv, summary.json and scenario.yaml, the effective scenario.
     *
     * @param directory exists
     * @param watcher sees everything as it happens
     * @param stop asked now and then; true ends the run early, which makes the outcome partial
     * @throws IOException if a file cannot be written
     * @throws InvariantException if the simulator breaks a law of its own
     */
    public RunOutcome execute(Path directory, RunObserver watcher, BooleanSupplier stop, Extras extras)
            throws IOException {
        try {
            return simulate(directory, watcher, stop, extras);
        } catch (InvariantException e) {
            throwIfDisk(e.getCause());
            throw e;
        } catch (JacksonIOException | UncheckedIOException e) {
            throwIfDisk(e);
            throw e;
        }
    }

    /** A file that cannot be written fails in the middle of the simulation, which is not to blame for it. */
    private static void throwIfDisk(Throwable failure) throws IOException {
        if ((failure instanceof JacksonIOException || failure instanceof UncheckedIOException)
                && failure.getCause() instanceof IOException disk) {
            throw disk;
        }
    }

    /**
     * Simulates, writes nothing, and keeps the figures.
     *
     * @param stop asked now and then; true ends the run early
     * @return null when it was ended early
     * @throws InvariantException if the simulator breaks a law of its own
     */
    public Figures figures(BooleanSupplier stop) {
        Scenario scenario = loaded.scenario();
        Expectations expected = new Expectations(conditions, scenario);
        TimeSpent timeSpent = new TimeSpent();
        RunResult result = Simulation.run(scenario, new FiguresOnly(expected, timeSpent), stop, false);
        if (result.simulated() < scenario.duration().toNanos()) {
            return null;
        }
        Map<String, Object> summary = Summary.figures(scenario, result, timeSpent.services(), null, 0);
        Summary.complete(summary, expected.results(summary), List.of(), false);
        return new Figures(summary, result.byLuck());
    }

    private RunOutcome simulate(Path directory, RunObserver watcher, BooleanSupplier stop, Extras extras)
            throws IOException {
        Scenario scenario = loaded.scenario();
        Expectations expected = new Expectations(conditions, scenario);
        Recording recording = new Recording(SmallestSizes.of(scenario), KnownTasks.of(scenario), extras.pictures());
        Refusals refusals = new Refusals(scenario.start());
        JournalWriter journal =
                new JournalWriter(Files.newOutputStream(directory.resolve("journal.jsonl")), scenario.start());
        MetricsWriter metrics =
                new MetricsWriter(Files.newOutputStream(directory.resolve("metrics.csv")), scenario.start());
        OpenTelemetry telemetry = new OpenTelemetry(scenario.start());
        JsonLines events = extras.events() ? lines(directory.resolve("events.jsonl")) : null;
        JsonLines traces = extras.traces() ? lines(directory.resolve("traces.jsonl")) : null;
        long began = System.nanoTime();
        RunResult result;
        try (journal;
                metrics;
                events;
                traces) {
            Fan fan = new Fan(journal, metrics, events, traces, telemetry, expected, recording, refusals, watcher);
            result = Simulation.run(scenario, fan, stop, extras.checked());
        }
        long wallMillis = (System.nanoTime() - began) / NANOS_PER_MILLI;

        String fingerprint = journal.fingerprint();
        boolean partial = result.simulated() < scenario.duration().toNanos();
        Map<String, Object> summary = Summary.figures(scenario, result, recording.timeSpent(), fingerprint, wallMillis);
        List<ExpectationResult> results = expected.results(summary);
        Summary.complete(summary, results, notes(result, refusals), partial);
        Files.writeString(directory.resolve("summary.json"), Summary.json(summary));
        Files.writeString(directory.resolve("scenario.yaml"), EffectiveScenario.yaml(loaded, directory));
        return new RunOutcome(scenario, command, result, summary, recording, fingerprint, results, partial, wallMillis);
    }

    private static JsonLines lines(Path file) throws IOException {
        return new JsonLines(Files.newOutputStream(file));
    }

    /** Those of the scenario, and which lists of the summary are not complete. */
    private List<String> notes(RunResult result, Refusals refusals) {
        List<String> notes =
                new ArrayList<>(loaded.notes().stream().map(Note::text).sorted().toList());
        notes.addAll(refusals.notes());
        result.services()
                .forEach((name, service) -> service.deployments().stream()
                        .filter(deployment -> deployment.stepsLeftOut() > 0)
                        .forEach(deployment -> notes.add("deployment " + deployment.id() + " of " + name + " took "
                                + deployment.stepsTaken() + " steps: the first "
                                + deployment.steps().size() + " are in summary.json, all are in journal.jsonl")));
        return notes;
    }

    /** Takes what is needed to know whether the scenario's expectations hold. */
    private record FiguresOnly(Expectations expectations, TimeSpent timeSpent) implements RunObserver {
        @Override
        public void add(long time, Entry entry) {}

        @Override
        public void metric(Metric metric, Datapoint point) {
            expectations.metric(metric, point);
        }

        @Override
        public boolean takesTraces() {
            return true;
        }

        @Override
        public void traced(TracedRequest request) {
            timeSpent.add(request);
        }
    }
}
