// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scaling;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * Target tracking once more, read off the rules without a thought for speed or shape: whole numbers only, every minute
 * from the full history. Metric values and targets are given in halves.
 */
final class PlainReading {
    private static final int GAP = -1;

    /** A policy; cooldowns in seconds. */
    record Tracked(int target, boolean scalesIn, int outCooldown, int inCooldown) {}

    private record Seen(int second, int running) {}

    private record Change(int second, int goal, int cooldown) {}

    private final int min;
    private final int max;
    private final int maxStep;
    private final List<Tracked> policies;
    private final List<List<Integer>> history = new ArrayList<>();
    private final boolean[] high;
    private final boolean[] low;
    private final List<Seen> seen = new ArrayList<>();
    private Change out;
    private Change in;
    private int before;

    PlainReading(int min, int max, int maxStep, List<Tracked> policies) {
        this.min = min;
        this.max = max;
        this.maxStep = maxStep;
        this.policies = policies;
        high = new boolean[policies.size()];
        low = new boolean[policies.size()];
        policies.forEach(policy -> history.add(new ArrayList<>()));
    }

    /** The desired count after this second's evaluation. */
    int evaluate(int second, int[] values, int desired, int running, boolean deployment) {
        seen.add(new Seen(second, running));
        for (int i = 0; i < policies.size(); i++) {
            history.get(i).add(values[i]);
            int target = policies.get(i).target();
            high[i] = inAlarm(high[i], history.get(i), 3, value -> value > target);
            low[i] =
                    policies.get(i).scalesIn() && inAlarm(low[i], history.get(i), 15, value -> 10 * value < 9 * target);
        }
        int to = decide(second, desired, running, deployment);
        if (to > desired) {
            before = coolingOut(second) ? before : running == 0 ? to : running;
            out = new Change(second, to, winnersCooldown(second, running, true));
            in = null;
        } else if (to < desired) {
            in = new Change(second, to, winnersCooldown(second, running, false));
        }
        return to;
    }

    private int decide(int second, int desired, int running, boolean deployment) {
        int wantedOut = -1;
        int wantedIn = -1;
        boolean allAgree = true;
        for (int i = 0; i < policies.size(); i++) {
            if (wantsOut(i, desired, running)) {
                wantedOut = Math.max(wantedOut, outCount(i, second, running));
            } else if (policies.get(i).scalesIn()) {
                int count = ceil(running * newest(i, 17), policies.get(i).target());
                allAgree &= low[i] && count < desired;
                wantedIn = low[i] ? Math.max(wantedIn, count) : wantedIn;
            }
        }
        if (wantedOut >= 0) {
            return Math.max(desired, Math.min(max, Math.max(min, wantedOut)));
        }
        if (wantedIn < 0 || !allAgree || deployment || in != null && second < end(in, false)) {
            return desired;
        }
        int to = maxStep > 0 ? Math.max(wantedIn, desired - maxStep) : wantedIn;
        to = Math.min(max, Math.max(min, to));
        for (int i = 0; i < policies.size(); i++) {
            if (policies.get(i).scalesIn()
                    && running * newest(i, 17) > to * policies.get(i).target()) {
                return desired;
            }
        }
        return Math.min(desired, to);
    }

    private boolean wantsOut(int i, int desired, int running) {
        boolean asleep = desired == 0 && running == 0;
        return high[i] || asleep && newest(i, 5) > policies.get(i).target();
    }

    private int outCount(int i, int second, int running) {
        int base = coolingOut(second) ? Math.min(before, running) : running;
        return base == 0 ? 1 : ceil(base * newest(i, 5), policies.get(i).target());
    }

    /** The cooldown of the first policy with the largest wish. */
    private int winnersCooldown(int second, int running, boolean outward) {
        int best = -1;
        int cooldown = 0;
        for (int i = 0; i < policies.size(); i++) {
            boolean wants = outward ? wantsOut(i, 0, running) : low[i];
            int count = !wants
                    ? -1
                    : outward
                            ? outCount(i, second, running)
                            : ceil(running * newest(i, 17), policies.get(i).target());
            if (count > best) {
                best = count;
                cooldown = outward
                        ? policies.get(i).outCooldown()
                        : policies.get(i).inCooldown();
            }
        }
        return cooldown;
    }

    private boolean coolingOut(int second) {
        return out != null && second < end(out, true);
    }

    private int end(Change change, boolean outward) {
        int success = change.second() + 60;
        for (Seen then : seen) {
            boolean reached = outward ? then.running() >= change.goal() : then.running() <= change.goal();
            if (then.second() >= change.second() && reached) {
                success = Math.min(success, then.second());
            }
        }
        return success + change.cooldown();
    }

    private int newest(int i, int range) {
        List<Integer> all = history.get(i);
        for (int back = 1; back <= range && back <= all.size(); back++) {
            if (all.get(all.size() - back) != GAP) {
                return all.get(all.size() - back);
            }
        }
        return GAP;
    }

    /** SC-208 for N of N and missing data as missing; what is not ALARM is alike here. */
    private static boolean inAlarm(boolean before, List<Integer> history, int n, IntPredicate breaching) {
        List<Integer> real = new ArrayList<>();
        int oldestPosition = 0;
        for (int position = 1; position <= n + 2 && position <= history.size(); position++) {
            int value = history.get(history.size() - position);
            if (value != GAP) {
                real.add(value);
                oldestPosition = position;
            }
        }
        if (real.isEmpty()) {
            return false;
        }
        if (real.size() >= n) {
            return real.subList(0, n).stream().allMatch(breaching::test);
        }
        return real.stream().allMatch(breaching::test) && (oldestPosition >= n || before);
    }

    private static int ceil(int numerator, int denominator) {
        return (numerator + denominator - 1) / denominator;
    }
}
