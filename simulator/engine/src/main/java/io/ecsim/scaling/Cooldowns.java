// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scaling;

/**
 * What a scalable target remembers of its last scale-out and scale-in; both are kept for the target, not for each
 * policy (SC-329, our assumption). A cooldown starts when the change <em>succeeds</em>: the running count has reached
 * the desired one, or the timeout is over. Until then it is in force too.
 */
final class Cooldowns {
    private final long timeout;
    private Activity out;
    private Activity in;
    private int tasksBeforeOut;

    Cooldowns(long timeout) {
        this.timeout = timeout;
    }

    /** Tells how many tasks run: it is now, at the latest, that a change which reached its goal has succeeded. */
    void observe(long now, int running) {
        if (out != null && running >= out.goal) {
            out.succeeded = Math.min(out.succeeded, now);
        }
        if (in != null && running <= in.goal) {
            in.succeeded = Math.min(in.succeeded, now);
        }
    }

    /**
     * SC-326, SC-327: a further scale-out starts the cooldown anew and keeps the count before the first one; any
     * scale-out ends the cooldown after a scale-in. A start from nothing leaves no proportion to hold on to, so the
     * tasks that it starts are the count to go on from (SC-320).
     */
    void scaledOut(long now, int running, int to, long length) {
        if (!coolingOut(now)) {
            tasksBeforeOut = running == 0 ? to : running;
        }
        out = new Activity(to, length, now + timeout);
        in = null;
    }

    void scaledIn(long now, int to, long length) {
        in = new Activity(to, length, now + timeout);
    }

    boolean coolingOut(long now) {
        return out != null && now < out.end();
    }

    boolean coolingIn(long now) {
        return in != null && now < in.end();
    }

    /** Nanoseconds until scale-in is free again, as far as is known now. */
    long untilIn(long now) {
        return in.end() - now;
    }

    /** Nanoseconds until scale-out is free again, as far as is known now. */
    long untilOut(long now) {
        return out.end() - now;
    }

    /**
     * The tasks from which a scale-out is calculated. During a cooldown the metric may still speak of the time before,
     * so the capacity added since counts toward the wish: 4 tasks at 90 % of 50 % want 8, and once these run they do
     * not want 15 (SC-326).
     */
    int outBase(long now, int running) {
        return coolingOut(now) ? Math.min(running, tasksBeforeOut) : running;
    }

    /** A change of the desired count and the latest moment, so far as is known, of its success. */
    private static final class Activity {
        private final int goal;
        private final long length;
        private long succeeded;

        Activity(int goal, long length, long succeeded) {
            this.goal = goal;
            this.length = length;
            this.succeeded = succeeded;
        }

        long end() {
            return succeeded + length;
        }
    }
}
