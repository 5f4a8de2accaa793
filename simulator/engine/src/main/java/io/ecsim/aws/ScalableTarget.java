// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/**
 * The members of RegisterScalableTarget for an ECS service. What an update leaves out stays as it is.
 *
 * @param resourceId {@code service/CLUSTER/SERVICE}; the service's name alone is understood too
 */
public record ScalableTarget(
        String resourceId, Integer minCapacity, Integer maxCapacity, SuspendedState suspendedState) {
    public ScalableTarget(String resourceId, Integer minCapacity, Integer maxCapacity) {
        this(resourceId, minCapacity, maxCapacity, null);
    }
}
