// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.ScheduledAction;
import io.ecsim.aws.Violation;
import io.ecsim.schedule.Dialect;
import io.ecsim.schedule.Schedules;
import java.time.ZoneId;
import java.util.List;

/** What PutScheduledAction takes (SC-360, SC-361). */
final class ScheduledActionRules {
    private ScheduledActionRules() {}

    static List<Violation> violations(ScheduledAction action) {
        Refusals refusals = new Refusals("ValidationException");
        refusals.refuse(
                action.scheduledActionName() == null, "ScheduledActionName", "ScheduledActionName is required.");
        refusals.refuse(
                action.scalableTargetAction() == null
                        || action.scalableTargetAction().minCapacity() == null
                                && action.scalableTargetAction().maxCapacity() == null,
                "ScalableTargetAction",
                "At least one of MinCapacity and MaxCapacity is required.");
        if (action.scalableTargetAction() != null) {
            Integer min = action.scalableTargetAction().minCapacity();
            Integer max = action.scalableTargetAction().maxCapacity();
            refusals.refuse(
                    min != null && min < 0,
                    "ScalableTargetAction.MinCapacity",
                    "Minimum capacity must be greater than or equal to 0.");
            refusals.refuse(
                    min != null && max != null && max < min,
                    "ScalableTargetAction.MaxCapacity",
                    "Maximum capacity cannot be less than minimum capacity, " + min + ".");
        }
        refusals.refuse(
                action.startTime() != null
                        && action.endTime() != null
                        && !action.startTime().isBefore(action.endTime()),
                "EndTime",
                "EndTime must be after StartTime.");
        schedule(action, refusals);
        return refusals.list();
    }

    private static void schedule(ScheduledAction action, Refusals refusals) {
        ZoneId zone = ScheduleRules.zone(action.timezone(), "Timezone", refusals);
        if (action.schedule() == null) {
            refusals.refuse("Schedule", "Schedule is required.");
            return;
        }
        try {
            Schedules.parse(action.schedule(), zone, Dialect.APPLICATION_AUTO_SCALING);
        } catch (IllegalArgumentException wrong) {
            refusals.refuse("Schedule", "Schedule " + wrong.getMessage() + ".");
        }
    }
}
