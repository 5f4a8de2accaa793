// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import io.ecsim.aws.Absent;

/** How many instances an Auto Scaling group may have, and wants. */
public record GroupSize(int minSize, int maxSize, int desiredCapacity) {
    /** Another size; null for what stays. A desired capacity that is not given moves as far as the bounds make it. */
    public GroupSize with(Integer min, Integer max, Integer desired) {
        int least = Absent.or(min, minSize);
        int most = Absent.or(max, maxSize);
        int moved = Math.max(least, Math.min(most, desiredCapacity));
        return new GroupSize(least, most, Absent.or(desired, moved));
    }
}
