// SPDX-License-Identifier: Apache-2.0
package io.ecsim.benchmarks;

import io.ecsim.simulation.RunResult;
import io.ecsim.simulation.Scenario;
import io.ecsim.simulation.Simulation;
import java.io.IOException;
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

/** The {@link BigDay}, by its number of instances: how the cost of a day grows. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 1)
@Measurement(iterations = 3)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx4g", "-XX:ActiveProcessorCount=1"})
public class BigDayBenchmark {
    @Param({"10", "100", "1000", "10000"})
    public int instances;

    private Scenario day;

    @Setup
    public void read() throws IOException {
        day = BigDay.of(instances, 24);
    }

    @Benchmark
    public RunResult run() {
        return Simulation.run(day);
    }
}
