// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scaling;

import io.ecsim.aws.ScheduledAction;
import io.ecsim.aws.ScheduledUpdateGroupAction;
import io.ecsim.schedule.Dialect;
import io.ecsim.schedule.Schedule;
import io.ecsim.schedule.Schedules;
import java.time.Instant;
import java.time.ZoneId;

/**
 * When a scheduled action runs (SC-360, SC-362, SC-366): at its StartTime, and then by its schedule until EndTime.
 *
 * @param schedule null for once, at the start
 * @param start null for none
 * @param end null for none
 */
public record ScheduledRuns(Schedule schedule, Instant start, Instant end, Instant created) {

    /** @throws IllegalArgumentException if its schedule or time zone cannot be read */
    public static ScheduledRuns of(ScheduledAction action, Instant created) {
        Schedule schedule =
                Schedules.parse(action.schedule(), ZoneId.of(action.timezone()), Dialect.APPLICATION_AUTO_SCALING);
        return new ScheduledRuns(schedule, action.startTime(), action.endTime(), created);
    }

    /** @throws IllegalArgumentException if its recurrence or time zone cannot be read */
    public static ScheduledRuns of(ScheduledUpdateGroupAction action, Instant created) {
        Schedule schedule = action.recurrence() == null
                ? null
                : Schedules.parse(action.recurrence(), ZoneId.of(action.timeZone()), Dialect.EC2_AUTO_SCALING);
        return new ScheduledRuns(schedule, action.startTime(), action.endTime(), created);
    }

    /** The first run after a moment; null if there is none. */
    public Instant next(Instant after) {
        Instant next = start != null && start.isAfter(after) ? start : bySchedule(after);
        return next == null || end != null && next.isAfter(end) ? null : next;
    }

    private Instant bySchedule(Instant after) {
        return schedule == null ? null : schedule.next(after, start == null ? created : start);
    }
}
