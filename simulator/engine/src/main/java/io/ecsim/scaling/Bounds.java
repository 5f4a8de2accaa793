// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scaling;

import io.ecsim.aws.AwsException;
import io.ecsim.aws.ScalableTarget;

/**
 * MinCapacity and MaxCapacity of a scalable target, 0 or more (SC-301), and what an hour is expected to need.
 *
 * @param prediction null when nothing is expected, or nothing follows from it
 */
record Bounds(int min, int max, Prediction prediction) {

    static Bounds of(ScalableTarget target) {
        Integer min = target.minCapacity();
        Integer max = target.maxCapacity();
        if (min == null || max == null || min < 0 || max < min) {
            throw new AwsException(
                    "ValidationException",
                    "Scalable target " + target.resourceId() + " needs 0 <= MinCapacity <= MaxCapacity, not " + min
                            + " and " + max);
        }
        return new Bounds(min, max, null);
    }

    Bounds with(Prediction expected) {
        return new Bounds(min, max, expected);
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
        Count least = count.atLeast(min, "MinCapacity");
        if (prediction != null) {
            least = least.atLeast(prediction.capacity(), "the forecast");
        }
        return least.atMost(highest(), highest() > max ? "the forecast's raised MaxCapacity" : "MaxCapacity");
    }
}
