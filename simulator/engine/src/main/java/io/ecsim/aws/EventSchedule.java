// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.time.Instant;

/**
 * The members of PutRule and of EventBridge Scheduler's CreateSchedule that say when (EB-10 to EB-12).
 *
 * @param scheduleExpression rate or cron; at is Scheduler's alone
 * @param scheduleExpressionTimezone an IANA name, UTC by default; for at and cron
 * @param startDate from when on it happens, a rate at that moment for the first time; not for at
 * @param endDate after which it happens no more; not for at
 */
public record EventSchedule(
        String scheduleExpression,
        String scheduleExpressionTimezone,
        Instant startDate,
        Instant endDate,
        FlexibleTimeWindow flexibleTimeWindow) {

    /** Whether it is one of EventBridge Scheduler: a rule has an expression only, and that in UTC. */
    public boolean isSchedulers() {
        return scheduleExpressionTimezone != null
                || startDate != null
                || endDate != null
                || flexibleTimeWindow != null
                || isAt();
    }

    public boolean isAt() {
        return scheduleExpression.trim().startsWith("at(");
    }

    public String zone() {
        return Absent.or(scheduleExpressionTimezone, "UTC");
    }

    /** Minutes; 0 when it is to happen in time. */
    public int windowMinutes() {
        boolean flexible = flexibleTimeWindow != null && flexibleTimeWindow.mode() == FlexibleTimeWindow.Mode.FLEXIBLE;
        return flexible ? flexibleTimeWindow.maximumWindowInMinutes() : 0;
    }
}
