// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import io.ecsim.kernel.Time;
import java.time.Duration;
import java.util.List;

/** A rate that jumps: zero before the first step, that of the last step for ever after. */
public record StepTraffic(List<Step> steps) implements Traffic {

    /**
     * @param from offset from the scenario's start, at least 0
     * @param rate requests per second from then on, at least 0
     */
    public record Step(Duration from, double rate) {
        public Step {
            Amounts.require("from", from, !from.isNegative(), "an offset from 0 up");
            Amounts.requireRate("rate", rate);
        }

        long time() {
            return Time.of(from);
        }

        /** At least one, each later than the one before. */
        static List<Step> inTurn(String name, List<Step> steps) {
            Amounts.require(name, steps, !steps.isEmpty(), "at least one");
            for (int i = 1; i < steps.size(); i++) {
                var before = steps.get(i - 1).from();
                var from = steps.get(i).from();
                Amounts.require("from", from, from.compareTo(before) > 0, "later than that before it, " + before);
            }
            return List.copyOf(steps);
        }
    }

    public StepTraffic {
        steps = Step.inTurn("steps", steps);
    }

    @Override
    public double rate(long time) {
        double rate = 0;
        for (var step : steps) {
            if (step.time() <= time) {
                rate = step.rate();
            }
        }
        return rate;
    }

    @Override
    public long nextChange(long time) {
        for (var step : steps) {
            if (step.time() > time) {
                return step.time();
            }
        }
        return Long.MAX_VALUE;
    }

    @Override
    public long arrivedBefore(long time) {
        long arrived = 0;
        for (int i = 0; i < steps.size() && steps.get(i).time() < time; i++) {
            long end = i + 1 < steps.size() ? Math.min(time, steps.get(i + 1).time()) : time;
            arrived += Amounts.of(steps.get(i).rate(), end - steps.get(i).time());
        }
        return arrived;
    }

    @Override
    public String description() {
        double least = steps.stream().mapToDouble(Step::rate).min().orElseThrow();
        double most = steps.stream().mapToDouble(Step::rate).max().orElseThrow();
        return steps.size() + " steps between " + Amounts.plain(least) + "/s and " + Amounts.plain(most) + "/s";
    }
}
