// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.Map;

/**
 * The members of elbv2 CreateTargetGroup, with its attributes beside them; defaults of LB-2.
 *
 * @param attributes by elbv2's keys, such as {@code deregistration_delay.timeout_seconds}
 */
public record TargetGroup(
        String name,
        String protocol,
        Integer port,
        TargetType targetType,
        String healthCheckProtocol,
        Boolean healthCheckEnabled,
        Integer healthCheckIntervalSeconds,
        Integer healthCheckTimeoutSeconds,
        Integer healthyThresholdCount,
        Integer unhealthyThresholdCount,
        Map<String, String> attributes) {
    private static final String DEREGISTRATION_DELAY = "deregistration_delay.timeout_seconds";

    public TargetGroup {
        protocol = Absent.or(protocol, "HTTP");
        port = Absent.or(port, 80);
        targetType = Absent.or(targetType, TargetType.instance);
        healthCheckProtocol = Absent.or(healthCheckProtocol, isNetwork(protocol) ? "TCP" : "HTTP");
        healthCheckEnabled = Absent.or(healthCheckEnabled, true);
        healthCheckIntervalSeconds = Absent.or(healthCheckIntervalSeconds, 30);
        healthCheckTimeoutSeconds = Absent.or(healthCheckTimeoutSeconds, timeout(protocol, healthCheckProtocol));
        healthyThresholdCount = Absent.or(healthyThresholdCount, 5);
        unhealthyThresholdCount = Absent.or(unhealthyThresholdCount, 2);
        attributes = Absent.map(attributes);
    }

    /** An instance's target group whose health checks are of the protocol's default. */
    public TargetGroup(
            String name,
            String protocol,
            Integer port,
            TargetType targetType,
            Boolean healthCheckEnabled,
            Integer healthCheckIntervalSeconds,
            Integer healthCheckTimeoutSeconds,
            Integer healthyThresholdCount,
            Integer unhealthyThresholdCount,
            Map<String, String> attributes) {
        this(
                name,
                protocol,
                port,
                targetType,
                null,
                healthCheckEnabled,
                healthCheckIntervalSeconds,
                healthCheckTimeoutSeconds,
                healthyThresholdCount,
                unhealthyThresholdCount,
                attributes);
    }

    private static boolean isNetwork(String protocol) {
        return !protocol.startsWith("HTTP");
    }

    /** Seconds; of an Application Load Balancer 5, of a Network Load Balancer by what it checks (LB-2). */
    private static int timeout(String protocol, String healthCheckProtocol) {
        return !isNetwork(protocol) ? 5 : healthCheckProtocol.equals("HTTP") ? 6 : 10;
    }

    /** Whether it is for a Network Load Balancer, which forwards connections. */
    public boolean isNetwork() {
        return isNetwork(protocol);
    }

    /** Seconds that a target stays draining (LB-13). */
    public int deregistrationDelaySeconds() {
        return Integer.parseInt(attributes.getOrDefault(DEREGISTRATION_DELAY, "300"));
    }
}
