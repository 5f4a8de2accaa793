// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.aws.Arn;
import io.ecsim.aws.CapacityProvider;
import io.ecsim.aws.CapacityProviderStrategyItem;
import io.ecsim.aws.ManagedInstancesProvider;
import io.ecsim.aws.ManagedInstancesProvider.CapacityOptionType;
import io.ecsim.aws.ManagedInstancesProvider.InstanceRequirementsRequest;
import io.ecsim.aws.Violation;
import io.ecsim.capacity.InstanceType;
import io.ecsim.capacity.ManagedTypes;
import io.ecsim.control.Validation;
import io.ecsim.pricing.PriceList;
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

    private boolean isManaged(String name) {
        return scenario.capacityProviders().stream()
                .filter(Objects::nonNull)
                .anyMatch(provider -> provider.isManaged()
                        && provider.name() != null
                        && provider.name().equals(name));
    }

    /** Its subnets are the scenario's; some type may be launched, and all that can be has a price (SC-460). */
    private void managed(CapacityProvider provider, Place place) {
        ManagedInstancesProvider managed = provider.managedInstancesProvider();
        Place template = place.member("instanceLaunchTemplate");
        References.each(
                template.follow("networkConfiguration.subnets"),
                managed.subnets(),
                (subnet, at) ->
                        at.mustName("subnet of the scenario", subnet, ServiceReferences.subnets(scenario, root)));
        if (!template.isReadable()) {
            return;
        }
        if (managed.instanceLaunchTemplate() != null
                && managed.instanceLaunchTemplate().capacityOptionType() == CapacityOptionType.RESERVED) {
            template.member("capacityOptionType").problem("RESERVED is not simulated by this version.");
        }
        List<InstanceType> types = ManagedTypes.of(managed.requirements());
        PriceList prices = new PriceList(scenario.pricing(), scenario.region());
        List<InstanceType> priced = types.stream()
                .filter(type -> (managed.isSpot() ? prices.spot(type.name()) : prices.instance(type.name())) != null)
                .toList();
        if (!Validation.capacityProvider(provider).isEmpty()) {
            return; // what they leave means nothing
        }
        if (types.isEmpty()) {
            template.member("instanceRequirements")
                    .problem("leaves no instance type, " + nothingLeft(managed.requirements()));
        } else if (priced.isEmpty()) {
            template.member("instanceRequirements")
                    .problem(
                            "leaves no instance type with a known price. Give one in USD per hour: pricing.overrides.\""
                                    + types.get(0).name() + "\".");
        } else if (priced.stream().anyMatch(type -> prices.managementFee(type.name()) == null)) {
            place.problem(
                    "has instances that ECS manages, for a fee that is not known. Give it as a share of the price on"
                            + " demand: pricing.managedInstancesFee, such as 12%, or in USD per hour: pricing.overrides.\""
                            + priced.get(0).name() + PriceList.MANAGED + "\".");
        }
    }

    private static String nothingLeft(InstanceRequirementsRequest requirements) {
        List<String> members = ManagedTypes.tooMuch(requirements);
        return members.isEmpty()
                ? "nor would it without any one of its members."
                : "and would leave some without " + String.join(", or without ", members) + ".";
    }

    void check() {
        Set<String> taken = new LinkedHashSet<>();
        References.each(root.member("capacityProviders"), scenario.capacityProviders(), (provider, place) -> {
            place.violations(Validation.capacityProvider(provider));
            if (provider.isManaged()) {
                managed(provider, place.member("managedInstancesProvider"));
            }
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
        References.each(root.member("services"), scenario.services(), (service, place) -> {
            long kinds = service.capacityProviderStrategy().stream()
                    .filter(Objects::nonNull)
                    .map(item -> isManaged(item.name()))
                    .distinct()
                    .count();
            if (kinds > 1) {
                place.member("capacityProviderStrategy")
                        .problem("mixes Managed Instances with other capacity providers; a strategy has either.");
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
