// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The members of CreateLoadBalancer of the first Elastic Load Balancing API, with those of ConfigureHealthCheck and
 * ModifyLoadBalancerAttributes beside them (LB-19).
 *
 * @param listeners of which the first one says how requests are divided; default: HTTP on port 80
 */
public record ClassicLoadBalancer(
        String loadBalancerName,
        List<ClassicListener> listeners,
        ClassicHealthCheck healthCheck,
        LoadBalancerAttributes loadBalancerAttributes) {

    /** @param protocol {@code HTTP}, {@code HTTPS}, {@code TCP} or {@code SSL} */
    public record ClassicListener(
            String protocol, Integer loadBalancerPort, String instanceProtocol, Integer instancePort) {
        public ClassicListener {
            protocol = Absent.or(protocol, "HTTP").toUpperCase(Locale.ROOT);
            loadBalancerPort = Absent.or(loadBalancerPort, 80);
            instanceProtocol = Absent.or(instanceProtocol, protocol);
            instancePort = Absent.or(instancePort, loadBalancerPort);
        }
    }

    /**
     * @param target protocol, port and path, as in {@code HTTP:80/index.html}
     * @param interval seconds between checks
     * @param timeout seconds
     */
    public record ClassicHealthCheck(
            String target, Integer interval, Integer timeout, Integer unhealthyThreshold, Integer healthyThreshold) {
        public ClassicHealthCheck {
            interval = Absent.or(interval, 30);
            timeout = Absent.or(timeout, 5);
            unhealthyThreshold = Absent.or(unhealthyThreshold, 2);
            healthyThreshold = Absent.or(healthyThreshold, 10);
        }
    }

    /** How it sends requests; what is not given is off. */
    public record LoadBalancerAttributes(
            CrossZoneLoadBalancing crossZoneLoadBalancing,
            ConnectionDraining connectionDraining,
            ConnectionSettings connectionSettings) {
        public LoadBalancerAttributes {
            crossZoneLoadBalancing = Absent.or(crossZoneLoadBalancing, new CrossZoneLoadBalancing(null));
            connectionDraining = Absent.or(connectionDraining, new ConnectionDraining(null, null));
            connectionSettings = Absent.or(connectionSettings, new ConnectionSettings(null));
        }
    }

    /** Whether its nodes send to instances of all zones. */
    public record CrossZoneLoadBalancing(Boolean enabled) {
        public CrossZoneLoadBalancing {
            enabled = Absent.or(enabled, false);
        }
    }

    /** @param timeout seconds that requests in flight have when an instance is deregistered */
    public record ConnectionDraining(Boolean enabled, Integer timeout) {
        public ConnectionDraining {
            enabled = Absent.or(enabled, false);
            timeout = Absent.or(timeout, 300);
        }
    }

    /** @param idleTimeout seconds that it waits for a silent instance */
    public record ConnectionSettings(Integer idleTimeout) {
        public ConnectionSettings {
            idleTimeout = Absent.or(idleTimeout, 60);
        }
    }

    public ClassicLoadBalancer {
        listeners = listeners == null || listeners.isEmpty()
                ? List.of(new ClassicListener(null, null, null, null))
                : Absent.list(listeners);
        healthCheck = Absent.or(healthCheck, new ClassicHealthCheck(null, null, null, null, null));
        loadBalancerAttributes = Absent.or(loadBalancerAttributes, new LoadBalancerAttributes(null, null, null));
    }

    /**
     * What it does is what a target group of its name does that never sends to unhealthy instances: the instance with the
     * fewest requests in progress is next behind a listener for HTTP, they take turns behind one for TCP.
     */
    public TargetGroup targetGroup() {
        boolean http = listeners.get(0).protocol().startsWith("HTTP");
        ConnectionDraining draining = loadBalancerAttributes.connectionDraining();
        return new TargetGroup(
                loadBalancerName,
                "HTTP",
                listeners.get(0).loadBalancerPort(),
                TargetType.instance,
                true,
                healthCheck.interval(),
                healthCheck.timeout(),
                healthCheck.healthyThreshold(),
                healthCheck.unhealthyThreshold(),
                Map.of(
                        "load_balancing.algorithm.type",
                        http ? "least_outstanding_requests" : "round_robin",
                        "load_balancing.cross_zone.enabled",
                        loadBalancerAttributes
                                .crossZoneLoadBalancing()
                                .enabled()
                                .toString(),
                        "deregistration_delay.timeout_seconds",
                        Integer.toString(draining.enabled() ? draining.timeout() : 0),
                        TargetGroup.HEALTHY_TARGETS + "count",
                        "0"));
    }
}
