// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scaling;

import io.ecsim.aws.AwsException;
import io.ecsim.aws.ScalableTarget;

/**
 * MinCapacity and MaxCapacity of a scalable target, 0 or more (SC-301), and what an hour is expected to need.
 *
 * @param prediction null when nothing is expected, or nothing follows from it
 * @param unit Capacity of a target, Size of a group: the rest of the names of its bounds
 */
record Bounds(int min, int max, Prediction prediction, String unit) {
    /** As Application Auto Scaling spells them. */
    private static final String CAPACITY = "Capacity";

    static Bounds of(ScalableTarget target) {
        Integer min = target.minCapacity();
        Integer max = target.maxCapacity();
        if (min == null || max == null || min < 0 || max < min) {
            throw new AwsException(
                    "ValidationException",
                    "Scalable target " + target.resourceId() + " needs 0 <= MinCapacity <= MaxCapacity, not " + min
                            + " and " + max);
        }
        return new Bounds(min, max, null, CAPACITY);
    }

    /** MinSize and MaxSize of an Auto Scaling group. */
    static Bounds ofGroup(int min, int max) {
        return new Bounds(min, max, null, "Size");
    }

    Bounds with(Prediction expected) {
        return new Bounds(min, max, expected, unit);
    }

    /** MaxCapacity, or what a forecast has raised it to (SC-371). */
    int highest() {
        return prediction == null ? max : Math.max(max, prediction.highest());
    }

    /** The least that a scale-in may leave. */
    int lowest() {
        return prediction == null ? min : Math.min(highest(), Math.max(min, prediction.capacity()));
    }

    Count clamp(Count count) {
        Count least = count.atLeast(min, "Min" + unit);
        if (prediction != null) {
            least = least.atLeast(prediction.capacity(), "the forecast");
        }
        return least.atMost(highest(), highest() > max ? "the forecast's raised MaxCapacity" : "Max" + unit);
    }
}
