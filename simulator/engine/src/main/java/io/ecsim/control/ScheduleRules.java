// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.EventSchedule;
import io.ecsim.aws.FlexibleTimeWindow;
import io.ecsim.aws.Violation;
import io.ecsim.schedule.Dialect;
import io.ecsim.schedule.Schedules;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;

/** When something may be scheduled: what PutRule and EventBridge Scheduler take (EB-10 to EB-12). */
final class ScheduleRules {
    private static final int LONGEST_WINDOW = 1440;

    private ScheduleRules() {}

    static List<Violation> violations(EventSchedule schedule) {
        Refusals refusals = new Refusals("ValidationException");
        boolean schedulers = schedule.isSchedulers();
        ZoneId zone = zone(schedule.zone(), "ScheduleExpressionTimezone", refusals);
        try {
            Schedules.parse(
                    schedule.scheduleExpression(),
                    zone,
                    schedulers ? Dialect.EVENTBRIDGE_SCHEDULER : Dialect.EVENTBRIDGE_RULE);
        } catch (IllegalArgumentException wrong) {
            refusals.refuse(
                    "ScheduleExpression",
                    (schedulers
                                    ? "Invalid Schedule Expression " + schedule.scheduleExpression()
                                    : "Parameter ScheduleExpression is not valid")
                            + ": " + wrong.getMessage() + ".");
        }
        refusals.refuse(
                schedule.startDate() != null
                        && schedule.endDate() != null
                        && !schedule.startDate().isBefore(schedule.endDate()),
                "EndDate",
                "The EndDate you specify must come after the StartDate.");
        window(schedule.flexibleTimeWindow(), refusals);
        return refusals.list();
    }

    private static void window(FlexibleTimeWindow window, Refusals refusals) {
        if (window == null || window.mode() == null) {
            return;
        }
        Integer minutes = window.maximumWindowInMinutes();
        String path = "FlexibleTimeWindow.MaximumWindowInMinutes";
        if (window.mode() == FlexibleTimeWindow.Mode.OFF) {
            refusals.refuse(minutes != null, path, "MaximumWindowInMinutes is only for the mode FLEXIBLE.");
        } else if (minutes == null) {
            refusals.refuse("FlexibleTimeWindow", "MaximumWindowInMinutes is required with the mode FLEXIBLE.");
        } else {
            refusals.refuse(
                    minutes < 1 || minutes > LONGEST_WINDOW,
                    path,
                    "MaximumWindowInMinutes must be from 1 to " + LONGEST_WINDOW + ", not " + minutes + ".");
        }
    }

    /** UTC in place of one that there is not. */
    static ZoneId zone(String name, String path, Refusals refusals) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException unknown) {
            refusals.unknown(
                    path,
                    "Unknown time zone " + name + ".",
                    name,
                    ZoneId.getAvailableZoneIds().stream().sorted().toList());
            return ZoneId.of("UTC");
        }
    }
}
