// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scaling;

import io.ecsim.kernel.Time;

/**
 * What AWS does not publish about scaling; our assumptions.
 *
 * @param scaleInMaxStep most tasks that one scale-in removes (SC-315); 0 for no limit
 * @param activityTimeout nanoseconds after which a change of the desired count counts as done at the latest (SC-329)
 * @param alarmRangeMargin periods that an alarm looks at beyond those it evaluates (SC-207)
 */
public record ScalingParameters(int scaleInMaxStep, long activityTimeout, int alarmRangeMargin) {
    public static final ScalingParameters DEFAULTS = new ScalingParameters(0, Time.MINUTE, 2);
}
