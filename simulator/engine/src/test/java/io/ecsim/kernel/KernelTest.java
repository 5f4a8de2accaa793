// SPDX-License-Identifier: Apache-2.0
package io.ecsim.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class KernelTest {

    private final Kernel kernel = new Kernel();
    private final List<String> log = new ArrayList<>();

    /** An action that notes its name and the clock as the action reads it. */
    private Runnable note(String name) {
        return () -> log.add(name + "@" + kernel.now());
    }

    @Test
    void theClockMovesBeforeTheEvent() {
        kernel.at(5, note("five"));
        kernel.at(9, note("nine"));

        assertThat(kernel.step()).isTrue();
        assertThat(kernel.step()).isTrue();

        assertThat(log).containsExactly("five@5", "nine@9");
    }

    @Test
    void withNothingToDoAStepLeavesTheClockAlone() {
        assertThat(kernel.step()).isFalse();
        assertThat(kernel.now()).isZero();
    }

    @Test
    void eventsOfOneInstantRunInTheOrderOfScheduling() {
        kernel.at(3, note("a"));
        kernel.at(1, () -> kernel.at(3, note("d")));
        kernel.at(3, note("b"));
        kernel.at(3, note("c"));

        kernel.runUntil(3);

        assertThat(log).containsExactly("a@3", "b@3", "c@3", "d@3");
    }

    @Test
    void anEventMayScheduleMoreInItsOwnInstant() {
        kernel.at(4, () -> {
            kernel.after(0, note("later"));
            log.add("now");
        });
        kernel.at(4, note("already there"));

        kernel.runUntil(10);

        assertThat(log).containsExactly("now", "already there@4", "later@4");
    }

    @Test
    void anEventInThePastIsRefusedWithBothTimes() {
        kernel.runUntil(250);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> kernel.at(249, note("past")))
                .withMessageContaining("249")
                .withMessageContaining("250");
        assertThat(kernel.pending()).isZero();
    }

    @Test
    void theClockNeverGoesBack() {
        kernel.runUntil(250);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> kernel.runUntil(249))
                .withMessageContaining("249")
                .withMessageContaining("250");
        assertThat(kernel.now()).isEqualTo(250);
    }

    @Test
    void aDelayIsNeitherNegativeNorBeyondTime() {
        kernel.runUntil(10);

        assertThatIllegalArgumentException().isThrownBy(() -> kernel.after(-1, note("past")));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> kernel.after(Long.MAX_VALUE - 9, note("beyond")))
                .withMessageContaining("beyond time");
        assertThat(kernel.after(Long.MAX_VALUE - 10, note("last")).time()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aMissingActionIsRefusedWhereItIsScheduled() {
        assertThatNullPointerException().isThrownBy(() -> kernel.at(1, null));
        assertThatNullPointerException().isThrownBy(() -> kernel.atEndOfInstant(null));
    }

    @Test
    void runUntilIncludesItsOwnTimeAndStopsThere() {
        kernel.at(10, note("at"));
        kernel.at(11, note("after"));

        kernel.runUntil(10);
        assertThat(log).containsExactly("at@10");
        assertThat(kernel.now()).isEqualTo(10);

        kernel.runUntil(20);
        assertThat(log).containsExactly("at@10", "after@11");
        assertThat(kernel.now()).isEqualTo(20);
    }

    @Test
    void betweenTwoRunsEventsMayBeScheduledBeforeAllThatArePending() {
        // So many that the queue moves them about, and equal ones, so that their order would show it.
        for (int i = 0; i < 20; i++) {
            kernel.at(5_000, note("pending " + i));
        }
        kernel.runUntil(4_990);
        kernel.atEndOfInstant(() -> kernel.at(4_990, note("present")));
        kernel.at(4_991, note("soon"));
        kernel.at(5_000, note("last"));

        kernel.runUntil(5_000);

        assertThat(log).startsWith("present@4990", "soon@4991", "pending 0@5000", "pending 1@5000");
        assertThat(log)
                .endsWith("pending 18@5000", "pending 19@5000", "last@5000")
                .hasSize(23);
    }

    @Test
    void eventsAreCountedAsTheyRun() {
        kernel.at(1, note("a"));
        kernel.at(2, note("b"));
        kernel.at(3, note("c")).cancel();
        kernel.atEndOfInstant(note("end"));
        assertThat(kernel.pending()).isEqualTo(2);
        assertThat(kernel.events()).isZero();

        kernel.runUntil(1);
        assertThat(kernel.pending()).isEqualTo(1);
        assertThat(kernel.events()).isEqualTo(1);

        kernel.runUntil(5);
        assertThat(kernel.pending()).isZero();
        assertThat(kernel.events()).isEqualTo(2);
    }

    @Test
    void aCancelledEventDoesNotRunAndIsCancelledOnce() {
        Event event = kernel.at(5, note("never"));
        kernel.at(5, note("other"));

        assertThat(event.cancel()).isTrue();
        assertThat(event.isPending()).isFalse();
        assertThat(event.cancel()).isFalse();

        kernel.runUntil(10);
        assertThat(log).containsExactly("other@5");
    }

    @Test
    void anEventCanCancelALaterOneOfItsOwnInstantButNotItself() {
        var events = new ArrayList<Event>();
        events.add(kernel.at(
                5,
                () -> log.add("itself " + events.get(0).cancel() + ", next "
                        + events.get(1).cancel())));
        events.add(kernel.at(5, note("never")));

        kernel.runUntil(10);

        assertThat(log).containsExactly("itself false, next true");
    }

    @Test
    void anEventIsPendingUntilItRuns() {
        var events = new ArrayList<Event>();
        events.add(kernel.at(5, () -> log.add("pending: " + events.get(0).isPending())));
        assertThat(events.get(0).isPending()).isTrue();

        kernel.runUntil(5);

        assertThat(log).containsExactly("pending: false");
        assertThat(events.get(0).isPending()).isFalse();
    }

    @Test
    void whatAnEventThrowsPassesThroughAndTheRestStillRuns() {
        kernel.at(1, () -> {
            throw new IllegalStateException("broken");
        });
        kernel.at(1, note("next"));

        assertThatThrownBy(() -> kernel.runUntil(5)).hasMessage("broken");
        assertThat(kernel.now()).isEqualTo(1);

        kernel.runUntil(5);
        assertThat(log).containsExactly("next@1");
    }
}
