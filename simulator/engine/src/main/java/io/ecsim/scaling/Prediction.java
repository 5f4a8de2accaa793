// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scaling;

/**
 * What a policy expects an hour to need (SC-371, SC-372).
 *
 * @param capacity tasks
 * @param highest up to which MaxCapacity may be passed because of it; 0 if it may not
 * @param why forecast and target, for people
 */
public record Prediction(String policy, int capacity, int highest, String why) {

    /** The greater of two; either may be null. */
    public static Prediction greater(Prediction one, Prediction other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return other.capacity > one.capacity ? other : one;
    }
}
