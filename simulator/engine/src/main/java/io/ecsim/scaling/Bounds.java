// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scaling;

import io.ecsim.aws.AwsException;
import io.ecsim.aws.ScalableTarget;

/** MinCapacity and MaxCapacity of a scalable target, 0 or more (SC-301). */
record Bounds(int min, int max) {

    static Bounds of(ScalableTarget target) {
        Integer min = target.minCapacity();
        Integer max = target.maxCapacity();
        if (min == null || max == null || min < 0 || max < min) {
            throw new AwsException(
                    "ValidationException",
                    "Scalable target " + target.resourceId() + " needs 0 <= MinCapacity <= MaxCapacity, not " + min
                            + " and " + max);
        }
        return new Bounds(min, max);
    }

    Count clamp(Count count) {
        return count.atLeast(min, "MinCapacity").atMost(max, "MaxCapacity");
    }
}
