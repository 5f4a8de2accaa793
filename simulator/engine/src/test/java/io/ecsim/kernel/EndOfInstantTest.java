// SPDX-License-Identifier: Apache-2.0
package io.ecsim.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class EndOfInstantTest {

    private final Kernel kernel = new Kernel();
    private final List<String> log = new ArrayList<>();

    private Runnable note(String name) {
        return () -> log.add(name + "@" + kernel.now());
    }

    @Test
    void workRunsOnceAfterTheLastEventOfItsInstantAndBeforeTheClockMoves() {
        kernel.at(5, () -> {
            log.add("first");
            kernel.atEndOfInstant(note("end"));
        });
        kernel.at(5, note("last"));
        kernel.at(6, note("next"));

        kernel.runUntil(10);

        assertThat(log).containsExactly("first", "last@5", "end@5", "next@6");
    }

    @Test
    void workRunsInTheOrderOfRegistration() {
        kernel.at(5, () -> {
            kernel.atEndOfInstant(note("a"));
            kernel.atEndOfInstant(note("b"));
        });
        kernel.at(5, () -> kernel.atEndOfInstant(note("c")));

        kernel.runUntil(5);

        assertThat(log).containsExactly("a@5", "b@5", "c@5");
    }

    @Test
    void eventsThatWorkSchedulesInItsInstantRunBeforeTheWorkThatIsLeft() {
        kernel.at(5, () -> {
            kernel.atEndOfInstant(() -> {
                log.add("a");
                kernel.after(0, note("event"));
                kernel.atEndOfInstant(note("registered by a"));
            });
            kernel.atEndOfInstant(note("b"));
        });
        kernel.at(6, note("next instant"));

        kernel.runUntil(6);

        assertThat(log).containsExactly("a", "event@5", "b@5", "registered by a@5", "next instant@6");
    }

    @Test
    void anInstantGoesOnUntilItIsQuiet() {
        kernel.at(5, () -> kernel.atEndOfInstant(() -> again(3)));
        kernel.at(6, note("next instant"));

        kernel.runUntil(10);

        assertThat(log).containsExactly("work 3@5", "work 2@5", "work 1@5", "next instant@6");
    }

    private void again(int times) {
        note("work " + times).run();
        if (times > 1) {
            kernel.after(0, () -> kernel.atEndOfInstant(() -> again(times - 1)));
        }
    }

    @Test
    void workRegisteredBeforeAnyEventRunsAtTimeZeroAfterTheEventsThere() {
        kernel.atEndOfInstant(note("end"));
        kernel.at(0, note("start"));
        kernel.at(1, note("one"));

        kernel.runUntil(1);

        assertThat(log).containsExactly("start@0", "end@0", "one@1");
    }

    @Test
    void workNeedsNoEventAtAll() {
        kernel.atEndOfInstant(note("end"));

        assertThat(kernel.step()).isTrue();
        assertThat(kernel.step()).isFalse();

        assertThat(log).containsExactly("end@0");
    }

    @Test
    void runUntilFinishesTheWorkOfItsLastInstant() {
        kernel.at(10, () -> kernel.atEndOfInstant(note("end")));

        kernel.runUntil(10);

        assertThat(log).containsExactly("end@10");
        assertThat(kernel.step()).isFalse();
    }

    @Test
    void workRegisteredBetweenTwoRunsBelongsToTheInstantWhereTheFirstStopped() {
        kernel.runUntil(10);
        kernel.atEndOfInstant(note("end"));
        kernel.at(10, note("same instant"));
        kernel.at(12, note("next"));

        kernel.runUntil(20);

        assertThat(log).containsExactly("same instant@10", "end@10", "next@12");
    }

    @Test
    void cancellingTheLastEventOfAnInstantStillEndsIt() {
        var events = new ArrayList<Event>();
        kernel.at(5, () -> {
            kernel.atEndOfInstant(note("end"));
            events.get(0).cancel();
        });
        events.add(kernel.at(5, note("never")));

        kernel.runUntil(6);

        assertThat(log).containsExactly("end@5");
    }
}
