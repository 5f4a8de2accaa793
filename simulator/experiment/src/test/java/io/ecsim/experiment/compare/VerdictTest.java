// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment.compare;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class VerdictTest {
    private static final String COST = "costUsd.total";
    private static final String USED = "cluster.instancesUsedPeak";

    private final Map<String, Comparison.Compared> figures = new LinkedHashMap<>();

    private String verdict(int runs, List<Map<String, Integer>> expectations) {
        List<Variant> variants =
                List.of(new Variant("a", Path.of("x.yaml"), List.of()), new Variant("b", Path.of("x.yaml"), List.of()));
        List<Long> seeds = LongStream.range(0, runs).boxed().toList();
        return Verdict.of(new Comparison(variants, seeds, runs, figures, List.of(), expectations));
    }

    private static double[] values(int runs, double usual, int others, double other) {
        double[] values = new double[runs];
        for (int i = 0; i < runs; i++) {
            values[i] = i < others ? other : usual;
        }
        return values;
    }

    /** Eight of forty runs have one instance more, which is skewed: ranks say p = 2/256, and that the usual difference is 0. */
    @Test
    void aDifferenceThatIsShownAndMostlyNothing_isCountedAndNotToldAsZero() {
        figures.put(USED, Comparison.compare(new double[][] {values(40, 10, 0, 0), values(40, 10, 8, 11)}));
        assertThat(figures.get(USED).differences().get(1).isSignificant()).isTrue();
        assertThat(figures.get(USED).differences().get(1).value()).isZero();
        assertThat(verdict(40, List.of(Map.of(), Map.of()))).isEqualTo("b against a: 1 figure differs.");
    }

    @Test
    void whoDoesNotDoWhatIsExpected_isNamedAlsoWhereTheCostIsTheSame() {
        figures.put(COST, Comparison.compare(new double[][] {values(8, 5, 0, 0), values(8, 5, 0, 0)}));
        assertThat(verdict(8, List.of(Map.of("tasks.started == 9", 8), Map.of("tasks.started == 9", 7))))
                .isEqualTo("No difference could be shown between the variants in 8 runs each. What the scenario expects"
                        + " does not hold in every run of b.");
    }

    @Test
    void theCheapestThatDoesNotDoWhatIsExpected_isNotPraised() {
        figures.put(COST, Comparison.compare(new double[][] {values(8, 5, 1, 6), values(8, 3, 1, 4)}));
        assertThat(verdict(8, List.of(Map.of("x == 1", 8), Map.of("x == 1", 0))))
                .startsWith("Cheapest on average is b (3.125 USD on average), but it does not do what is expected.");
    }
}
