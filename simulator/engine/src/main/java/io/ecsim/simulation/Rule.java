// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.Absent;
import io.ecsim.aws.EcsParameters;
import io.ecsim.events.EventPattern;
import java.util.List;

/** A rule of EventBridge with its targets: each event that matches is handed to all of them (EB-7, EB-8). */
public record Rule(String name, EventPattern eventPattern, State state, String description, List<Target> targets) {
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
        return state != State.DISABLED && eventPattern != null;
    }
}
