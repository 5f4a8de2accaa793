// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.time.Instant;

/**
 * The members of PutScheduledAction for an ECS service (SC-360).
 *
 * @param timezone an IANA name, UTC by default; for at and cron
 * @param startTime from when on it may run; it runs then too
 * @param endTime after which it runs no more; what it did stays
 */
public record ScheduledAction(
        String scheduledActionName,
        String resourceId,
        String schedule,
        String timezone,
        Instant startTime,
        Instant endTime,
        ScalableTargetAction scalableTargetAction) {
    public ScheduledAction {
        timezone = Absent.or(timezone, "UTC");
    }
}
