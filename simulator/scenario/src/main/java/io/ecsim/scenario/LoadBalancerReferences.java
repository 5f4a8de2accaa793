// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.aws.Arn;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.ElasticLoadBalancer;
import io.ecsim.aws.Listener;
import io.ecsim.aws.ListenerAction;
import io.ecsim.aws.ListenerRule;
import io.ecsim.aws.LoadBalancer;
import io.ecsim.aws.ModifyRuleRequest;
import io.ecsim.aws.TargetGroup;
import io.ecsim.control.Validation;
import io.ecsim.loadbalancing.Listeners;
import io.ecsim.simulation.Scenario;
import io.ecsim.workload.Share;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** What load balancers and listeners name, what of them is simulated, and who asks for paths. */
final class LoadBalancerReferences {
    private static final int MOST_LISTENERS = 50;

    private final Scenario scenario;
    private final Names balancers;
    private final Names groups;
    private final boolean listenersAreRight;
    private final boolean servicesAreRight;
    private final Set<String> reached = new LinkedHashSet<>();

    LoadBalancerReferences(Scenario scenario, Place root) {
        this.scenario = scenario;
        this.balancers = Names.of(root.member("loadBalancers"), scenario.loadBalancers(), ElasticLoadBalancer::name);
        this.groups = Names.of(root.member("targetGroups"), scenario.targetGroups(), TargetGroup::name);
        this.listenersAreRight = root.member("listeners").isRight();
        this.servicesAreRight = root.member("services").itemsAreRight("serviceName", "loadBalancers");
    }

    void check(Place root) {
        References.each(
                root.member("loadBalancers"),
                scenario.loadBalancers(),
                (balancer, place) -> place.violations(Validation.loadBalancer(balancer)));
        References.each(root.member("listeners"), scenario.listeners(), this::listener);
        quotas(root.member("listeners"));
        References.each(root.member("services"), scenario.services(), this::unreached);
        paths(root.member("workload"));
    }

    /** QU-19, QU-20: of each load balancer. */
    private void quotas(Place listeners) {
        Map<String, Integer> ofBalancer = new LinkedHashMap<>();
        References.each(listeners, scenario.listeners(), (listener, place) -> {
            if (listener.loadBalancerArn() != null
                    && ofBalancer.merge(Arn.name(listener.loadBalancerArn()), 1, Integer::sum) == MOST_LISTENERS + 1) {
                place.refused("TooManyListeners", "A load balancer has at most " + MOST_LISTENERS + " listeners.");
            }
        });
    }

    private void listener(Listener listener, Place place) {
        place.violations(Validation.listener(listener));
        String balancer = Arn.name(listener.loadBalancerArn());
        if (balancer != null && !balancers.known().isEmpty()) {
            place.member("LoadBalancerArn").mustName("load balancer", balancer, balancers);
        }
        actions(listener.defaultActions(), place.member("DefaultActions"));
        References.each(place.member("Rules"), listener.rules(), this::rule);
    }

    void modifyRule(ModifyRuleRequest request, Place place) {
        Set<String> rules = new LinkedHashSet<>();
        for (Listener listener : scenario.listeners()) {
            if (listener != null && listener.loadBalancerArn() != null) {
                rules.add(listener.name() + "/default");
                listener.rules().stream()
                        .filter(Objects::nonNull)
                        .forEach(rule -> rules.add(rule.name(listener.name())));
            }
        }
        // those of the listeners that services get which no listener reaches
        scenario.targetGroups().stream()
                .filter(group -> group != null && group.name() != null)
                .forEach(group -> rules.add(Listener.forwardingTo(group).name() + "/default"));
        String rule = Arn.name(request.ruleArn());
        if (rule != null && !rules.contains(rule)) {
            place.member("RuleArn").namesNo("rule", rule, rules);
        }
        place.violations(Validation.modifyRule(request));
        actions(request.actions(), place.member("Actions"));
    }

    private void rule(ListenerRule rule, Place place) {
        if (rule.conditions().stream().allMatch(Objects::nonNull) && !Listeners.isUnderstood(rule)) {
            place.member("Conditions")
                    .note("ask for more than a path, which is all that is known of requests: the rule is left out");
        }
        actions(rule.actions(), place.member("Actions"));
    }

    private void actions(List<ListenerAction> actions, Place place) {
        References.each(place, actions, (action, at) -> {
            if ("redirect".equals(action.type())) {
                at.member("Type").problem("is redirect, which is not simulated by this version; forward is.");
            } else if ("fixed-response".equals(action.type())) {
                at.note("answers without a target: its requests count as failed");
            }
            action.targetGroups().stream().filter(Objects::nonNull).forEach(tuple -> {
                String group = Arn.name(tuple.targetGroupArn());
                if (group != null) {
                    at.mustName("target group", group, groups);
                }
                reached.add(group);
            });
        });
    }

    /** A service with a listener of its own gets all its traffic from there. */
    void unreached(CreateServiceRequest service, Place place) {
        List<String> all = service.loadBalancers().stream()
                .filter(Objects::nonNull)
                .map(LoadBalancer::targetGroup)
                .filter(Objects::nonNull)
                .toList();
        boolean byListener = all.stream().anyMatch(reached::contains);
        all.stream()
                .skip(byListener ? 0 : 1)
                .filter(group -> listenersAreRight && !reached.contains(group))
                .forEach(group -> place.member("loadBalancers")
                        .note("have the target group " + Text.printable(group)
                                + ", to which no listener forwards: it gets no traffic"));
    }

    private void paths(Place workloads) {
        References.each(workloads, scenario.workload(), (workload, place) -> {
            boolean balanced = scenario.everyService().stream()
                    .anyMatch(service -> Objects.equals(service.serviceName(), workload.service())
                            && !service.loadBalancers().isEmpty());
            if (!workload.paths().isEmpty() && !balanced && workload.service() != null && servicesAreRight) {
                place.member("paths").problem("are for the rules of a listener, and the service has no load balancer.");
            }
            double sum = workload.paths().values().stream()
                    .mapToDouble(Share::fraction)
                    .sum();
            if (sum > 1 + 1e-9) {
                place.member("paths").problem("are more than 100% together.");
            }
            workload.paths().keySet().stream()
                    .filter(path -> !path.startsWith("/"))
                    .forEach(path -> place.member("paths").nameOf(path).problem("must begin with /."));
        });
    }
}
