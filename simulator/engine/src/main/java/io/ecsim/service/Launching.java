// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import io.ecsim.kernel.Time;
import io.ecsim.world.World;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What slows down the starts of one service: the launch rate (SV-8), and a wait that grows with every round of starts
 * that failed (SV-20, SV-21). A round is what one pass started; it has failed when no task of it became RUNNING.
 */
final class Launching {
    /** SV-8, on EC2. */
    static final int PER_MINUTE = 500;

    /** How many started, and when. */
    private record Burst(long at, int count) {}

    private static final class Round {
        int open;
        boolean failed;
    }

    private final World world;
    private final int perMinute;
    private final Deque<Burst> lastMinute = new ArrayDeque<>();
    private final Map<String, Round> rounds = new LinkedHashMap<>();
    private int failedRounds;
    private long wait;
    private long notBefore;

    /** @param perMinute how many a service may start in a minute */
    Launching(World world, int perMinute) {
        this.world = world;
        this.perMinute = perMinute;
    }

    /** How many may start now. */
    Launches allowed(long now) {
        if (now < notBefore) {
            return new Launches(
                    0,
                    "after " + failedRounds + " failed rounds of starts the next comes " + Time.words(wait) + " later");
        }
        int left = perMinute - startedSince(now - Time.MINUTE);
        return new Launches(left, perMinute + " tasks a minute may be started");
    }

    private int startedSince(long time) {
        while (!lastMinute.isEmpty() && lastMinute.peekFirst().at() <= time) {
            lastMinute.removeFirst();
        }
        return lastMinute.stream().mapToInt(Burst::count).sum();
    }

    /** When more may start than now; {@link Long#MAX_VALUE} when nothing changes. */
    long nextChange(long now) {
        if (now < notBefore) {
            return notBefore;
        }
        return startedSince(now - Time.MINUTE) < perMinute
                ? Long.MAX_VALUE
                : lastMinute.peekFirst().at() + Time.MINUTE;
    }

    void started(List<String> tasks, long now) {
        lastMinute.addLast(new Burst(now, tasks.size()));
        Round round = new Round();
        round.open = tasks.size();
        tasks.forEach(task -> rounds.put(task, round));
    }

    /** A task became RUNNING: whatever failed before is forgotten. */
    void running(String task) {
        if (rounds.remove(task) != null) {
            reset();
        }
    }

    /** A new deployment starts, or a task is RUNNING. */
    void reset() {
        failedRounds = 0;
        notBefore = 0;
    }

    /**
     * A task is STOPPED, RUNNING before or not.
     *
     * @param byItself not because the scheduler or a user wanted it
     * @return whether a round has failed by it and the service counts as impaired
     */
    boolean stopped(String task, boolean byItself, long now) {
        Round round = rounds.remove(task);
        if (round == null) {
            return false;
        }
        round.open--;
        round.failed |= byItself;
        return round.open == 0 && round.failed && failed(now);
    }

    private boolean failed(long now) {
        failedRounds++;
        int counted = failedRounds - world.throttleFreeFailures();
        if (counted <= 0) {
            return false;
        }
        long base = Time.of(world.throttleBase());
        long cap = Time.of(world.throttleCap());
        int doublings = Math.min(counted - 1, 30);
        wait = base > cap >> doublings ? cap : base << doublings;
        notBefore = now + wait;
        return true;
    }
}
