// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.Time;
import io.ecsim.metrics.AlarmDefinition;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * When alarms are looked at (SC-204, SC-217): every minute, those with periods below a minute every ten seconds, those
 * over more than a day every hour. First the users' alarms, then what scales, which may have been called by them.
 */
final class AlarmClock {
    private static final long SHORT = 10 * Time.SECOND;

    private final Kernel kernel;
    private final Alarms alarms;
    private final Consumer<Predicate<AlarmDefinition>> scaling;
    private final long offset;
    private boolean started;
    private boolean shortStarted;

    /**
     * @param scaling what scales, told which alarms are due
     * @param offset of the evaluation within its minute; within ten seconds it is a sixth of it
     */
    AlarmClock(Kernel kernel, Alarms alarms, Consumer<Predicate<AlarmDefinition>> scaling, Duration offset) {
        this.kernel = kernel;
        this.alarms = alarms;
        this.scaling = scaling;
        this.offset = Time.of(offset);
    }

    /** There is an alarm, or a policy that has some: the clock runs from now on. */
    void needed(List<AlarmDefinition> definitions) {
        if (!started) {
            started = true;
            kernel.at(next(Time.MINUTE, offset), this::minute);
        }
        if (!shortStarted && definitions.stream().anyMatch(alarm -> alarm.interval() == SHORT)) {
            shortStarted = true;
            kernel.at(next(SHORT, offset / 6), this::tenSeconds);
        }
    }

    private long next(long interval, long at) {
        long passed = kernel.now() - at;
        return passed <= 0 ? at : at + Math.floorDiv(passed + interval - 1, interval) * interval;
    }

    private void minute() {
        boolean hour = (kernel.now() - offset) % Time.HOUR == 0;
        tick(alarm -> alarm.interval() == Time.MINUTE || hour && alarm.interval() == Time.HOUR);
        kernel.after(Time.MINUTE, this::minute);
    }

    private void tenSeconds() {
        tick(alarm -> alarm.interval() == SHORT);
        kernel.after(SHORT, this::tenSeconds);
    }

    private void tick(Predicate<AlarmDefinition> due) {
        alarms.evaluate(due);
        scaling.accept(due);
    }
}
