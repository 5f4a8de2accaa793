// SPDX-License-Identifier: Apache-2.0
package io.ecsim.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules of composite alarms; a is in ALARM, b has too little data, c is OK. */
class CompositeRuleTest {
    private static final Map<String, AlarmState> STATES = Map.of(
            "a", AlarmState.ALARM, "b", AlarmState.INSUFFICIENT_DATA, "c", AlarmState.OK, "a (1)", AlarmState.OK);

    @ParameterizedTest(name = "{0}: {1}")
    @Tag("SC-214")
    @Tag("CW-8")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "ALARM(a); true",
                "ALARM(b); false",
                "INSUFFICIENT_DATA(b); true",
                "OK(c) AND ALARM(a); true",
                "ALARM(a) AND NOT ALARM(b); true",
                "ALARM(a) AND NOT INSUFFICIENT_DATA(b); false",
                "ALARM(c) OR ALARM(a) AND ALARM(b); false",
                "(ALARM(c) OR ALARM(a)) AND NOT ALARM(b); true",
                "NOT (ALARM(a) OR OK(c)); false",
                "NOT NOT ALARM( a ); true",
                "TRUE AND NOT FALSE; true",
                "OK(\"a (1)\"); true",
                "ALARM(c) OR OK(c) OR ALARM(b); true",
            })
    void notBindsCloserThanAndThanOr(String rule, boolean holds) {
        assertThat(CompositeRule.parse(rule).holds(STATES::get)).isEqualTo(holds);
        assertThat(CompositeRule.parse(CompositeRule.parse(rule).toString().replace("(a (1))", "(\"a (1)\")"))
                        .holds(STATES::get))
                .as("what it says means the same")
                .isEqualTo(holds);
    }

    @ParameterizedTest(name = "{0}")
    @Tag("SC-214")
    @CsvSource(
            delimiter = ';',
            value = {
                "ALARM a; at column 7: expected (, not a",
                "ALARM(a; at column 8: expected ), not the end",
                "ALARM(a) ALARM(b); at column 10: expected AND, OR or the end, not ALARM(b)",
                "ALARM(a) AND; at column 13: expected ALARM(name)",
                "ALARMS(a); at column 1: expected ALARM(name)",
                "ALARM(); at column 7: expected the name of an alarm",
                "alarm(a); at column 1: expected ALARM(name)",
            })
    void whatIsNoRuleIsRefusedAtItsPlace(String rule, String message) {
        assertThatThrownBy(() -> CompositeRule.parse(rule))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    @Tag("SC-214")
    void aRuleIsNestedAHundredDeepAtMost() {
        assertThat(CompositeRule.parse("NOT ".repeat(100) + "TRUE").holds(STATES::get))
                .isTrue();
        assertThatThrownBy(() -> CompositeRule.parse("(".repeat(10_000)))
                .hasMessage("at column 102: nested deeper than 100");
    }

    @Test
    @Tag("SC-214")
    void itNamesItsAlarmsInOrder() {
        assertThat(CompositeRule.parse("ALARM(x) OR NOT OK(y) AND ALARM(x)").alarms())
                .containsExactly("x", "y");
    }
}
