// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/**
 * Instances that are prepared beside a group (SC-444).
 *
 * @param maxGroupPreparedCapacity instances of group and pool together; null or -1 for the group's MaxSize
 * @param poolState {@code Stopped}, {@code Running} or {@code Hibernated}
 */
public record WarmPoolConfiguration(Integer maxGroupPreparedCapacity, Integer minSize, String poolState) {
    public static final String RUNNING = "Running";

    public WarmPoolConfiguration {
        maxGroupPreparedCapacity = Absent.or(maxGroupPreparedCapacity, -1);
        minSize = Absent.or(minSize, 0);
        poolState = Absent.or(poolState, "Stopped");
    }

    /** How many instances it holds beside a group. */
    public int size(int maxSize, int desiredCapacity) {
        int prepared = maxGroupPreparedCapacity < 0 ? maxSize : maxGroupPreparedCapacity;
        return Math.max(minSize, Math.max(0, prepared - desiredCapacity));
    }
}
