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
        healthCheckEnabled = Absent.or(healthCheckEnabled, true);
        healthCheckIntervalSeconds = Absent.or(healthCheckIntervalSeconds, 30);
        healthCheckTimeoutSeconds = Absent.or(healthCheckTimeoutSeconds, 5);
        healthyThresholdCount = Absent.or(healthyThresholdCount, 5);
        unhealthyThresholdCount = Absent.or(unhealthyThresholdCount, 2);
        attributes = Absent.map(attributes);
    }

    /** Seconds that a target stays draining (LB-13). */
    public int deregistrationDelaySeconds() {
        return Integer.parseInt(attributes.getOrDefault(DEREGISTRATION_DELAY, "300"));
    }
}
