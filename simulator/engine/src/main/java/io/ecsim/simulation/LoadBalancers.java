// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.Arn;
import io.ecsim.aws.ClassicLoadBalancer;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.ElasticLoadBalancer;
import io.ecsim.aws.Listener;
import io.ecsim.aws.ListenerAction;
import io.ecsim.aws.ListenerRule;
import io.ecsim.aws.LoadBalancerType;
import io.ecsim.aws.TargetGroup;
import io.ecsim.pricing.LoadBalancerBill;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/** The load balancer of each target group: that of the first listener that forwards to it, else one of its own name. */
final class LoadBalancers {
    private final Scenario scenario;

    LoadBalancers(Scenario scenario) {
        this.scenario = scenario;
    }

    String name(String targetGroup) {
        return scenario.listeners().stream()
                .filter(Objects::nonNull)
                .filter(listener -> actions(listener)
                        .filter(Objects::nonNull)
                        .flatMap(action -> action.targetGroups().stream())
                        .filter(Objects::nonNull)
                        .anyMatch(tuple -> targetGroup.equals(Arn.name(tuple.targetGroupArn()))))
                .map(listener -> Arn.name(listener.loadBalancerArn()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(targetGroup);
    }

    private static Stream<ListenerAction> actions(Listener listener) {
        Stream<ListenerAction> ofRules = listener.rules().stream()
                .filter(Objects::nonNull)
                .map(ListenerRule::actions)
                .flatMap(List::stream);
        return Stream.concat(listener.defaultActions().stream(), ofRules);
    }

    /** Those of the scenario and those of its services, each once. */
    List<LoadBalancerBill.Balancer> all() {
        Map<String, LoadBalancerBill.Balancer> all = new LinkedHashMap<>();
        scenario.loadBalancers().forEach(balancer -> all.put(balancer.name(), billed(balancer)));
        scenario.everyService().stream()
                .map(CreateServiceRequest::targetGroups)
                .flatMap(List::stream)
                .filter(group -> !isClassic(group))
                .map(group -> of(group, isNetwork(group)))
                .forEach(balancer -> all.putIfAbsent(balancer.name(), billed(balancer)));
        return List.copyOf(all.values());
    }

    private LoadBalancerBill.Balancer billed(ElasticLoadBalancer balancer) {
        int rules = scenario.listeners().stream()
                .filter(listener -> balancer.name().equals(Arn.name(listener.loadBalancerArn())))
                .mapToInt(listener -> listener.rules().size())
                .sum();
        return new LoadBalancerBill.Balancer(balancer.name(), balancer.type(), rules);
    }

    int idleTimeoutSeconds(String targetGroup) {
        return classic(targetGroup)
                .map(balancer ->
                        balancer.loadBalancerAttributes().connectionSettings().idleTimeout())
                .orElseGet(() -> of(targetGroup, false).idleTimeoutSeconds());
    }

    /** Whether what looks like a target group is a Classic Load Balancer (LB-19). */
    boolean isClassic(String targetGroup) {
        return classic(targetGroup).isPresent();
    }

    private Optional<ClassicLoadBalancer> classic(String name) {
        return scenario.classicLoadBalancers().stream()
                .filter(balancer -> balancer != null && name.equals(balancer.loadBalancerName()))
                .findFirst();
    }

    /** Whether it is of a Network Load Balancer. */
    boolean isNetwork(String targetGroup) {
        return scenario.targetGroups().stream()
                .anyMatch(each -> each != null && targetGroup.equals(each.name()) && each.isNetwork());
    }

    /** What the group says, else its load balancer: by default an application's crosses zones, a network's does not (LB-11). */
    boolean crossZone(TargetGroup group) {
        return group.crossZone() != null
                ? group.crossZone()
                : of(group.name(), group.isNetwork()).crossZone();
    }

    private ElasticLoadBalancer of(String targetGroup, boolean isNetwork) {
        String name = name(targetGroup);
        return scenario.loadBalancers().stream()
                .filter(Objects::nonNull)
                .filter(balancer -> name.equals(balancer.name()))
                .findFirst()
                .orElse(new ElasticLoadBalancer(
                        name, isNetwork ? LoadBalancerType.network : LoadBalancerType.application, null));
    }
}
