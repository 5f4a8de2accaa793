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
    static final String HEALTHY_TARGETS = "target_group_health.unhealthy_state_routing.minimum_healthy_targets.";
    private static final String OFF = "off";

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

    /** {@code round_robin}, {@code least_outstanding_requests} or {@code weighted_random} (LB-8). */
    public String algorithm() {
        return attributes.getOrDefault("load_balancing.algorithm.type", "round_robin");
    }

    /** Seconds until a target that became healthy has its whole share; 0 for at once (LB-9). */
    public int slowStartSeconds() {
        return Integer.parseInt(attributes.getOrDefault("slow_start.duration_seconds", "0"));
    }

    /** Seconds for which a client stays with its target; 0 when clients do not stick (LB-10). */
    public int stickySeconds() {
        boolean byApplication = "app_cookie".equals(attributes.get("stickiness.type"));
        String duration =
                byApplication ? "stickiness.app_cookie.duration_seconds" : "stickiness.lb_cookie.duration_seconds";
        return Boolean.parseBoolean(attributes.get("stickiness.enabled"))
                ? Integer.parseInt(attributes.getOrDefault(duration, "86400"))
                : 0;
    }

    /** Whether requests go to targets of all zones; null when the load balancer says it (LB-11). */
    public Boolean crossZone() {
        String enabled = attributes.get("load_balancing.cross_zone.enabled");
        return enabled == null || enabled.startsWith("use_") ? null : Boolean.valueOf(enabled);
    }

    /** Healthy targets below which requests go to all (LB-7). */
    public int minimumHealthyTargets(int registered) {
        String count = attributes.getOrDefault(HEALTHY_TARGETS + "count", "1");
        String percentage = attributes.getOrDefault(HEALTHY_TARGETS + "percentage", OFF);
        int byCount = count.equals(OFF) ? 1 : Integer.parseInt(count);
        return percentage.equals(OFF)
                ? byCount
                : Math.max(byCount, (registered * Integer.parseInt(percentage) + 99) / 100);
    }

    /** Whether the end of the deregistration delay ends connections too: not those through a Network Load Balancer (LB-15). */
    public boolean closesConnections() {
        return !isNetwork()
                || Boolean.parseBoolean(attributes.get("deregistration_delay.connection_termination.enabled"));
    }

    /** Seconds that a target stays draining (LB-13). */
    public int deregistrationDelaySeconds() {
        return Integer.parseInt(attributes.getOrDefault(DEREGISTRATION_DELAY, "300"));
    }
}
