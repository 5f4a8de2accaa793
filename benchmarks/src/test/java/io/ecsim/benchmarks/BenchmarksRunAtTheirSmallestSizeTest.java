// SPDX-License-Identifier: Apache-2.0
package io.ecsim.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.BenchmarkList;
import org.openjdk.jmh.runner.BenchmarkListEntry;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.format.OutputFormatFactory;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Runs every benchmark of this module once, with the first value of each of its parameters. It measures nothing. */
class BenchmarksRunAtTheirSmallestSizeTest {

    static Stream<Named<BenchmarkListEntry>> benchmarks() {
        var silent = OutputFormatFactory.createFormatInstance(System.out, VerboseMode.SILENT);
        return BenchmarkList.defaultList().getAll(silent, List.of()).stream()
                .map(benchmark -> Named.of(benchmark.getUsername(), benchmark));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("benchmarks")
    void theBenchmarkRuns(BenchmarkListEntry benchmark) throws RunnerException {
        var options = new OptionsBuilder()
                .include("^" + Pattern.quote(benchmark.getUsername()) + "$")
                .mode(Mode.SingleShotTime)
                .forks(0)
                .warmupIterations(0)
                .measurementIterations(1)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
        benchmark.getParams().orElse(Map.of()).forEach((name, values) -> options.param(name, values[0]));

        assertThat(new Runner(options.build()).run()).hasSize(1);
    }
}
