// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

/** How many instances an Auto Scaling group may have, and wants. */
public record GroupSize(int minSize, int maxSize, int desiredCapacity) {}
