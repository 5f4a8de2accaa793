// SPDX-License-Identifier: Apache-2.0
package io.ecsim.schedule;

/**
 * Who reads a schedule. The services agree on the words and differ in details.
 *
 * @param starInBothDays whether {@code *} may stand in both day fields of a cron expression (SC-365)
 * @param gapIsSkipped whether a local time that a change of the clock leaves out is skipped; otherwise it happens at the
 *     first moment after the gap (EB-12, SC-364)
 * @param strictUnits whether {@code rate(1 minutes)} and {@code rate(5 minute)} are refused (EB-10)
 */
public record Dialect(boolean starInBothDays, boolean gapIsSkipped, boolean strictUnits) {
    /** EventBridge rules; always in UTC. */
    public static final Dialect EVENTBRIDGE_RULE = new Dialect(false, true, true);
    /** EventBridge Scheduler. */
    public static final Dialect EVENTBRIDGE_SCHEDULER = new Dialect(false, true, false);
    /** Scheduled actions of Application Auto Scaling. */
    public static final Dialect APPLICATION_AUTO_SCALING = new Dialect(true, false, false);
}
