// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scaling;

import java.util.function.Supplier;

/**
 * What one policy would like, before bounds, cooldowns and other policies have their say.
 *
 * @param exact the capacity at which the policy would be content, in tasks and parts of a task
 * @param calculation how it came to that, for people; asked for only when it is shown
 */
public record Wish(Direction direction, double exact, Supplier<String> calculation) {

    /** Less than this above a whole number is rounding error: 10 x 50 / 50 is 10 tasks, not 11. */
    private static final double EPSILON = 1e-9;

    static final Wish NONE = new Wish(Direction.STAY, Double.NaN, () -> "");

    /** Where to. */
    public enum Direction {
        OUT,
        IN,
        STAY,
        /** It was called and has no answer (SC-343). */
        FAILED
    }

    /** @param why there is no answer */
    static Wish failed(Supplier<String> why) {
        return new Wish(Direction.FAILED, Double.NaN, why);
    }

    /** The wish in whole tasks, rounded up in both directions (SC-314, SC-315). */
    public int capacity() {
        return (int) Math.ceil(exact - EPSILON);
    }

    /** Whether so few tasks would leave the policy wanting more (SC-317). */
    boolean exceeds(int tasks) {
        return exact - EPSILON > tasks;
    }

    boolean is(Direction other) {
        return direction == other;
    }

    /** {@code wanted 9 (CPUUtilization 78.2 % / 60 % x 7 running)}. */
    String text() {
        String why = calculation.get();
        return direction == Direction.FAILED ? why : "wanted " + capacity() + " (" + why + ")";
    }
}
