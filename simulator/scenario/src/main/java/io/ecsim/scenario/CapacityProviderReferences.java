// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.aws.Arn;
import io.ecsim.aws.CapacityProviderStrategyItem;
import io.ecsim.aws.Violation;
import io.ecsim.control.Validation;
import io.ecsim.simulation.Scenario;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Capacity providers of Auto Scaling groups, and which of them the cluster has. */
final class CapacityProviderReferences {
    private final Scenario scenario;
    private final Place root;
    private final Names groups;
    private final Names providers;

    CapacityProviderReferences(Scenario scenario, Place root) {
        this.scenario = scenario;
        this.root = root;
        this.groups = Names.of(
                root.member("autoScalingGroups"), scenario.autoScalingGroups(), group -> group.autoScalingGroupName());
        this.providers =
                Names.of(root.member("capacityProviders"), scenario.capacityProviders(), provider -> provider.name());
    }

    private boolean isUnprotected(String group) {
        return scenario.autoScalingGroups().stream()
                .filter(Objects::nonNull)
                .anyMatch(each -> each.autoScalingGroupName() != null
                        && each.autoScalingGroupName().equals(group)
                        && !each.newInstancesProtectedFromScaleIn());
    }

    void check() {
        Set<String> taken = new LinkedHashSet<>();
        References.each(root.member("capacityProviders"), scenario.capacityProviders(), (provider, place) -> {
            place.violations(Validation.capacityProvider(provider));
            if (provider.autoScalingGroupProvider() != null) {
                Place group = place.member("autoScalingGroupProvider").member("autoScalingGroupArn");
                String name = provider.autoScalingGroupProvider().group();
                group.mustName("Auto Scaling group", name, groups);
                if (provider.scales() && provider.protectsFromTermination() && isUnprotected(name)) {
                    place.violations(List.of(new Violation(
                            "autoScalingGroupProvider.managedTerminationProtection",
                            "InvalidParameterException",
                            "The managed termination protection setting for the capacity provider is invalid. To enable"
                                    + " managed termination protection for a capacity provider, the Auto Scaling group"
                                    + " must have instance protection from scale in enabled:"
                                    + " NewInstancesProtectedFromScaleIn.")));
                }
                if (name != null && !taken.add(name)) {
                    group.problem("is the group of another capacity provider already; a group has one at most.");
                }
            }
        });
        Place cluster = root.member("cluster");
        if (cluster.member("capacityProviders").node() != null) {
            References.each(
                    cluster.member("capacityProviders"), scenario.cluster().capacityProviders(), (name, place) -> {
                        if (!new CapacityProviderStrategyItem(name, null, null).isFargate()) {
                            place.mustName("capacity provider", Arn.name(name), providers);
                        }
                    });
        }
        cluster.violations(Validation.cluster(scenario.cluster()));
    }
}
