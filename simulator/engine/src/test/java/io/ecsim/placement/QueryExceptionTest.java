// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class QueryExceptionTest {
    private static QueryException error(String expression) {
        return catchThrowableOfType(QueryException.class, () -> Query.parse(expression));
    }

    @Test
    @Tag("QL-1")
    void theMessagePointsAtThePlace() {
        assertThat(error("attribute:zone in [a, b")).hasMessage("""
                at column 24: expected ']'
                  attribute:zone in [a, b
                                         ^""");
    }

    @Test
    void aLongExpressionIsShownAroundThePlace() {
        String before = "attribute:a exists and ".repeat(20);
        String after = " and attribute:c exists".repeat(20);
        assertThat(error(before + "attribute:b ? 3" + after).getMessage().lines())
                .containsExactly(
                        "at column 473: expected one of [==, !=, >=, >, <=, <, =~, !~, in, !in, exists, !exists]"
                                + " after attribute:",
                        "  " + before.substring(412) + "attribute:b ? 3" + after.substring(0, 57),
                        "  " + " ".repeat(60) + "^");
    }

    @ParameterizedTest
    @Tag("QL-1")
    @Tag("QL-2")
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | 0 | expected a subject such as attribute:NAME, task:group",
                "(attribute:a exists | 19 | expected ')'",
                "attribute:a exists) | 18 | expected 'and', 'or' or the end",
                "attribute:a (== b) | 12 | expected one of [==, !=,",
                "attribute:a == b and | 20 | expected a subject such as attribute:NAME, task:group",
                "attribute:a == b, c | 16 | expected 'and', 'or' or the end",
                "attribute: == b | 10 | expected the name of an attribute",
                "attribute:a == | 14 | expected a value",
                "attribute:a == \"b | 15 | expected a closing \"",
                "attribute:a in b | 15 | expected '['",
                "attribute:a in [] | 16 | expected a value",
                "ecs.os-type == linux | 0 | unknown subject 'ecs.os-type'. Did you mean attribute:ecs.os-type?",
                "stack == prod | 0 | unknown subject 'stack'. Did you mean attribute:stack?",
                "atribute:stack == prod | 0 | unknown subject 'atribute:stack'. Did you mean attribute:stack?",
                "taskgroup == a | 0 | unknown subject 'taskgroup'. Did you mean task:group?",
                "attribute:a === b | 12 | expected one of [==, !=,",
                "attribute:a =~ [ | 15 | expected a value",
                "attribute:a =~ '(t2' | 15 | not a regular expression (Unclosed group)",
                "instance-type == t2.micro | 0 | unknown subject 'instance-type'. Did you mean attribute:ecs.instance-type?",
                "attribute:a equals1 | 12 | expected one of [==, !=,",
                "agentConnected in [true, yes] | 25 | expected true or false",
                "agentConnected == yes | 18 | expected true or false",
                "agentVersion > latest | 15 | expected a version such as 1.94.0",
                "registeredAt < yesterday | 15 | expected a date such as 2018-06-18 or 2018-06-18T22:28:28Z",
                "runningTasksCount < few | 20 | expected a whole number"
            })
    void whatWasExpectedAndWhere(String expression, int position, String problem) {
        QueryException error = error(expression);
        assertThat(error.problem()).startsWith(problem);
        assertThat(error.position()).isEqualTo(position);
    }

    @Test
    @Tag("PL-4")
    void anExpressionHasAtMost2000Characters() {
        String longest = "attribute:a == " + "b".repeat(1985);
        assertThat(error(longest)).isNull();
        assertThat(error(longest + "b").problem()).isEqualTo("an expression has at most 2000 characters");
    }

    @Test
    void depthHasALimit() {
        assertThat(error("(".repeat(199) + "attribute:a exists" + ")".repeat(199)))
                .isNull();
        assertThat(error("!".repeat(199) + "attribute:a exists")).isNull();
        assertThat(error("(".repeat(2000)).problem()).isEqualTo("expected at most 200 levels of 'not' and parentheses");
    }

    /** Of pieces that regular expressions are made of, in an order that makes few of them. */
    @Test
    @Tag("QL-5")
    void whateverStandsForARegularExpressionIsOneOrAMistake() {
        String[] pieces = {
            "(", ")", "[", "]", "[^", "&&", "{", "}", "{2", ",", "9999999999}", "*", "+", "?", "|", "\\", "\\Q", "\\E",
            "\\p{", "\\x{", "\\u", "\\k<", "\\N{", "\\b", "\\1", "\\c", "(?<", "(?i", "(?", ">", "<a>", ":", "-", "^",
                    "$", "a",
            "IsLatin}", "\ud83d"
        };
        var random = new SplittableRandom(1);
        for (int i = 0; i < 4_000; i++) {
            var regex = new StringBuilder();
            for (int length = 1 + random.nextInt(8); length > 0; length--) {
                regex.append(pieces[random.nextInt(pieces.length)]);
            }
            QueryException error = error("attribute:a =~ '" + regex + "'");
            assertThat(error == null || error.position() == 15).isTrue();
        }
        assertThat(error("attribute:a =~ '" + "(".repeat(100) + ")".repeat(100) + "'"))
                .isNull();
        assertThat(error("attribute:a =~ '" + "(".repeat(1900) + "'").problem()).startsWith("not a regular expression (");
    }

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("ecsim.tries", 200));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void nothingElseIsEverThrown(long seed) {
        String[] parts = {
            "attribute:a",
            "task:group",
            "agentVersion",
            "registeredAt",
            "runningTasksCount",
            "agentConnected",
            "not",
            "and",
            "or",
            "in",
            "exists",
            "!",
            "==",
            "=~",
            "<",
            "(",
            ")",
            "[",
            "]",
            ",",
            "'",
            "\"",
            "1.2",
            "*",
            "\\",
            " "
        };
        var random = new SplittableRandom(seed);
        for (int i = 0; i < 200; i++) {
            var expression = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                expression.append(parts[random.nextInt(parts.length)]).append(random.nextInt(3) == 0 ? "" : " ");
            }
            QueryException error = error(expression.toString());
            assertThat(error == null || error.position() <= expression.length()).isTrue();
        }
    }
}
