// SPDX-License-Identifier: Apache-2.0
package io.ecsim.loadbalancing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.TargetGroup;
import io.ecsim.journal.Entry;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongPredicate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected seconds are those of the worked examples SW-12, SW-13, SW-15, SW-25 and CW-45. */
class TargetsTest {
    private final Kernel kernel = new Kernel();
    private final List<String> changes = new ArrayList<>();
    private LongPredicate answers = now -> true;
    private boolean everySecond;

    /** Tells the truth about the next change, or (everySecond) only that it does not know. */
    private final Probe probe = new Probe() {
        @Override
        public boolean passes(String target) {
            return answers.test(kernel.now() / Time.SECOND);
        }

        @Override
        public long nextChange(String target) {
            if (everySecond) {
                return kernel.now();
            }
            for (long second = kernel.now() / Time.SECOND; second < 1000; second++) {
                if (answers.test(second) != passes(target)) {
                    return second * Time.SECOND;
                }
            }
            return Long.MAX_VALUE;
        }
    };

    private Targets targets(int interval, int healthyThreshold, int unhealthyThreshold, String delay) {
        return targets("HTTP", interval, healthyThreshold, unhealthyThreshold, delay);
    }

    private Targets targets(String protocol, int interval, int healthyThreshold, int unhealthyThreshold, String delay) {
        TargetGroup group = new TargetGroup(
                "web",
                protocol,
                null,
                null,
                null,
                interval,
                null,
                healthyThreshold,
                unhealthyThreshold,
                Map.of("deregistration_delay.timeout_seconds", delay));
        return new Targets(
                group,
                true,
                new Targets.Timing(Duration.ofSeconds(5), 1, Duration.ofSeconds(120), 30),
                kernel,
                (time, entry) -> note(time, entry),
                probe,
                (target, health) -> {});
    }

    private void note(long time, Entry entry) {
        if (entry instanceof Entry.TargetHealthChanged changed) {
            changes.add(changed.state() + " " + time / Time.SECOND);
        }
    }

    @ParameterizedTest(name = "ready at {0} s, checks every {1} s, thresholds {2}/{3}: {4}")
    @Tag("LB-2")
    @Tag("LB-3")
    @Tag("LB-4")
    @Tag("LB-5")
    @Tag("SC-136")
    @Tag("SW-12")
    @Tag("CW-45")
    @CsvSource({
        "0, 30, 5, 2, healthy 5",
        "12, 30, 5, 2, healthy 35",
        "34, 30, 5, 2, healthy 35",
        "36, 30, 5, 2, unhealthy 35;healthy 185",
        "70, 30, 5, 2, unhealthy 35;healthy 215",
        "0, 5, 2, 2, healthy 5",
        "12, 5, 2, 2, unhealthy 10;healthy 20",
        "34, 5, 2, 2, unhealthy 10;healthy 40",
        "36, 5, 2, 2, unhealthy 10;healthy 45",
    })
    void aNewTargetNeedsOnePassAndAnUnhealthyOneTheWholeThreshold(
            int ready, int interval, int healthyThreshold, int unhealthyThreshold, String expected) {
        answers = second -> second >= ready;
        targets(interval, healthyThreshold, unhealthyThreshold, "300").register("t", "web", "a");
        kernel.runUntil(500 * Time.SECOND);
        assertThat(changes).containsExactly(expected.split(";"));
    }

    @ParameterizedTest(name = "checks every {0} s, threshold {1}: {2}")
    @Tag("LB-6")
    @Tag("SW-14")
    @CsvSource({"30, 5, healthy 240", "10, 2, healthy 130"})
    void aNetworkLoadBalancerTakesMinutesAndTheWholeThreshold(int interval, int threshold, String expected) {
        targets("TCP", interval, threshold, 2, "300").register("t", "web", "a");
        kernel.runUntil(500 * Time.SECOND);
        assertThat(changes).containsExactly(expected);
    }

    @ParameterizedTest
    @Tag("LB-2")
    @CsvSource({"HTTP, , HTTP, 5", "TCP, , TCP, 10", "TCP, HTTP, HTTP, 6", "TLS, HTTPS, HTTPS, 10"})
    void whatIsNotSaidOfChecksIsTheDefaultOfTheLoadBalancersKind(
            String protocol, String written, String checked, int timeout) {
        TargetGroup group = new TargetGroup("web", protocol, null, null, written, null, null, null, null, null, null);
        assertThat(group.healthCheckProtocol()).isEqualTo(checked);
        assertThat(group.healthCheckTimeoutSeconds()).isEqualTo(timeout);
        assertThat(group.healthCheckIntervalSeconds()).isEqualTo(30);
        assertThat(group.healthyThresholdCount()).isEqualTo(5);
        assertThat(group.unhealthyThresholdCount()).isEqualTo(2);
    }

    @Test
    @Tag("LB-4")
    @Tag("SW-13")
    void aHealthyTargetFailsAfterTwoChecksAndRecoversAfterFive() {
        answers = second -> second < 100 || second >= 160;
        targets(30, 5, 2, "300").register("t", "web", "a");
        kernel.runUntil(500 * Time.SECOND);
        assertThat(changes).containsExactly("healthy 5", "unhealthy 155", "healthy 305");
    }

    @Test
    void checksThatAreNotPlayedWouldNotHaveMadeADifference() {
        answers = second -> second / 97 % 3 != 1;
        targets(10, 3, 2, "300").register("t", "web", "a");
        kernel.runUntil(900 * Time.SECOND);
        List<String> skipping = List.copyOf(changes);
        long skippingEvents = kernel.events();
        TargetsTest plain = new TargetsTest();
        plain.everySecond = true;
        plain.answers = answers;
        plain.targets(10, 3, 2, "300").register("t", "web", "a");
        plain.kernel.runUntil(900 * Time.SECOND);
        assertThat(skipping).isEqualTo(plain.changes).hasSizeGreaterThan(3);
        assertThat(skippingEvents).isLessThan(plain.kernel.events());
    }

    @Test
    @Tag("LB-1")
    @Tag("LB-13")
    @Tag("LB-14")
    void aTargetDrainsForTheWholeDelayEvenWhenIdle() {
        Targets targets = targets(30, 5, 2, "300");
        targets.register("t", "web", "a");
        kernel.runUntil(60 * Time.SECOND);
        targets.deregister("t");
        assertThat(targets.shares().keySet()).isEmpty();
        kernel.runUntil(500 * Time.SECOND);
        assertThat(changes).containsExactly("healthy 5", "draining 60", "unused 360");
    }

    @Test
    @Tag("LB-7")
    void withoutAHealthyTargetRequestsGoToAllThatAreNotDraining() {
        answers = second -> false;
        Targets targets = targets(30, 5, 2, "300");
        List.of("a", "b", "c").forEach(id -> targets.register(id, "web", "a"));
        kernel.runUntil(60 * Time.SECOND);
        targets.deregister("b");
        assertThat(targets.in(TargetHealth.unhealthy)).containsExactly("a", "c");
        assertThat(targets.shares().keySet()).containsExactly("a", "c");
        answers = second -> true;
        targets.register("d", "web", "a");
        kernel.runUntil(66 * Time.SECOND);
        assertThat(targets.shares().keySet()).containsExactly("d");
    }

    @Test
    @Tag("LB-9")
    void onlyATargetBesideOneWithItsWholeShareStartsSlowly() {
        TargetGroup group = new TargetGroup(
                "web", null, null, null, null, 30, null, 5, 2, Map.of("slow_start.duration_seconds", "60"));
        Targets targets = new Targets(
                group,
                true,
                new Targets.Timing(Duration.ofSeconds(5), 1, Duration.ofSeconds(120), 30),
                kernel,
                (time, entry) -> {},
                probe,
                (target, health) -> {});
        targets.register("a", "web", "a");
        targets.register("b", "web", "a");
        kernel.runUntil(10 * Time.SECOND);
        assertThat(targets.shares()).isEqualTo(Map.of("a", 1.0, "b", 1.0));
        assertThat(targets.nextShares()).isEqualTo(Long.MAX_VALUE);
        targets.register("c", "web", "a");
        kernel.runUntil(45 * Time.SECOND); // healthy at 15
        assertThat(targets.shares().get("c")).isEqualTo(31.0 / 60); // the middle of the step from 30 to 32
        assertThat(targets.nextShares()).isEqualTo(47 * Time.SECOND);
        kernel.runUntil(75 * Time.SECOND);
        assertThat(targets.shares().get("c")).isEqualTo(1);
        assertThat(targets.nextShares()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aTargetThatIsGoneLeavesAtOnce() {
        Targets targets = targets(30, 5, 2, "300");
        targets.register("t", "web", "a");
        kernel.runUntil(60 * Time.SECOND);
        targets.remove("t");
        targets.remove("t");
        kernel.runUntil(500 * Time.SECOND);
        assertThat(changes).containsExactly("healthy 5", "unused 60");
        assertThat(targets.health("t")).isEqualTo(TargetHealth.unused);
    }
}
