// SPDX-License-Identifier: Apache-2.0
package io.ecsim.benchmarks;

import io.ecsim.scenario.ScenarioReader;
import io.ecsim.simulation.RunResult;
import io.ecsim.simulation.Scenario;
import io.ecsim.simulation.Simulation;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A shipped scenario from its first to its last event, without reading files and without writing any. Run from the
 * repository's folder or from {@code benchmarks/}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class WholeRunBenchmark {
    @Param({"first-cluster", "rush-hour", "world-cup"})
    public String scenario;

    private Scenario loaded;

    @Setup
    public void read() {
        Path here = Path.of("scenarios");
        Path folder = here.toFile().isDirectory() ? here : Path.of("..").resolve(here);
        loaded = ScenarioReader.read(folder.resolve(scenario)).scenario();
    }

    /** The result is returned, so that nothing is left out; its events tell how much was done. */
    @Benchmark
    public RunResult run() {
        return Simulation.run(loaded);
    }
}
