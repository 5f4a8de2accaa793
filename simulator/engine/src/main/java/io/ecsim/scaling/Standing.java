// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scaling;

import io.ecsim.kernel.Time;
import io.ecsim.metrics.Alarm;
import io.ecsim.metrics.Numbers;
import java.util.List;
import java.util.stream.Collectors;

/** How a policy stands, in a line for people: its metric, its alarms, what it would like, and what is in the way. */
final class Standing {
    /** How a step policy answered the alarm that called it last. */
    record Call(long at, Alarm by, Policy policy, Wish wish, Arbiter.Verdict verdict) {}

    private Standing() {}

    /** Of predictive scaling. */
    static String expecting(Policy policy, Bounds bounds) {
        Prediction expected = bounds.prediction();
        return expected == null || !expected.policy().equals(policy.name())
                ? "expects nothing that counts now"
                : "expects " + expected.capacity() + ": " + expected.why()
                        + bounds.clamp(Count.wanted(expected.capacity())).clamps().stream()
                                .map(clamp -> ", " + clamp)
                                .collect(Collectors.joining());
    }

    /**
     * Of step scaling.
     *
     * @param last null before the first
     */
    static String called(Call last, long now) {
        return last == null
                ? "no alarm has called it"
                : "called last by " + last.by().definition().name() + " "
                        + Numbers.text(Time.toSeconds(now - last.at())) + " s ago, "
                        + wanting(last.policy(), last.wish(), last.verdict());
    }

    /** Of target tracking. */
    static String watching(Policy policy, List<Alarm> alarms, Wish wish, Arbiter.Verdict verdict) {
        Alarm first = alarms.get(0);
        String metric = first.definition().query().name() + " "
                + first.definition().query().text(first.newest()) + ", "
                + alarms.stream().map(Standing::state).collect(Collectors.joining(", "));
        if (wish.is(Wish.Direction.STAY)) {
            return metric + (Double.isNaN(first.newest()) ? "; no data, so nothing is done" : "; nothing to do");
        }
        return metric + "; " + wanting(policy, wish, verdict);
    }

    private static String state(Alarm alarm) {
        return alarm.definition().comparison().words() + " "
                + alarm.definition().query().text(alarm.definition().threshold()) + ": " + alarm.state();
    }

    private static String wanting(Policy policy, Wish wish, Arbiter.Verdict verdict) {
        boolean refused = verdict != null && verdict.policy() == policy && verdict.obstacle() != null;
        return wish.text() + (refused ? ", but " + verdict.obstacle() + verdict.detail() : "");
    }
}
