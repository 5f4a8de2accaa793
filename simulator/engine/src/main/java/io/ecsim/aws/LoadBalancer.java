// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/**
 * Ties a container's port to a target group, which is given by name or ARN, or to a Classic Load Balancer.
 *
 * @param advancedConfiguration null when no traffic is to be shifted
 * @param loadBalancerName of a Classic Load Balancer, in place of a target group (LB-19)
 */
public record LoadBalancer(
        String targetGroupArn,
        String containerName,
        Integer containerPort,
        AdvancedConfiguration advancedConfiguration,
        String loadBalancerName) {

    /** To a target group. */
    public LoadBalancer(
            String targetGroupArn,
            String containerName,
            Integer containerPort,
            AdvancedConfiguration advancedConfiguration) {
        this(targetGroupArn, containerName, containerPort, advancedConfiguration, null);
    }

    /** Tasks of every deployment register in one target group. */
    public LoadBalancer(String targetGroupArn, String containerName, Integer containerPort) {
        this(targetGroupArn, containerName, containerPort, null, null);
    }

    /** Name of the target group, a Classic Load Balancer being one of its name. */
    public String targetGroup() {
        return Arn.name(targetGroupArn == null ? loadBalancerName : targetGroupArn);
    }

    /** How service events call it. */
    public String inEvents() {
        return targetGroupArn == null ? "(elb " + loadBalancerName + ")" : "(target-group " + targetGroupArn + ")";
    }
}
