// SPDX-License-Identifier: Apache-2.0
package io.ecsim.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.kernel.Time;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** m1 is 1 2 _ 4, m2 is 2 0 3 _; expected values by hand. */
class MetricMathTest {
    private static final double GAP = Double.NaN;

    @Tag("SC-216")
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "m1 + m2 * 2 ; 5 2 _ _",
                "(m1 + m2) * 2 ; 6 4 _ _",
                "m1 / m2 ; 0.5 _ _ _",
                "-m1 + 2 ^ 3 ^ 0 ; 1 0 _ -2",
                "m1 / IF(m2 > 0, m2, 1) ; 0.5 2 _ _",
                "FILL(m1, 0) ; 1 2 0 4",
                "FILL(m1, m2) ; 1 2 3 4",
                "FILL(m2, REPEAT) ; 2 0 3 3",
                "FILL(m1, LINEAR) ; 1 2 3 4",
                "SUM([m1, m2]) ; 3 2 3 4",
                "AVG([m1, m2]) ; 1.5 1 3 4",
                "MAX(METRICS()) ; 2 2 3 4",
                "MIN([m1, 1.5]) ; 1 1.5 1.5 1.5",
                "MAX(m1) ; 4 4 4 4",
                "SUM(m1) / PERIOD(m1) * 60 ; 7 7 7 7",
                "RATE(m1) * 60 ; _ 1 _ _",
                "IF(m1 >= 2 && m2 == 0 || m1 == 4, 1, 0) ; 0 1 _ _",
                "ABS(-1 * m1) + CEIL(0.2) - FLOOR(1.9) ; 1 2 _ 4"
            })
    void anExpressionIsEvaluatedPeriodByPeriod(String text, String expected) {
        Map<String, double[]> series = new LinkedHashMap<>();
        series.put("m1", new double[] {1, 2, GAP, 4});
        series.put("m2", new double[] {2, 0, 3, GAP});
        double[] wanted = Arrays.stream(expected.split(" "))
                .mapToDouble(value -> value.equals("_") ? GAP : Double.parseDouble(value))
                .toArray();
        assertThat(Expression.parse(text).evaluate(series, 4, Time.MINUTE)).containsExactly(wanted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "m1 + | at column 5: expected a number, an id or a function, found the end",
                "m1 m2 | at column 4: expected an operator, found m2",
                "ANOMALY(m1) | at column 1: ANOMALY is not one of",
                "(m1 | at column 4: expected ), found the end",
                "IF(m1) | at column 1: IF takes 2 or 3 arguments, not 1",
                "m1 $ 2 | at column 4: $ means nothing"
            })
    void whatCannotBeReadIsToldWithItsColumn(String text, String message) {
        assertThatThrownBy(() -> Expression.parse(text)).hasMessageContaining(message);
    }

    /** The first comes after one minute, the second after two: their periods must not be mixed up. */
    @Tag("SC-216")
    @Test
    void metricsOfDifferentDelaysMeetInTheirPeriods() {
        var fast = new Metric("Shop", "Sent", "", "Count");
        var slow = new Metric("Shop", "Workers", "", "Count");
        Map<String, MetricQuery> inputs = new LinkedHashMap<>();
        inputs.put("sent", new MetricStat(fast, Statistic.Sum));
        inputs.put("workers", new MetricStat(slow, Statistic.Average));
        var perWorker = new MetricMath("backlog", Expression.parse("sent / workers"), inputs);
        var store = new MetricStore();
        perWorker.watch(store, Time.HOUR);
        for (int minute = 0; minute < 5; minute++) {
            store.publish(fast, point(minute, 100 * (minute + 1)), Time.MINUTE);
            store.publish(slow, point(minute, minute + 1), 2 * Time.MINUTE);
        }
        assertThat(perWorker.range(store, Time.MINUTE, 3, 5 * Time.MINUTE)).containsExactly(100, 100, 100);
    }

    private static Datapoint point(int minute, double value) {
        return new Datapoint(minute * Time.MINUTE, Time.MINUTE, 1, value, value, value);
    }
}
