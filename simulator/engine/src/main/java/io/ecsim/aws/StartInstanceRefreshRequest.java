// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** The members of StartInstanceRefresh, as far as a rolling one has them. */
public record StartInstanceRefreshRequest(String autoScalingGroupName, RefreshPreferences preferences) {
    /**
     * @param minHealthyPercentage of the desired capacity, rounded up
     * @param maxHealthyPercentage of the desired capacity; null for 100
     * @param instanceWarmup seconds; null for the group's
     */
    public record RefreshPreferences(
            Integer minHealthyPercentage, Integer maxHealthyPercentage, Integer instanceWarmup) {
        public RefreshPreferences {
            minHealthyPercentage = Absent.or(minHealthyPercentage, 90);
            maxHealthyPercentage = Absent.or(maxHealthyPercentage, 100);
        }
    }

    public StartInstanceRefreshRequest {
        preferences = Absent.or(preferences, new RefreshPreferences(null, null, null));
    }
}
