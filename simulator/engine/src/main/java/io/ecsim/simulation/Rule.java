// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.Absent;
import io.ecsim.aws.EcsParameters;
import io.ecsim.aws.EventSchedule;
import io.ecsim.events.EventPattern;
import io.ecsim.events.EventType;
import io.ecsim.schedule.Dialect;
import io.ecsim.schedule.Schedule;
import io.ecsim.schedule.Schedules;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * A rule of EventBridge, or a schedule of its Scheduler, with its targets. Each event that matches is handed to all of
 * them (EB-7, EB-8), and they are called whenever the schedule says so (EB-10 to EB-12).
 *
 * @param eventPattern null for a rule that has a schedule only
 * @param schedule null for a rule that has a pattern only
 */
public record Rule(
        String name,
        EventPattern eventPattern,
        EventSchedule schedule,
        State state,
        String description,
        List<Target> targets) {
    /** Constants are spelled as on the wire. */
    public enum State {
        ENABLED,
        DISABLED,
        ENABLED_WITH_ALL_CLOUDTRAIL_MANAGEMENT_EVENTS
    }

    /** To what events are handed. */
    public sealed interface Target {}

    /** Somebody is told, as by an SNS topic. */
    public record Notify(String notification) implements Target {}

    /** Tasks are run (EB-9). */
    public record RunTasks(EcsParameters parameters) implements Target {}

    /** Something of a timeline is done. */
    public record Act(Action action) implements Target {}

    /** Something that is not simulated gets them. */
    public record Elsewhere(String arn) implements Target {}

    public Rule {
        state = Absent.or(state, State.ENABLED);
        targets = Absent.list(targets);
    }

    boolean isEnabled() {
        return state != State.DISABLED;
    }

    /** Whether events of a kind could be for it. */
    boolean mayMatch(EventType type) {
        return eventPattern != null && eventPattern.mayMatch(type);
    }

    /**
     * When its schedule calls it for the first time after a moment.
     *
     * @param created when the rule came to be, from which a rate counts
     * @return null if it never does, or has no schedule
     * @throws IllegalArgumentException if the schedule cannot be read
     */
    public Instant next(Instant after, Instant created) {
        if (schedule == null) {
            return null;
        }
        Schedule times = Schedules.parse(
                schedule.scheduleExpression(),
                ZoneId.of(schedule.zone()),
                schedule.isSchedulers() ? Dialect.EVENTBRIDGE_SCHEDULER : Dialect.EVENTBRIDGE_RULE);
        if (schedule.isAt()) {
            return times.next(after, created);
        }
        Instant start = Absent.or(schedule.startDate(), created);
        Instant before = start.minusNanos(1);
        Instant next = times.next(after.isBefore(before) ? before : after, start);
        return next == null || schedule.endDate() != null && next.isAfter(schedule.endDate()) ? null : next;
    }
}
