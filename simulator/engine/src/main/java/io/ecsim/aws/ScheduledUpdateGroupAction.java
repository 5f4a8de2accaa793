// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.time.Instant;

/**
 * The members of PutScheduledUpdateGroupAction: another size of an Auto Scaling group, at a time or again and again.
 *
 * @param autoScalingGroupName that of the group that has it; may be left out there
 * @param startTime when it happens, or from when on; null for any time
 * @param endTime after which it happens no more; what it did stays
 * @param recurrence five fields as in a crontab: minute, hour, day of month, month, day of week; null for once
 * @param timeZone an IANA name, UTC by default; of the recurrence
 */
public record ScheduledUpdateGroupAction(
        String autoScalingGroupName,
        String scheduledActionName,
        Instant startTime,
        Instant endTime,
        String recurrence,
        Integer minSize,
        Integer maxSize,
        Integer desiredCapacity,
        String timeZone) {
    public ScheduledUpdateGroupAction {
        timeZone = Absent.or(timeZone, "UTC");
    }
}
