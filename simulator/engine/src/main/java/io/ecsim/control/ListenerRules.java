// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.ElasticLoadBalancer;
import io.ecsim.aws.Listener;
import io.ecsim.aws.ListenerAction;
import io.ecsim.aws.ListenerAction.TargetGroupTuple;
import io.ecsim.aws.ListenerRule;
import io.ecsim.aws.LoadBalancerType;
import io.ecsim.aws.ModifyRuleRequest;
import io.ecsim.aws.RuleCondition;
import io.ecsim.aws.Violation;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What elbv2 would refuse in CreateListener, CreateRule and ModifyRule (BG-9, QU-19). */
final class ListenerRules {
    private static final int MOST_TARGET_GROUPS = 5;
    private static final int MOST_RULES = 100;
    private static final int LOWEST_PRIORITY = 50_000;
    private static final int GREATEST_WEIGHT = 999;
    private static final String IDLE_TIMEOUT = "idle_timeout.timeout_seconds";
    private static final String VALIDATION = "ValidationError";

    private final Refusals refusals = new Refusals(VALIDATION);

    private ListenerRules() {}

    static List<Violation> violations(Listener listener) {
        ListenerRules rules = new ListenerRules();
        if (listener.port() < 1 || listener.port() > 65_535) {
            rules.refusals.refuse("port", "Port must be between 1 and 65535, not " + listener.port() + ".");
        }
        rules.actions("defaultActions", listener.defaultActions());
        if (listener.rules().size() > MOST_RULES) {
            rules.refusals.refuse("rules", "TooManyRules", "A load balancer has at most " + MOST_RULES + " rules.");
        }
        Set<Integer> priorities = new HashSet<>();
        for (int i = 0; i < listener.rules().size(); i++) {
            ListenerRule rule = listener.rules().get(i);
            if (rule != null) {
                rules.rule("rules[" + i + "].", rule, priorities);
            }
        }
        return rules.refusals.list();
    }

    static List<Violation> violations(ModifyRuleRequest request) {
        ListenerRules rules = new ListenerRules();
        rules.actions("actions", request.actions());
        return rules.refusals.list();
    }

    static List<Violation> violations(ElasticLoadBalancer balancer) {
        ListenerRules rules = new ListenerRules();
        String timeout = balancer.attributes().get(IDLE_TIMEOUT);
        rules.refusals.refuse(
                balancer.type() == LoadBalancerType.gateway,
                "type",
                "The load balancer types of services are application and network, not gateway.");
        rules.refusals.refuse(
                timeout != null && !(timeout.matches("[1-9]\\d{0,3}") && Integer.parseInt(timeout) <= 4000),
                "attributes." + IDLE_TIMEOUT,
                IDLE_TIMEOUT + " must be from 1 to 4000, not " + timeout + ".");
        return rules.refusals.list();
    }

    /** Of ModifyRule. */
    static List<Violation> violations(Map<String, Integer> weights) {
        ListenerRules rules = new ListenerRules();
        weights.values().forEach(weight -> rules.weight("weight", weight));
        if (weights.isEmpty() || weights.size() > MOST_TARGET_GROUPS) {
            rules.refusals.refuse(
                    "targetGroups", "A rule forwards to 1 to 5 target groups, not " + weights.size() + ".");
        }
        return rules.refusals.list();
    }

    private void rule(String path, ListenerRule rule, Set<Integer> priorities) {
        Integer priority = rule.priority();
        if (priority != null && (priority < 1 || priority > LOWEST_PRIORITY)) {
            refusals.refuse(
                    path + "priority", "Priority must be between 1 and " + LOWEST_PRIORITY + ", not " + priority + ".");
        } else if (priority != null && !priorities.add(priority)) {
            refusals.refuse(path + "priority", "PriorityInUse", "Priority '" + priority + "' is currently in use");
        }
        if (rule.conditions().isEmpty()) {
            refusals.refuse(path + "conditions", "A rule must have at least one condition.");
        }
        for (int i = 0; i < rule.conditions().size(); i++) {
            RuleCondition condition = rule.conditions().get(i);
            if (condition != null
                    && "path-pattern".equals(condition.field())
                    && (condition.pathPatterns().isEmpty()
                            || condition.pathPatterns().size() > 5)) {
                refusals.refuse(path + "conditions[" + i + "]", "A condition must have 1 to 5 values.");
            }
        }
        actions(path + "actions", rule.actions());
    }

    private void actions(String path, List<ListenerAction> actions) {
        long routing = actions.stream()
                .filter(Objects::nonNull)
                .filter(action ->
                        Set.of("forward", "redirect", "fixed-response").contains(Objects.toString(action.type())))
                .count();
        if (routing != 1) {
            refusals.refuse(
                    path,
                    "InvalidLoadBalancerAction",
                    "There must be exactly one forward, redirect or fixed-response action.");
        }
        for (int i = 0; i < actions.size(); i++) {
            if (actions.get(i) != null && "forward".equals(actions.get(i).type())) {
                forward(path + "[" + i + "]", actions.get(i));
            }
        }
    }

    private void forward(String path, ListenerAction action) {
        List<TargetGroupTuple> groups = action.targetGroups();
        if (groups.isEmpty()) {
            refusals.refuse(path, "A forward action must have a target group.");
        }
        if (groups.size() > MOST_TARGET_GROUPS) {
            refusals.refuse(
                    path,
                    "TooManyTargetGroups",
                    "An action forwards to at most " + MOST_TARGET_GROUPS + " target groups.");
        }
        for (int i = 0; i < groups.size(); i++) {
            if (groups.get(i) != null) {
                weight(
                        path + ".forwardConfig.targetGroups[" + i + "].weight",
                        groups.get(i).weight());
            }
        }
    }

    private void weight(String path, int weight) {
        if (weight < 0 || weight > GREATEST_WEIGHT) {
            refusals.refuse(path, "The weight of a target group is from 0 to 999, not " + weight + ".");
        }
    }
}
