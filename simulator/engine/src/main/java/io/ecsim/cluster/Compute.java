// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cluster;

import io.ecsim.aws.CapacityProviderStrategyItem;
import io.ecsim.aws.LaunchType;

/**
 * What a task runs on.
 *
 * @param capacityProvider null for a launch type
 * @param platformVersion of Fargate, such as {@code 1.4.0}; null elsewhere
 */
public record Compute(LaunchType launchType, String capacityProvider, String platformVersion) {
    /** A container instance of the cluster. */
    public static final Compute EC2 = new Compute(LaunchType.EC2, null, null);

    private static final String LATEST = "LATEST";

    /**
     * Fargate.
     *
     * @param capacityProvider null for the launch type
     * @param platformVersion as asked for; null for the latest (FG-3)
     */
    public static Compute fargate(String capacityProvider, String platformVersion, boolean windows) {
        boolean latest = platformVersion == null || platformVersion.equals(LATEST);
        return new Compute(
                LaunchType.FARGATE, capacityProvider, latest ? windows ? "1.0.0" : "1.4.0" : platformVersion);
    }

    /** An instance of an Auto Scaling group. */
    public static Compute of(String capacityProvider) {
        return new Compute(LaunchType.EC2, capacityProvider, null);
    }

    public boolean isFargate() {
        return launchType == LaunchType.FARGATE;
    }

    /** Whether it is Fargate's spare capacity, which it may take back. */
    public boolean isFargateSpot() {
        return CapacityProviderStrategyItem.FARGATE_SPOT.equals(capacityProvider);
    }
}
