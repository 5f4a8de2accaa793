// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.Map;

/**
 * The members of elbv2 CreateLoadBalancer, with its attributes beside them.
 *
 * @param attributes by elbv2's keys, such as {@code idle_timeout.timeout_seconds}
 */
public record ElasticLoadBalancer(String name, LoadBalancerType type, Map<String, String> attributes) {
    private static final String IDLE_TIMEOUT = "idle_timeout.timeout_seconds";
    private static final String CROSS_ZONE = "load_balancing.cross_zone.enabled";

    public ElasticLoadBalancer {
        type = Absent.or(type, LoadBalancerType.application);
        attributes = Absent.map(attributes);
    }

    /** Seconds that an Application Load Balancer waits for a silent target (LB-12). */
    public int idleTimeoutSeconds() {
        return Integer.parseInt(attributes.getOrDefault(IDLE_TIMEOUT, "60"));
    }

    /** Whether its nodes send to targets of all zones: an Application Load Balancer's do (LB-11). */
    public boolean crossZone() {
        return type == LoadBalancerType.application
                || Boolean.parseBoolean(attributes.getOrDefault(CROSS_ZONE, "false"));
    }
}
