// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.MetricType;
import io.ecsim.aws.ScalingPolicy;
import io.ecsim.kernel.Time;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Laws on random services; a seed gives the same service and the same day. */
class ScalingLawsTest {
    private static final double GAP = Double.NaN;

    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("ecsim.tries", 200));
    }

    @Tag("SC-302")
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void noDecisionLeavesTheBoundsAndAllOfThemChangeTheCount(long seed) {
        var random = new SplittableRandom(seed);
        int min = random.nextInt(5);
        int max = min + random.nextInt(20);
        var web = Rehearsal.of(min, max, policies(random, 2)).desired(random.nextInt(30));

        for (int minute = 0; minute < 200; minute++) {
            int before = web.desired();
            web.running(random.nextInt(4) == 0 ? random.nextInt(30) : null);
            web.minute(load(minute, random), load(minute, random));
            ScalingDecision decision = web.last().decision();
            if (decision != null) {
                assertThat(decision.to()).isBetween(min, max).isNotEqualTo(before);
                assertThat(decision.from()).isEqualTo(before);
                assertThat(decision.clamps())
                        .allSatisfy(clamp -> assertThat(decision.reason()).contains(clamp));
            }
        }
    }

    @Tag("SC-311")
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aMetricThatIsExactlyOnItsTargetNeverScales(long seed) {
        var random = new SplittableRandom(seed);
        double target = random.nextDouble(0.01, 1000);
        var web = Rehearsal.of(1, 100, Rehearsal.cpu(target)).desired(1 + random.nextInt(100));

        for (int minute = 0; minute < 60; minute++) {
            // The same value after a division and a multiplication, as a simulated load would have it.
            double tasks = 1 + random.nextInt(50);
            assertThat(web.minute(target / tasks * tasks).last().decision()).isNull();
        }
    }

    @Tag("SC-310")
    @Tag("SC-322")
    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void outOnlyWithAPolicyAboveItsTargetForThreeMinutesAndInOnlyWithAllFarBelowForFifteen(long seed) {
        var random = new SplittableRandom(seed);
        double[] targets = {50, 100, 200};
        var web = Rehearsal.of(1, 20, types(targets)).desired(10);
        List<double[]> day = new ArrayList<>();

        for (int minute = 0; minute < 300; minute++) {
            double level = load(minute, random);
            double[] values = IntStream.range(0, 3)
                    .mapToDouble(i -> level * targets[i] / 50)
                    .toArray();
            values[random.nextInt(3)] *= random.nextInt(10) == 0 ? 3 : 1;
            day.add(values);
            ScalingDecision decision = web.minute(values).last().decision();
            if (decision != null && decision.to() > decision.from()) {
                assertThat(IntStream.range(0, 3))
                        .anyMatch(i -> last(day, 3).stream().allMatch(v -> v[i] > targets[i]));
            } else if (decision != null) {
                assertThat(IntStream.range(0, 3))
                        .allMatch(i -> last(day, 15).stream().allMatch(v -> v[i] < 0.9 * targets[i]));
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void itDecidesAsAPlainReadingOfTheRules(long seed) {
        var random = new SplittableRandom(seed);
        int min = random.nextInt(4);
        int max = min + random.nextInt(25);
        int maxStep = random.nextInt(4);
        List<PlainReading.Tracked> tracked = new ArrayList<>();
        List<ScalingPolicy> documents = new ArrayList<>();
        for (int i = 0; i < 1 + random.nextInt(3); i++) {
            var policy = new PlainReading.Tracked(
                    2 * (10 + random.nextInt(90)), random.nextInt(4) > 0, random.nextInt(400), random.nextInt(400));
            tracked.add(policy);
            documents.add(Rehearsal.policy(
                    "p" + i,
                    MetricType.values()[i],
                    policy.target() / 2.0,
                    policy.outCooldown(),
                    policy.inCooldown(),
                    !policy.scalesIn()));
        }
        var plain = new PlainReading(min, max, maxStep, tracked);
        var parameters = new ScalingParameters(maxStep, Time.MINUTE, 2);
        var web = Rehearsal.with(parameters, min, max, documents.toArray(ScalingPolicy[]::new))
                .desired(random.nextInt(30));
        double presence = random.nextInt(3) == 0 ? random.nextDouble() : 1;

        for (int minute = 0; minute < 300; minute++) {
            int expectedFrom = web.desired();
            int running = random.nextInt(3) == 0 ? random.nextInt(expectedFrom + 3) : expectedFrom;
            boolean deployment = minute % 90 > 80;
            int[] halves = new int[tracked.size()];
            double[] values = new double[tracked.size()];
            for (int i = 0; i < halves.length; i++) {
                boolean there = random.nextDouble() < presence;
                halves[i] = there ? (int) (load(minute, random) * tracked.get(i).target() / 50) : -1;
                values[i] = there ? halves[i] / 2.0 : GAP;
            }
            web.running(running).deployment(deployment).minute(values);
            int second = (int) (web.now() / Time.SECOND);
            assertThat(web.desired())
                    .as("minute %s, %s running, %s", minute, running, web.last())
                    .isEqualTo(plain.evaluate(second, halves, expectedFrom, running, deployment));
        }
    }

    /** A load of 50 on average that stays low or high long enough for alarms, in steps that meet the thresholds. */
    private static double load(int minute, SplittableRandom random) {
        double[] levels = {20, 50, 40, 75, 45, 0, 120};
        return levels[minute / 25 % levels.length] + (random.nextInt(3) == 0 ? random.nextInt(10) : 0);
    }

    private static ScalingPolicy[] policies(SplittableRandom random, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Rehearsal.policy(
                        "p" + i,
                        MetricType.values()[i],
                        50,
                        random.nextInt(400),
                        random.nextInt(400),
                        i > 0 && random.nextBoolean()))
                .toArray(ScalingPolicy[]::new);
    }

    private static ScalingPolicy[] types(double[] targets) {
        return IntStream.range(0, targets.length)
                .mapToObj(i -> Rehearsal.policy("p" + i, MetricType.values()[i], targets[i], null, null, false))
                .toArray(ScalingPolicy[]::new);
    }

    private static <T> List<T> last(List<T> all, int count) {
        return all.subList(all.size() - count, all.size());
    }
}
