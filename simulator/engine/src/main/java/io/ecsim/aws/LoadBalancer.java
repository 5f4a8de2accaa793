// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/**
 * Ties a container's port to a target group, which is given by name or ARN.
 *
 * @param advancedConfiguration null when no traffic is to be shifted
 */
public record LoadBalancer(
        String targetGroupArn,
        String containerName,
        Integer containerPort,
        AdvancedConfiguration advancedConfiguration) {

    /** Tasks of every deployment register in one target group. */
    public LoadBalancer(String targetGroupArn, String containerName, Integer containerPort) {
        this(targetGroupArn, containerName, containerPort, null);
    }
}
