// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment.compare;

import io.ecsim.experiment.Run;
import io.ecsim.experiment.Version;
import io.ecsim.scenario.EffectiveScenario;
import io.ecsim.scenario.LoadedScenario;
import io.ecsim.scenario.Problem;
import io.ecsim.scenario.ScenarioException;
import io.ecsim.simulation.InvariantException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * Variants that are read and checked, and their runs: every variant under every seed, so that all meet the same luck
 * (common random numbers). Runs are side by side on all cores; what comes out does not depend on which is done first.
 */
public final class Experiment {
    /**
     * A run to make.
     *
     * @param content what it is made of but for the seed: version and effective scenario, hashed
     */
    private record Job(Run run, Variant variant, String content, long seed) {
        String key() {
            return content + "-" + seed;
        }
    }

    /** One run of each variant has no spread. */
    public static final int FEWEST_SEEDS = 2;

    private final List<Variant> variants;
    private final List<LoadedScenario> scenarios;
    private final List<Long> seeds;
    private final List<List<Job>> jobs;
    private final Map<String, Trial> withoutLuck = new ConcurrentHashMap<>();
    private final AtomicInteger done = new AtomicInteger();

    private Experiment(List<Variant> variants, List<LoadedScenario> scenarios, List<Long> seeds, List<List<Job>> jobs) {
        this.variants = variants;
        this.scenarios = scenarios;
        this.seeds = seeds;
        this.jobs = jobs;
    }

    /**
     * Reads all variants.
     *
     * @param seeds how many: the first scenario's own and those that follow it
     * @throws ScenarioException with the problems of all variants
     */
    public static Experiment of(List<Variant> variants, int seeds) {
        List<LoadedScenario> scenarios = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        for (Variant variant : variants) {
            try {
                LoadedScenario loaded = Run.read(variant.scenario(), variant.settings(), null, null);
                Run.of(loaded, "");
                scenarios.add(loaded);
            } catch (ScenarioException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new ScenarioException(
                    problems.stream().map(Experiment::asVaried).toList());
        }
        long first = scenarios.get(0).scenario().seed();
        List<Long> numbers = LongStream.range(0, seeds).mapToObj(i -> first + i).toList();
        List<List<Job>> jobs = new ArrayList<>();
        for (int i = 0; i < variants.size(); i++) {
            LoadedScenario scenario = scenarios.get(i);
            Variant variant = variants.get(i);
            String content = hash(EffectiveScenario.yaml(scenario.withSeed(0), Path.of("")));
            jobs.add(numbers.stream()
                    .map(seed -> new Job(Run.of(scenario.withSeed(seed), ""), variant, content, seed))
                    .toList());
        }
        return new Experiment(variants, scenarios, numbers, jobs);
    }

    /** The user has not written {@code --set}. */
    private static Problem asVaried(Problem problem) {
        String file = problem.file().replaceFirst("^--set ", "--vary ");
        return new Problem(file, problem.line(), problem.column(), problem.path(), problem.message());
    }

    private static String hash(String effective) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest((Version.TEXT + "\n" + effective).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }

    /** Names of the scenarios. */
    public String name() {
        return scenarios.stream().map(each -> each.scenario().name()).distinct().collect(Collectors.joining("-"));
    }

    /** How many runs there are to make. */
    public int size() {
        return (int)
                jobs.stream().flatMap(List::stream).map(Job::key).distinct().count();
    }

    /** Runs that are over, found or made. */
    public int done() {
        return done.get();
    }

    /**
     * Makes the runs that are not in the folder yet.
     *
     * @param folder exists; takes a file for each run as it ends
     * @param stop asked now and then; true ends early, and what is done is kept
     * @return of the seeds that every variant has run under, which are not all when it was ended early; null where they are
     *     too few to compare
     * @throws IOException if a file cannot be written
     * @throws BrokenTrialException if the simulator breaks a law of its own
     */
    public Comparison execute(Path folder, int threads, BooleanSupplier stop) throws IOException {
        Trials trials = new Trials(folder);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<List<Future<Trial>>> running = new ArrayList<>();
            jobs.forEach(each -> running.add(new ArrayList<>()));
            // Variants that are the same share their runs.
            Map<String, Future<Trial>> byKey = new LinkedHashMap<>();
            // Seed by seed: what is done when somebody stops is of all variants.
            for (int seed = 0; seed < seeds.size(); seed++) {
                for (int variant = 0; variant < jobs.size(); variant++) {
                    Job job = jobs.get(variant).get(seed);
                    running.get(variant)
                            .add(byKey.computeIfAbsent(job.key(), key -> pool.submit(() -> trial(job, trials, stop))));
                }
            }
            return results(running);
        } finally {
            pool.shutdownNow();
        }
    }

    private Trial trial(Job job, Trials trials, BooleanSupplier stop) throws IOException {
        Trial trial = trials.find(job.key());
        if (trial == null) {
            trial = stop.getAsBoolean() ? null : make(job, stop);
            if (trial != null) {
                trials.keep(job.key(), trial);
            }
        }
        if (trial != null) {
            done.incrementAndGet();
        }
        return trial;
    }

    /** A run that drew no random number is the run of every seed. */
    private Trial make(Job job, BooleanSupplier stop) {
        Trial certain = withoutLuck.get(job.content());
        if (certain != null) {
            return certain;
        }
        Run.Figures figures;
        try {
            figures = job.run().figures(stop);
        } catch (InvariantException broken) {
            throw new BrokenTrialException(job.variant(), job.seed(), broken);
        }
        if (figures == null) {
            return null;
        }
        Trial trial = Trial.of(figures.summary());
        if (!figures.byLuck()) {
            withoutLuck.put(job.content(), trial);
        }
        return trial;
    }

    private Comparison results(List<List<Future<Trial>>> running) throws IOException {
        List<Long> whole = new ArrayList<>();
        List<List<Trial>> results = new ArrayList<>();
        running.forEach(each -> results.add(new ArrayList<>()));
        for (int seed = 0; seed < seeds.size(); seed++) {
            List<Trial> ofSeed = new ArrayList<>();
            for (List<Future<Trial>> ofVariant : running) {
                ofSeed.add(get(ofVariant.get(seed)));
            }
            if (!ofSeed.contains(null)) {
                whole.add(seeds.get(seed));
                for (int variant = 0; variant < results.size(); variant++) {
                    results.get(variant).add(ofSeed.get(variant));
                }
            }
        }
        return whole.size() < FEWEST_SEEDS ? null : Comparison.of(variants, whole, seeds.size(), results);
    }

    private static Trial get(Future<Trial> trial) throws IOException {
        try {
            return trial.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while runs were made", e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException disk) {
                throw disk;
            }
            if (e.getCause() instanceof UncheckedIOException disk) {
                throw disk.getCause();
            }
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }
}
