// SPDX-License-Identifier: Apache-2.0
package io.ecsim.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RandomStreamTest {

    /**
     * Seeds whose next output is all ones, or zero, found by running the finalizer backwards: the ends of every range.
     */
    private static final long ALL_ONES_NEXT = 0x31628af67b2131abL;

    private static final long ZERO_NEXT = 0x61c8864680b583ebL;

    @Test
    void itGivesThePublishedNumbersOfSplitMix64() {
        // Rosetta Code, "Pseudo-random numbers/Splitmix64", seed 1234567.
        var random = new RandomStream(1234567);
        var numbers = Stream.generate(() -> Long.toUnsignedString(random.nextLong()))
                .limit(5)
                .toList();

        assertThat(numbers)
                .isEqualTo(List.of(
                        "6457827717110365317",
                        "3203168211198807973",
                        "9817491932198370423",
                        "4593380528125082431",
                        "16408922859458223821"));
    }

    @Test
    void aDoubleReachesZeroButNeverOne() {
        assertThat(new RandomStream(ZERO_NEXT).nextDouble()).isZero();
        assertThat(new RandomStream(ALL_ONES_NEXT).nextDouble()).isEqualTo(1 - 0x1p-53);
    }

    @Test
    void anOpenDoubleReachesNeitherZeroNorOne() {
        assertThat(new RandomStream(ZERO_NEXT).nextOpenDouble()).isEqualTo(0x1p-53);
        assertThat(new RandomStream(ALL_ONES_NEXT).nextOpenDouble()).isEqualTo(1 - 0x1p-53);
    }

    @Test
    void eachIntBelowTheBoundIsEquallyLikely() {
        var random = new RandomStream(1);
        int draws = 600_000;
        int[] counts = new int[6];
        for (int i = 0; i < draws; i++) {
            counts[random.nextInt(6)]++;
        }

        double chiSquare = 0;
        for (int count : counts) {
            chiSquare += Math.pow(count - draws / 6.0, 2) / (draws / 6.0);
        }
        // The 99.9 % quantile of chi-square with 5 degrees of freedom (scipy 1.17.1: 20.515).
        assertThat(chiSquare).isLessThan(20.515);
    }

    @Test
    void numbersFromTheIncompleteLastRunOfRemaindersAreDrawnAgain() {
        // 2^63 - 1 leaves 1 when divided by 3, and 2^63 + 1 would complete its run; the second draw leaves 0.
        assertThat(Long.MAX_VALUE % 3).isEqualTo(1);
        assertThat(new RandomStream(ALL_ONES_NEXT).nextInt(3)).isZero();
    }

    @Test
    void aBoundBelowOneIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new RandomStream(1).nextInt(0))
                .withMessageContaining("not 0");
    }

    @Test
    void streamsDependOnSeedAndNameOnly() {
        var lonely = new RandomStreams(42).stream("image-pull/web");

        var crowded = new RandomStreams(42);
        crowded.stream("traffic/api").nextLong();
        var late = crowded.stream("image-pull/web");

        for (int i = 0; i < 100; i++) {
            assertThat(late.nextLong()).isEqualTo(lonely.nextLong());
        }
    }

    @Test
    void theNumbersOfANamedStreamAreFixedForEver() {
        // From a separate implementation in Python of FNV-1a and the SplitMix64 finalizer.
        var random = new RandomStreams(42).stream("image-pull/web");

        assertThat(random.nextLong()).isEqualTo(0xef5478bf1ca5fff4L);
        assertThat(random.nextLong()).isEqualTo(0x60db872b7a610aafL);
    }

    @Test
    void anotherSeedOrNameGivesAnotherStream() {
        long base = new RandomStreams(42).stream("a/1").nextLong();

        assertThat(new RandomStreams(43).stream("a/1").nextLong()).isNotEqualTo(base);
        assertThat(new RandomStreams(42).stream("a/2").nextLong()).isNotEqualTo(base);
        assertThat(new RandomStreams(42).stream("é/1").nextLong())
                .isNotEqualTo(new RandomStreams(42).stream("ê/1").nextLong());
    }

    @Test
    void streamsWithSimilarNamesAreUncorrelated() {
        var streams = new RandomStreams(7);
        int n = 100_000;
        var a = streams.stream("service-1");
        var b = streams.stream("service-2");
        double sum = 0;
        for (int i = 0; i < n; i++) {
            sum += (a.nextDouble() - 0.5) * (b.nextDouble() - 0.5);
        }
        // Five standard errors of the correlation of independent numbers, 1 / sqrt(n).
        assertThat(12 * sum / n).isCloseTo(0, within(5 / Math.sqrt(n)));
    }

    @Test
    void namesAreHashedByFnv1a() {
        // Test vectors of draft-eastlake-fnv, now RFC 9923.
        assertThat(RandomStreams.hash("")).isEqualTo(0xcbf29ce484222325L);
        assertThat(RandomStreams.hash("a")).isEqualTo(0xaf63dc4c8601ec8cL);
        assertThat(RandomStreams.hash("foobar")).isEqualTo(0x85944171f73967e8L);
    }
}
