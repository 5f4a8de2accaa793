// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scaling;

import io.ecsim.aws.ScheduledAction;
import io.ecsim.schedule.Dialect;
import io.ecsim.schedule.Schedule;
import io.ecsim.schedule.Schedules;
import java.time.Instant;
import java.time.ZoneId;

/** When a scheduled action runs (SC-360, SC-362, SC-366): at its StartTime, and then by its schedule until EndTime. */
public final class ScheduledRuns {
    private final ScheduledAction action;
    private final Schedule schedule;
    private final Instant created;

    /** @throws IllegalArgumentException if its schedule or time zone cannot be read */
    public ScheduledRuns(ScheduledAction action, Instant created) {
        this.action = action;
        this.created = created;
        this.schedule =
                Schedules.parse(action.schedule(), ZoneId.of(action.timezone()), Dialect.APPLICATION_AUTO_SCALING);
    }

    /** The first run after a moment; null if there is none. */
    public Instant next(Instant after) {
        Instant start = action.startTime();
        Instant next =
                start != null && start.isAfter(after) ? start : schedule.next(after, start == null ? created : start);
        return next == null || action.endTime() != null && next.isAfter(action.endTime()) ? null : next;
    }
}
