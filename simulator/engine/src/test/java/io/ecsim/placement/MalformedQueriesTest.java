// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ecsim.placement.QueryGenerator.Token;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Of whatever is not in the language, the first place where it leaves it is named. */
class MalformedQueriesTest {
    /** Strewn in among the tokens: each is right somewhere and wrong nearly everywhere. */
    private static final List<String> STREWN = List.of(
            "(",
            ")",
            "[",
            "]",
            ",",
            "and",
            "or",
            "not",
            "!",
            "&&",
            "||",
            "==",
            "exists",
            "in",
            "!in",
            "<",
            "=~",
            "?",
            "=",
            "===",
            "!<",
            "<>",
            "~",
            "like",
            "attribute:a",
            "ta\u017fk:group",
            "ecs.instance-type",
            "'x'",
            "42",
            "true",
            "||&");

    /** None of them begins or continues anything but a value. */
    private static final List<String> FOREIGN = List.of(
            "?", ";", "{", "}", "#", "$", "@", "*", "\u00a0", "\u0000", "\ud83d\ude00", "'", "\"", "[", "]", ")", "~");

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("ecsim.tries", 20));
    }

    private static List<String> tokens(SplittableRandom random) {
        var generator = new QueryGenerator(random);
        List<Token> tokens = generator.tokens(generator.tree(random.nextInt(4)));
        return tokens.stream().map(Token::text).toList();
    }

    private static QueryException error(String text) {
        return catchThrowableOfType(QueryException.class, () -> Query.parse(text));
    }

    private static void mistakeIsWhereTheTokensSay(List<String> tokens) {
        String text = String.join(" ", tokens);
        QueryException error = error(text);
        int position = error == null ? -1 : error.position();
        assertThat(position).as("%s", text).isEqualTo(FirstMistake.in(tokens));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @Tag("QL-1")
    @Tag("QL-2")
    @Tag("QL-4")
    void theFirstTokenThatCannotStandThereIsTheMistake(long seed) {
        var random = new SplittableRandom(seed);
        List<String> good = tokens(random);
        mistakeIsWhereTheTokensSay(good);
        for (int at = 0; at < good.size(); at++) {
            List<String> dropped = new ArrayList<>(good);
            dropped.remove(at);
            mistakeIsWhereTheTokensSay(dropped);
            List<String> doubled = new ArrayList<>(good);
            doubled.add(at, good.get(at));
            mistakeIsWhereTheTokensSay(doubled);
            List<String> swapped = new ArrayList<>(good);
            Collections.swap(swapped, at, random.nextInt(good.size()));
            mistakeIsWhereTheTokensSay(swapped);
            for (String strewn : STREWN) {
                List<String> more = new ArrayList<>(good);
                more.add(at, strewn);
                mistakeIsWhereTheTokensSay(more);
                List<String> other = new ArrayList<>(good);
                other.set(at, strewn);
                mistakeIsWhereTheTokensSay(other);
            }
        }
        mistakeIsWhereTheTokensSay(good.subList(0, random.nextInt(good.size())));
    }

    /** What stands before the changed token could still have become an expression. */
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    @Tag("QL-1")
    @Tag("QL-8")
    void aMistakeIsNeverSoughtBeforeTheTokenThatHasIt(long seed) {
        var random = new SplittableRandom(seed);
        List<String> tokens = tokens(random);
        String text = String.join(" ", tokens);
        int start = 0;
        for (String token : tokens) {
            for (int at = start; at <= start + token.length(); at++) {
                mistakeLies(start, text.substring(0, at));
                String foreign = FOREIGN.get(random.nextInt(FOREIGN.size()));
                mistakeLies(start, text.substring(0, at) + foreign + text.substring(at));
            }
            start += token.length() + 1;
        }
    }

    private static void mistakeLies(int from, String text) {
        QueryException error = error(text);
        if (error != null) {
            assertThat(error.position()).as("%s", text).isBetween(from, text.length());
        }
    }

    @Test
    @Tag("PL-4")
    void whatIsTooLongIsWrongBehindTheLastCharacterAllowed() {
        String longest = "attribute:a == " + "b".repeat(Query.MOST_CHARACTERS - "attribute:a == ".length());
        assertThat(error(longest)).isNull();
        assertThat(error(longest + " ?").position()).isEqualTo(Query.MOST_CHARACTERS);
    }
}
