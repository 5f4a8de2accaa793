// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scaling;

import io.ecsim.metrics.AlarmChange;
import java.util.List;

/**
 * What one look at the alarms came to.
 *
 * @param alarms those that changed their state, in the order of policies
 * @param decision null if the desired count stays
 * @param obstacle why a wish changed nothing, every time anew; null if there was no wish or it was granted
 * @param notScaled the same in words; null unless policy or obstacle differ from those of the time before
 */
public record ScalingOutcome(
        List<AlarmChange> alarms, ScalingDecision decision, Obstacle obstacle, NotScaled notScaled) {}
