// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import static io.ecsim.workload.Traffic.MICRO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.kernel.RandomStreams;
import io.ecsim.kernel.Time;
import io.ecsim.workload.StepTraffic.Step;
import io.ecsim.workload.TraceTraffic.Play;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TrafficTest {
    private static final long H = Time.HOUR;
    private static final long S = Time.SECOND;

    private static final StepTraffic STEPS =
            new StepTraffic(List.of(new Step(Duration.ofHours(1), 20), new Step(Duration.ofHours(9), 0.7)));
    private static final DailyWave WAVE = new DailyWave(50, 400, Duration.ofHours(14), null);

    private static final RampTraffic RAMP = new RampTraffic(List.of(
            new Step(Duration.ofHours(1), 20), new Step(Duration.ofHours(2), 80), new Step(Duration.ofDays(2), 0.7)));

    /** One course of traffic with noise. */
    private static Traffic noisy(Traffic base, double dispersion, Duration every, long seed) {
        var noise = new Noise(dispersion, every);
        return new NoisyTraffic(base, noise).drawn(new RandomStreams(seed).stream("noise"));
    }

    private static Play scaled(String scale, boolean repeat) {
        return new Play(new BigDecimal(scale), null, null, null, repeat);
    }

    /** Three rows of 10, 20 and 7 requests, a minute each but the second, which lasts two. */
    private static TraceTraffic trace(Play play) {
        var stamps = new long[] {5 * H, 5 * H + 60 * S, 5 * H + 180 * S};
        var counts = new BigDecimal[] {new BigDecimal(10), new BigDecimal(20), new BigDecimal(7)};
        return new TraceTraffic("elb.csv", stamps, counts, play);
    }

    static Stream<Traffic> everyKind() {
        return Stream.of(
                ConstantTraffic.NONE,
                new ConstantTraffic(120.3),
                STEPS,
                RAMP,
                noisy(RAMP, 1, null, 1),
                noisy(trace(scaled("40", true)), 7, Duration.ofSeconds(50), 2),
                noisy(new ConstantTraffic(2), 30, Duration.ofSeconds(10), 3),
                WAVE,
                new DailyWave(0, 3, null, List.of(1.0, 1.0, 1.0, 1.0, 1.2, 0.0, 0.4)),
                trace(scaled("0.3333333", false)),
                trace(scaled("40", true)),
                new ScaledTraffic(new ScaledTraffic(STEPS, 3, 2 * H, 10 * H), 0, 3 * H, Long.MAX_VALUE));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void amountsNeverFallAndStartAtZero(Traffic traffic) {
        var random = new RandomStreams(1).stream("times");
        assertThat(traffic.arrivedBefore(0)).isZero();
        long last = 0;
        for (long time = 0; time < 30 * Time.DAY; time += random.nextInt(1_000_000_000) * 1_000L) {
            assertThat(traffic.arrivedBefore(time)).isGreaterThanOrEqualTo(last);
            last = traffic.arrivedBefore(time);
        }
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void untilTheNextChangeTheAmountIsTheRateTimesTheTime(Traffic traffic) {
        long time = 0;
        for (int i = 0; i < 1_000 && time < 30 * Time.DAY; i++) {
            long next = Math.min(traffic.nextChange(time), time + H);
            assertThat(next).isGreaterThan(time);
            for (long part : new long[] {time + (next - time) / 3, next}) {
                double expected = traffic.rate(time) * Time.toSeconds(part - time) * MICRO;
                long amount = traffic.arrivedBefore(part) - traffic.arrivedBefore(time);
                // a burst multiplies the rounding of what it is a multiple of
                assertThat((double) amount).isCloseTo(expected, within(Math.max(2.0, 1e-6 * expected)));
            }
            time = next;
        }
    }

    @Test
    void aConstantRateBringsExactAmounts() {
        assertThat(new ConstantTraffic(120).arrivedBefore(60 * S)).isEqualTo(7_200 * MICRO);
        assertThat(new ConstantTraffic(120).arrivedBefore(14 * Time.DAY)).isEqualTo(120L * 14 * 86_400 * MICRO);
    }

    @Test
    void stepsJumpAtTheirOffsets() {
        assertThat(STEPS.rate(H - 1)).isZero();
        assertThat(STEPS.rate(H)).isEqualTo(20);
        assertThat(STEPS.rate(9 * H)).isEqualTo(0.7);
        assertThat(STEPS.nextChange(0)).isEqualTo(H);
        assertThat(STEPS.nextChange(H)).isEqualTo(9 * H);
        assertThat(STEPS.nextChange(9 * H)).isEqualTo(Long.MAX_VALUE);
        assertThat(STEPS.arrivedBefore(10 * H)).isEqualTo((8 * 20 * 3_600 + 2_520) * MICRO);
    }

    @Test
    void aRampGoesStraightFromPointToPoint() {
        assertThat(RAMP.arrivedBefore(H)).isZero();
        assertThat(RAMP.arrivedBefore(2 * H)).isEqualTo(50 * 3_600 * MICRO);
        assertThat(RAMP.rate(H + 30 * Time.MINUTE)).isCloseTo(50, within(0.31)); // half a step of 36 s
        assertThat(RAMP.rate(3 * Time.DAY)).isEqualTo(0.7);
        assertThat(RAMP.arrivedBefore(2 * Time.DAY)).isEqualTo((50 * 3_600 + 40_350_000 * 46L * 36 / 10_000) * MICRO);
        assertThat(RAMP.nextChange(0)).isEqualTo(H);
        assertThat(RAMP.nextChange(H)).isEqualTo(H + 36 * S);
        assertThat(RAMP.nextChange(2 * Time.DAY)).isEqualTo(Long.MAX_VALUE);
    }

    /** A fast ramp is followed by the second. */
    @Test
    void aRampOfAMinuteHasStepsOfASecond() {
        var ramp = new RampTraffic(List.of(new Step(Duration.ZERO, 0), new Step(Duration.ofMinutes(1), 60)));
        assertThat(ramp.nextChange(0)).isEqualTo(S);
        assertThat(ramp.rate(30 * S)).isEqualTo(30.5);
        assertThat(ramp.arrivedBefore(Time.MINUTE)).isEqualTo(1_800 * MICRO);
    }

    /**
     * Bounds: five standard errors of the mean and, of the variance, of a negative binomial law: its excess kurtosis is 6 / size + 1 /
     * variance, with size = mean / (dispersion - 1).
     */
    @ParameterizedTest
    @CsvSource({"2, 1", "2, 3", "0.05, 1", "0.05, 20", "200, 1", "200, 50", "0.0005, 4"})
    void noiseHasTheMeanOfItsTrafficAndItsDispersion(double rate, double dispersion) {
        int minutes = 40_000;
        var traffic = noisy(new ConstantTraffic(rate), dispersion, null, 20260302);
        double mean = rate * 60;
        double variance = mean * dispersion;
        double sum = 0;
        double squares = 0;
        for (int i = 0; i < minutes; i++) {
            long count = traffic.arrivedBefore((i + 1) * Time.MINUTE) - traffic.arrivedBefore(i * Time.MINUTE);
            assertThat(count % MICRO).isZero();
            double deviation = (double) count / MICRO - mean;
            sum += deviation;
            squares += deviation * deviation;
        }
        double excess = 6 * (dispersion - 1) / mean + 1 / variance;
        assertThat(sum / minutes).isCloseTo(0, within(5 * Math.sqrt(variance / minutes)));
        assertThat(squares / minutes).isCloseTo(variance, within(5 * variance * Math.sqrt((2 + excess) / minutes)));
    }

    @Test
    void noiseIsSpreadAsItsTrafficIs() {
        var steps = new StepTraffic(List.of(new Step(Duration.ZERO, 1), new Step(Duration.ofSeconds(30), 3)));
        var traffic = noisy(steps, 1, null, 5);
        long all = traffic.arrivedBefore(Time.MINUTE);
        assertThat(traffic.arrivedBefore(30 * S)).isEqualTo(Math.round(all / 4.0));
        assertThat(traffic.rate(40 * S)).isCloseTo(3 * traffic.rate(0), within(1e-9));
    }

    @Test
    void aCourseOfNoiseDoesNotDependOnTheOrderOfQuestions() {
        var asked = noisy(WAVE, 2, null, 9);
        asked.arrivedBefore(Time.DAY);
        var other = noisy(WAVE, 2, null, 9);
        assertThat(other.arrivedBefore(H)).isEqualTo(asked.arrivedBefore(H));
        assertThat(noisy(WAVE, 2, null, 10).arrivedBefore(H)).isNotEqualTo(asked.arrivedBefore(H));
    }

    @Test
    void aDailyWaveHasItsPeakItsBaseAndItsMean() {
        assertThat(WAVE.rate(14 * H)).isCloseTo(400, within(0.02));
        assertThat(WAVE.rate(2 * H)).isCloseTo(50, within(0.02));
        assertThat(WAVE.arrivedBefore(Time.DAY)).isEqualTo(225 * 86_400 * MICRO);
    }

    @Test
    void weeklyFactorsScaleWholeDays() {
        var wave = new DailyWave(10, 30, null, List.of(1.0, 0.5, 0.0, 0.0, 0.0, 0.0, 2.0));
        long day = 20 * 86_400 * MICRO;
        assertThat(wave.arrivedBefore(Time.DAY)).isEqualTo(day);
        assertThat(wave.arrivedBefore(2 * Time.DAY)).isEqualTo(day + day / 2);
        assertThat(wave.rate(3 * Time.DAY)).isZero();
        assertThat(wave.arrivedBefore(8 * Time.DAY)).isEqualTo(4 * day + day / 2);
    }

    @Test
    void aTraceSpreadsEachRowUntilTheNextOneAndTheLastAsLongAsTheOneBefore() {
        var trace = trace(Play.ONCE);
        assertThat(trace.arrivedBefore(30 * S)).isEqualTo(5 * MICRO);
        assertThat(trace.arrivedBefore(60 * S)).isEqualTo(10 * MICRO);
        assertThat(trace.arrivedBefore(120 * S)).isEqualTo(20 * MICRO);
        assertThat(trace.arrivedBefore(180 * S)).isEqualTo(30 * MICRO);
        assertThat(trace.arrivedBefore(240 * S)).isEqualTo(33_500_000);
        assertThat(trace.arrivedBefore(300 * S)).isEqualTo(37 * MICRO);
        assertThat(trace.arrivedBefore(9 * H)).isEqualTo(37 * MICRO);
        assertThat(trace.rate(300 * S)).isZero();
        assertThat(trace.nextChange(180 * S)).isEqualTo(300 * S);
        assertThat(trace.nextChange(300 * S)).isEqualTo(Long.MAX_VALUE);
    }

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("ecsim.tries", 200));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void theTotalOfATraceIsTheSumOfItsCountsTimesTheScale(long seed) {
        var random = new RandomStreams(seed).stream("trace");
        int rows = 2 + random.nextInt(50);
        var stamps = new long[rows];
        var counts = new BigDecimal[rows];
        for (int row = 0; row < rows; row++) {
            stamps[row] = (row == 0 ? 0 : stamps[row - 1]) + 1 + random.nextInt(1_000_000_000);
            counts[row] = new BigDecimal(random.nextInt(1_000_000));
        }
        var scale = BigDecimal.valueOf(random.nextInt(100_000_000), 6);
        var trace = new TraceTraffic("t", stamps, counts, new Play(scale, null, null, null, false));
        var total =
                Arrays.stream(counts).reduce(BigDecimal.ZERO, BigDecimal::add).multiply(scale);
        assertThat(trace.arrivedBefore(Time.DAY))
                .isEqualTo(total.movePointRight(6).longValueExact());
    }

    @Test
    void aRepeatedTraceBeginsAnewAtItsEnd() {
        var trace = trace(scaled("2", true));
        assertThat(trace.arrivedBefore(300 * S)).isEqualTo(74 * MICRO);
        assertThat(trace.arrivedBefore(3_030 * S)).isEqualTo((740 + 10) * MICRO);
        assertThat(trace.nextChange(300 * S)).isEqualTo(360 * S);
    }

    @Test
    void fromFallsOnTheStartAndToEndsTheTrace() {
        var play = new Play(null, 5 * H + 30 * S, 5 * H + 120 * S, null, false);
        var trace = trace(play);
        assertThat(trace.arrivedBefore(30 * S)).isEqualTo(5 * MICRO);
        assertThat(trace.arrivedBefore(H)).isEqualTo(15 * MICRO);
        var early = trace(new Play(null, 4 * H, null, null, false));
        assertThat(early.arrivedBefore(H)).isZero();
        assertThat(early.nextChange(0)).isEqualTo(H);
        assertThat(early.arrivedBefore(H + 60 * S)).isEqualTo(10 * MICRO);
    }

    @Test
    void stretchSlowsATraceDownAndKeepsItsCounts() {
        var trace = trace(new Play(null, null, null, new BigDecimal("1.5"), false));
        assertThat(trace.arrivedBefore(90 * S)).isEqualTo(10 * MICRO);
        assertThat(trace.arrivedBefore(H)).isEqualTo(37 * MICRO);
        assertThat(trace.nextChange(0)).isEqualTo(90 * S);
    }

    @Test
    void aFactorHoldsFromItsTimeToItsEnd() {
        var scaled = new ScaledTraffic(new ConstantTraffic(10), 3, 100 * S, 200 * S);
        assertThat(scaled.arrivedBefore(100 * S)).isEqualTo(1_000 * MICRO);
        assertThat(scaled.arrivedBefore(200 * S)).isEqualTo(4_000 * MICRO);
        assertThat(scaled.arrivedBefore(300 * S)).isEqualTo(5_000 * MICRO);
        assertThat(scaled.rate(199 * S)).isEqualTo(30);
        assertThat(scaled.nextChange(0)).isEqualTo(100 * S);
        assertThat(scaled.nextChange(100 * S)).isEqualTo(200 * S);
    }

    @Test
    void descriptionsSayWhereTheNumbersComeFrom() {
        assertThat(new ConstantTraffic(120).description()).isEqualTo("120/s");
        assertThat(STEPS.description()).isEqualTo("2 steps between 0.7/s and 20/s");
        assertThat(WAVE.description()).isEqualTo("daily wave from 50/s to 400/s");
        assertThat(trace(scaled("40", false)).description()).isEqualTo("trace elb.csv x 40");
        assertThat(trace(scaled("1", true)).description()).isEqualTo("trace elb.csv, repeated every 5 min");
        assertThat(new ScaledTraffic(new ConstantTraffic(1), 3, 2 * H, 3 * H).description())
                .isEqualTo("1/s, times 3 from 2 h to 3 h");
    }

    @Test
    void nonsenseIsRefusedWithItsValue() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConstantTraffic(-1))
                .withMessage("rate must be a number from 0 up, not -1.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new TraceTraffic(
                        "t", new long[] {5, 5}, new BigDecimal[] {BigDecimal.ONE, BigDecimal.ONE}, Play.ONCE))
                .withMessage("stamp of row 2 must be later than that of the row before, not 0");
        assertThatIllegalArgumentException().isThrownBy(() -> new DailyWave(5, 4, null, null));
        assertThatIllegalArgumentException().isThrownBy(() -> new StepTraffic(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new RampTraffic(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Noise(0.9, null));
    }
}
