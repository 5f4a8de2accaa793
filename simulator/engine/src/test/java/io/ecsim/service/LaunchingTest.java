// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.kernel.Time;
import io.ecsim.world.World;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class LaunchingTest {
    private final Launching launching = new Launching(World.defaults(), Launching.PER_MINUTE);

    private static List<String> tasks(int count) {
        return Collections.nCopies(count, "any");
    }

    private int left(double seconds) {
        return launching.allowed(Time.ofSeconds(seconds)).left();
    }

    @Test
    @Tag("SV-8")
    @Tag("SC-429")
    void fiveHundredStartInAnyMinute() {
        launching.started(tasks(300), 0);
        launching.started(tasks(200), Time.ofSeconds(10));
        assertThat(left(10)).isZero();
        assertThat(launching.nextChange(Time.ofSeconds(10))).isEqualTo(Time.MINUTE);
        assertThat(left(59)).isZero();
        assertThat(left(60)).isEqualTo(300);
        assertThat(left(70)).isEqualTo(500);
    }

    /** A round starts when the one before has failed and the wait is over, and fails 10 s later. */
    @Test
    @Tag("SV-20")
    @Tag("SV-21")
    void theWaitDoublesFromTheThirdFailedRoundOnUpToItsCap() {
        List<Long> waits = new ArrayList<>();
        long now = 0;
        for (int i = 0; i < 10; i++) {
            launching.started(List.of("a", "b"), now);
            now += Time.ofSeconds(10);
            assertThat(launching.stopped("a", true, now)).isFalse();
            assertThat(launching.stopped("b", true, now)).isEqualTo(i >= 2);
            long next = launching.nextChange(now);
            waits.add(next == Long.MAX_VALUE ? 0 : (next - now) / Time.SECOND);
            now = Math.max(now, next == Long.MAX_VALUE ? now : next);
        }
        assertThat(waits).containsExactly(0L, 0L, 60L, 120L, 240L, 480L, 960L, 1620L, 1620L, 1620L);
    }

    @Test
    @Tag("SV-21")
    void oneTaskThatRunsMakesEverythingForgotten() {
        for (int i = 0; i < 3; i++) {
            launching.started(List.of("a"), 0);
            launching.stopped("a", true, 0);
        }
        assertThat(left(0)).isZero();
        launching.started(List.of("b"), 0);
        launching.running("b");
        assertThat(left(0)).isPositive();
    }

    @Test
    @Tag("SV-21")
    void aRoundInWhichOneTaskRanOrThatWasStoppedOnPurposeHasNotFailed() {
        for (int i = 0; i < 5; i++) {
            launching.started(List.of("a", "b"), 0);
            launching.running("a");
            assertThat(launching.stopped("b", true, 0)).isFalse();
            launching.started(List.of("c"), 0);
            assertThat(launching.stopped("c", false, 0)).isFalse();
        }
        assertThat(left(0)).isPositive();
    }
}
