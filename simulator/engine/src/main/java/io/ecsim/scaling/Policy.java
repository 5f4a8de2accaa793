// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scaling;

import io.ecsim.aws.PolicyType;
import io.ecsim.metrics.AlarmDefinition;
import java.util.List;

/**
 * A scaling policy made ready from its AWS document.
 *
 * @param alarms those that it owns; the rule reads them in this order
 * @param scalesIn whether its agreement is needed to scale in (SC-322, SC-323); never that of a step policy
 * @param scaleOutCooldown nanoseconds (SC-326)
 * @param scaleInCooldown nanoseconds (SC-327)
 */
public record Policy(
        String name,
        PolicyType type,
        List<AlarmDefinition> alarms,
        boolean scalesIn,
        long scaleOutCooldown,
        long scaleInCooldown,
        ScalingRule rule) {

    boolean tracks() {
        return type == PolicyType.TargetTrackingScaling;
    }
}
