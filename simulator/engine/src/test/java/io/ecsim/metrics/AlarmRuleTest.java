// SPDX-License-Identifier: Apache-2.0
package io.ecsim.metrics;

import static io.ecsim.metrics.AlarmState.ALARM;
import static io.ecsim.metrics.AlarmState.INSUFFICIENT_DATA;
import static io.ecsim.metrics.AlarmState.OK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.kernel.Time;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Points are written newest last: X breaching, 0 not, - missing. */
class AlarmRuleTest {
    private static final Metric CPU = new Metric("AWS/ECS", "CPUUtilization", "ServiceName=web", "Percent");

    /** Columns as in CloudWatch's tables; K keeps the state. */
    @Tag("SC-206")
    @Tag("SC-207")
    @Tag("SC-208")
    @Tag("SC-209")
    @Tag("SC-210")
    @Tag("CW-4")
    @ParameterizedTest(name = "{0} of 3, {1}: {2} {3} {4} {5}")
    @CsvSource({
        "3, 0-X-X, O, O, O, O",
        "3, 0----, O, O, O, O",
        "3, -----, I, K, A, O",
        "3, 0XX-X, A, A, A, A",
        "3, --X--, A, K, A, O",
        "2, 0-X-X, A, A, A, A",
        "2, 00X0X, A, A, A, A",
        "2, 0-X--, O, O, A, O",
        "2, ----0, O, O, A, O",
        "2, ---X-, A, K, A, O"
    })
    void theTablesOfTheGuideHoldFromEveryState(
            int needed, String points, char missing, char ignore, char breaching, char notBreaching) {
        for (AlarmState state : AlarmState.values()) {
            assertThat(next(needed, TreatMissingData.missing, state, points)).isEqualTo(state(missing, state));
            assertThat(next(needed, TreatMissingData.ignore, state, points)).isEqualTo(state(ignore, state));
            assertThat(next(needed, TreatMissingData.breaching, state, points)).isEqualTo(state(breaching, state));
            assertThat(next(needed, TreatMissingData.notBreaching, state, points))
                    .isEqualTo(state(notBreaching, state));
        }
    }

    @Tag("SC-208")
    @Tag("CW-5")
    @Test
    void oneYoungBreachingPointAloneIsNoAlarmYet() {
        assertThat(next(3, TreatMissingData.missing, OK, "----X")).isEqualTo(OK);
        assertThat(next(3, TreatMissingData.ignore, OK, "----X")).isEqualTo(OK);
        assertThat(next(3, TreatMissingData.breaching, OK, "----X")).isEqualTo(ALARM);
        assertThat(next(3, TreatMissingData.notBreaching, OK, "----X")).isEqualTo(OK);
        for (TreatMissingData treatment : TreatMissingData.values()) {
            assertThat(next(3, treatment, OK, "---X0")).isEqualTo(OK);
        }
    }

    @Tag("SC-208")
    @Test
    void oneBreachingPointAloneIsAnAlarmOnceItIsOldEnough() {
        assertThat(next(3, TreatMissingData.missing, OK, "---X-")).isEqualTo(OK);
        assertThat(next(3, TreatMissingData.missing, OK, "--X--")).isEqualTo(ALARM);
    }

    @Tag("SC-206")
    @Test
    void onlyTheNewestPointsCountWhenThereAreEnough() {
        assertThat(next(2, TreatMissingData.breaching, ALARM, "XX00X")).isEqualTo(OK);
        assertThat(next(2, TreatMissingData.notBreaching, OK, "00X0X")).isEqualTo(ALARM);
    }

    @Tag("SC-203")
    @ParameterizedTest
    @CsvSource({
        "GreaterThanOrEqualToThreshold, false, true, true",
        "GreaterThanThreshold, false, false, true",
        "LessThanThreshold, true, false, false",
        "LessThanOrEqualToThreshold, true, true, false"
    })
    void aPointIsBreachingWhenTheStatisticComparesWithTheThreshold(
            ComparisonOperator comparison, boolean below, boolean equal, boolean above) {
        assertThat(comparison.holds(49.9, 50)).isEqualTo(below);
        assertThat(comparison.holds(50, 50)).isEqualTo(equal);
        assertThat(comparison.holds(50.1, 50)).isEqualTo(above);
        assertThat(comparison.holds(Math.nextUp(50.0), 50)).as("rounding error").isEqualTo(equal);
    }

    @Tag("SC-202")
    @Test
    void anAlarmNeedsNoMorePointsThanItEvaluates() {
        assertThatThrownBy(() -> alarm(4, TreatMissingData.missing)).hasMessageContaining("alarms at 4");
    }

    @Tag("SC-208")
    @ParameterizedTest
    @EnumSource(TreatMissingData.class)
    void everyShortSeriesComesOutAsTheRuleReadsStepByStep(TreatMissingData treatment) {
        for (int code = 0; code < 243; code++) {
            String points = points(code);
            for (int needed = 1; needed <= 3; needed++) {
                for (AlarmState state : AlarmState.values()) {
                    assertThat(next(needed, treatment, state, points))
                            .as("%s of 3, %s, %s, from %s", needed, points, treatment, state)
                            .isEqualTo(byTheBook(needed, treatment, state, points));
                }
            }
        }
    }

    @Tag("SC-208")
    @Test
    void whatIsAnAlarmWithGapsTakenAsGoodIsOneHoweverTheyAreTaken() {
        for (int code = 0; code < 243; code++) {
            String points = points(code);
            boolean alarmAnyway = next(2, TreatMissingData.notBreaching, OK, points) == ALARM;
            boolean fineAnyway = next(2, TreatMissingData.breaching, OK, points) == OK;
            for (TreatMissingData treatment : TreatMissingData.values()) {
                AlarmState next = next(2, treatment, OK, points);
                assertThat(next == ALARM || !alarmAnyway).as(points).isTrue();
                assertThat(next == OK || !fineAnyway).as(points).isTrue();
            }
        }
    }

    /** SC-208 in the order of its clauses, over lists of positions from the newest point, which is at 1. */
    private static AlarmState byTheBook(int m, TreatMissingData treatment, AlarmState state, String points) {
        List<Integer> real = new ArrayList<>();
        List<Integer> breaching = new ArrayList<>();
        for (int position = 1; position <= points.length(); position++) {
            char point = points.charAt(points.length() - position);
            if (point != '-') {
                real.add(position);
            }
            if (point == 'X') {
                breaching.add(position);
            }
        }
        int fill = 3 - real.size();
        if (real.size() >= 3) {
            return breaching.stream().filter(real.subList(0, 3)::contains).count() >= m ? ALARM : OK;
        }
        if (real.isEmpty()) {
            return List.of(ALARM, OK, state, INSUFFICIENT_DATA).get(treatment.ordinal());
        }
        if (treatment == TreatMissingData.notBreaching) {
            return breaching.size() >= m ? ALARM : OK;
        }
        if (treatment == TreatMissingData.breaching) {
            return breaching.size() + fill >= m ? ALARM : OK;
        }
        if (breaching.size() >= m) {
            return ALARM;
        }
        if (!breaching.containsAll(real)) {
            return OK;
        }
        return treatment == TreatMissingData.missing && Collections.max(breaching) >= m ? ALARM : state;
    }

    private static String points(int code) {
        var points = new StringBuilder();
        for (int i = 0, rest = code; i < 5; i++, rest /= 3) {
            points.append("X0-".charAt(rest % 3));
        }
        return points.toString();
    }

    private static AlarmState next(int needed, TreatMissingData treatment, AlarmState state, String points) {
        double[] values = points.chars()
                .mapToDouble(point -> point == '-' ? Double.NaN : point == 'X' ? 80 : 20)
                .toArray();
        return AlarmRule.evaluate(alarm(needed, treatment), state, values);
    }

    private static AlarmDefinition alarm(int needed, TreatMissingData treatment) {
        return new AlarmDefinition(
                "high",
                new MetricStat(CPU, Statistic.Average),
                Time.MINUTE,
                3,
                needed,
                5,
                50,
                ComparisonOperator.GreaterThanThreshold,
                treatment,
                false);
    }

    private static AlarmState state(char letter, AlarmState current) {
        return switch (letter) {
            case 'O' -> OK;
            case 'A' -> ALARM;
            case 'I' -> INSUFFICIENT_DATA;
            default -> current;
        };
    }
}
