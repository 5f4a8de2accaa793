// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.TargetGroup;
import io.ecsim.aws.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** What elbv2 would refuse in ModifyTargetGroupAttributes: names, values, and what does not go together. */
final class TargetGroupAttributes {
    private static final String ALGORITHM = "load_balancing.algorithm.type";
    private static final String SLOW_START = "slow_start.duration_seconds";
    private static final String CROSS_ZONE = "load_balancing.cross_zone.enabled";
    private static final String STICKINESS = "stickiness.enabled";

    /** A value's form in words, and whether a value has it. */
    private record Form(String words, Predicate<String> holds) {
        static Form number(int low, int high) {
            return new Form("from " + low + " to " + high, value -> isNumber(value, low, high));
        }

        static Form oneOf(String... values) {
            return new Form("one of " + String.join(", ", values), Set.of(values)::contains);
        }

        Form or(String other) {
            return new Form(other + " or " + words, value -> value.equals(other) || holds.test(value));
        }

        private static boolean isNumber(String value, int low, int high) {
            return value.matches("\\d{1,6}") && Integer.parseInt(value) >= low && Integer.parseInt(value) <= high;
        }
    }

    private static final Form FLAG = Form.oneOf("true", "false");
    private static final Form ANY = new Form("a text", value -> true);
    private static final Map<String, Form> FORMS = forms();

    private TargetGroupAttributes() {}

    private static Map<String, Form> forms() {
        Map<String, Form> forms = new LinkedHashMap<>();
        forms.put("deregistration_delay.timeout_seconds", Form.number(0, 3600));
        forms.put(ALGORITHM, Form.oneOf("round_robin", "least_outstanding_requests", "weighted_random"));
        forms.put("load_balancing.algorithm.anomaly_mitigation", Form.oneOf("on", "off"));
        forms.put(CROSS_ZONE, Form.oneOf("true", "false", "use_load_balancer_configuration"));
        forms.put(SLOW_START, Form.number(30, 900).or("0"));
        forms.put(STICKINESS, FLAG);
        forms.put("stickiness.type", Form.oneOf("lb_cookie", "app_cookie", "source_ip", "source_ip_dest_ip"));
        forms.put("stickiness.lb_cookie.duration_seconds", Form.number(1, 604_800));
        forms.put("stickiness.app_cookie.duration_seconds", Form.number(1, 604_800));
        forms.put("stickiness.app_cookie.cookie_name", ANY);
        for (String action : List.of("dns_failover", "unhealthy_state_routing")) {
            String minimum = "target_group_health." + action + ".minimum_healthy_targets.";
            forms.put(minimum + "count", Form.number(1, 1000).or("off"));
            forms.put(minimum + "percentage", Form.number(1, 100).or("off"));
        }
        forms.put("deregistration_delay.connection_termination.enabled", FLAG);
        forms.put("target_health_state.unhealthy.connection_termination.enabled", FLAG);
        forms.put("target_health_state.unhealthy.draining_interval_seconds", Form.number(0, 360_000));
        forms.put("preserve_client_ip.enabled", FLAG);
        forms.put("proxy_protocol_v2.enabled", FLAG);
        return forms;
    }

    static List<Violation> violations(TargetGroup group) {
        List<Violation> violations = new ArrayList<>();
        group.attributes().forEach((name, value) -> {
            Form form = FORMS.get(name);
            if (value == null) {
                return; // half of a pair, which whoever reads the document says
            }
            if (form == null) {
                violations.add(violation(name, "Target group attribute key '" + name + "' is not recognized"));
            } else if (!form.holds().test(value)) {
                violations.add(violation(name, name + " must be " + form.words() + ", not " + value + "."));
            }
        });
        if (violations.isEmpty()) {
            together(group, violations);
        }
        return violations;
    }

    private static void together(TargetGroup group, List<Violation> violations) {
        if (group.slowStartSeconds() > 0 && !group.algorithm().equals("round_robin")) {
            violations.add(
                    violation(SLOW_START, "Slow start goes only with round_robin, not " + group.algorithm() + "."));
        }
        if (group.stickySeconds() > 0 && group.algorithm().equals("weighted_random")) {
            violations.add(violation(STICKINESS, "Stickiness does not go with weighted_random."));
        }
        if (group.stickySeconds() > 0 && Boolean.FALSE.equals(group.crossZone())) {
            violations.add(violation(STICKINESS, "Stickiness needs cross-zone load balancing, which is off."));
        }
    }

    private static Violation violation(String name, String message) {
        return new Violation("attributes." + name, "ValidationException", message);
    }
}
