// SPDX-License-Identifier: Apache-2.0
package io.ecsim.schedule;

/** Who reads a schedule. The services agree on the words and differ in details. */
public enum Dialect {
    /** EventBridge rules; always in UTC. */
    EVENTBRIDGE_RULE,
    /** EventBridge Scheduler. */
    EVENTBRIDGE_SCHEDULER,
    /** Scheduled actions of Application Auto Scaling. */
    APPLICATION_AUTO_SCALING,
    /** Scheduled actions of Auto Scaling groups: five fields, as in a crontab. */
    EC2_AUTO_SCALING;

    /** Whether {@code *} may stand in both day fields of a cron expression (SC-365). */
    boolean starInBothDays() {
        return this == APPLICATION_AUTO_SCALING;
    }

    /** Whether the year of a cron expression may be left out (EB-11). */
    boolean yearIsOptional() {
        return this == EVENTBRIDGE_SCHEDULER;
    }

    /**
     * Whether a local time that a change of the clock leaves out is skipped; otherwise it happens at the first moment
     * after the gap (EB-12, SC-364).
     */
    boolean gapIsSkipped() {
        return this != APPLICATION_AUTO_SCALING && this != EC2_AUTO_SCALING;
    }

    /** Whether {@code rate(1 minutes)} and {@code rate(5 minute)} are refused, and {@code at} with them (EB-10). */
    boolean isStrict() {
        return this == EVENTBRIDGE_RULE;
    }

    /** Whether a rate happens at the moment from which it counts, or one interval after it (EB-10). */
    boolean rateBeginsAtOnce() {
        return this == EVENTBRIDGE_SCHEDULER;
    }
}
