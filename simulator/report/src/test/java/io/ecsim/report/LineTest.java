// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.experiment.MetricSeries;
import io.ecsim.experiment.StepSeries;
import io.ecsim.metrics.Metric;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LineTest {
    private static final double GAP = Double.NaN;

    @Test
    void aPeriodWithoutDataIsAGap() {
        Metric metric = new Metric("AWS/ECS", "CPUUtilization", "ServiceName=web", "Percent");
        double[] ones = {1, 1};
        MetricSeries series = new MetricSeries(metric, 10, new long[] {0, 20}, ones, new double[] {5, 7}, ones, ones);
        Line line = Line.ofMetric("CPU", Ink.BLUE, Dash.SOLID, series, series::average);
        assertThat(line.time()).containsExactly(0, 10, 10, 20, 30);
        assertThat(line.value()).containsExactly(5, 5, GAP, 7, 7);
    }

    @Test
    void aCountStartsAtItsFirstValueAndHoldsToTheEnd() {
        StepSeries series = new StepSeries(new long[] {0, 4}, new int[] {6, 5});
        Line line = Line.ofSteps("instances", Ink.BLUE, Dash.SOLID, series, 10);
        assertThat(line.time()).containsExactly(0, 4, 4, 10);
        assertThat(line.value()).containsExactly(6, 6, 5, 5);
    }

    @Test
    void theHighestPointIsFoundBesideGaps() {
        Line line = line(new long[] {0, 1, 2, 3, 4}, GAP, 3, GAP, 9, 9);
        assertThat(line.max()).isEqualTo(9);
        assertThat(line.min()).isEqualTo(3);
        assertThat(line.timeOfMax()).isEqualTo(3);
        assertThat(line(new long[] {0}, GAP).isEmpty()).isTrue();
    }

    @Test
    void thinningKeepsExtremesGapsAndEnds() {
        long[] time = new long[10_000];
        Arrays.setAll(time, i -> i);
        double[] value = new double[10_000];
        Arrays.setAll(value, i -> i % 7);
        value[4_321] = 99;
        value[5_000] = GAP;
        Line thin = Thinning.thin(line(time, value), 10_000, 100);
        assertThat(thin.time().length).isLessThanOrEqualTo(4 * 103);
        assertThat(thin.value()).contains(99, GAP).startsWith(0).endsWith(value[9_999]);
        assertThat(thin.time()).isSorted();
    }

    @Test
    void aShortLineIsLeftAsItIs() {
        Line line = line(new long[] {0, 1}, 1, 2);
        assertThat(Thinning.thin(line, 1, 100)).isSameAs(line);
    }

    private static Line line(long[] time, double... value) {
        return new Line("line", Ink.BLUE, Dash.SOLID, time, value);
    }
}
