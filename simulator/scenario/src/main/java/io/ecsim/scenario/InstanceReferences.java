// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.aws.AutoScalingGroup;
import io.ecsim.aws.EcsConfig;
import io.ecsim.aws.MixedInstancesPolicy;
import io.ecsim.aws.Subnet;
import io.ecsim.capacity.InstanceType;
import io.ecsim.capacity.InstanceTypes;
import io.ecsim.capacity.RegisteredResources;
import io.ecsim.control.AttributeRules;
import io.ecsim.control.Validation;
import io.ecsim.simulation.ContainerInstances;
import io.ecsim.simulation.Scenario;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What instances are made of: types, zones, subnets, attributes, the agent's configuration, the account's settings. */
final class InstanceReferences {
    private static final Pattern CIDR_BLOCK =
            Pattern.compile("(?:(?:25[0-5]|2[0-4]\\d|1?\\d?\\d)(?:\\.(?!/)|(?=/))){4}/(\\d{1,2})");

    /** After the region's name: a zone {@code a}, a Local Zone {@code -lax-1a}, a Wavelength Zone {@code -wl1-bos-wlz-1}. */
    private static final String ZONE_IN_REGION = "[a-z]|-[a-z]{3}-\\d[a-z]|-wl\\d-[a-z0-9-]*[a-z0-9]";

    private final Scenario scenario;
    private final Place root;
    private final Set<String> zones;

    InstanceReferences(Scenario scenario, Place root) {
        this.scenario = scenario;
        this.root = root;
        this.zones = Names.of(scenario.subnets(), Subnet::availabilityZone);
    }

    void check() {
        References.each(root.member("subnets"), scenario.subnets(), this::subnet);
        References.each(root.member("autoScalingGroups"), scenario.autoScalingGroups(), this::autoScalingGroup);
        References.each(root.member("containerInstances"), scenario.containerInstances(), this::containerInstances);
        References.each(
                root.member("accountSettings"),
                scenario.accountSettings(),
                (setting, place) -> place.violations(Validation.accountSetting(setting)));
    }

    /** NW-25. */
    private void subnet(Subnet subnet, Place place) {
        zoneOfRegion(subnet.availabilityZone(), place.member("AvailabilityZone"));
        if (subnet.cidrBlock() == null) {
            return;
        }
        Matcher block = CIDR_BLOCK.matcher(subnet.cidrBlock());
        int prefix = block.matches() ? Integer.parseInt(block.group(1)) : 0;
        if (prefix < 16 || prefix > 28) {
            place.member("CidrBlock")
                    .problem("must be an IPv4 block from /16 to /28, such as 10.0.1.0/24, not \""
                            + Text.printable(subnet.cidrBlock()) + "\".");
        }
    }

    private void containerInstances(ContainerInstances instances, Place place) {
        instanceType(instances.instanceType(), place.member("instanceType"));
        credits(Stream.ofNullable(instances.instanceType()).toList(), place.member("creditSpecification"));
        zone(instances.availabilityZone(), place.member("availabilityZone"));
        instances
                .attributes()
                .forEach((name, value) -> place.member("attributes")
                        .member(name)
                        .violations(AttributeRules.violations(Map.of(name, value))));
        agent(instances.instanceType(), instances.ecsConfig(), place.member("ecsConfig"));
        registers(instances.registers(), place.member("registers"));
    }

    private static void registers(RegisteredResources given, Place place) {
        if (given == null) {
            return;
        }
        atLeast(1, given.cpu(), "1 CPU unit", place.member("cpu"));
        atLeast(1, given.memory(), "1 MiB", place.member("memory"));
        atLeast(0, given.gpu(), "0", place.member("gpu"));
    }

    private static void atLeast(int least, Integer value, String words, Place place) {
        if (value != null && value < least) {
            place.problem("must be at least " + words + ", not " + value + ".");
        }
    }

    /** An agent that keeps more memory than its instance has does not register (RS-2). */
    private void agent(String instanceType, EcsConfig config, Place place) {
        InstanceType type = instanceType == null ? null : InstanceTypes.get(instanceType);
        int memory = type == null ? Integer.MAX_VALUE : scenario.world().registeredMemory(type.memoryMiB());
        if (config.reservedMemory() > memory) {
            place.member("ECS_RESERVED_MEMORY")
                    .problem("is more than the " + memory + " MiB of " + instanceType + ": it would not register.");
        }
        place.member("ECS_INSTANCE_ATTRIBUTES").violations(AttributeRules.violations(config.instanceAttributes()));
    }

    /** Types that earn no CPU credits cannot be told what to do with them (SC-603). */
    private static void credits(List<String> types, Place place) {
        boolean known = !types.isEmpty() && types.stream().allMatch(type -> InstanceTypes.get(type) != null);
        if (place.node() != null
                && known
                && types.stream().map(InstanceTypes::get).noneMatch(InstanceType::isBurstable)) {
            place.problem("is for types that earn CPU credits, which T2, T3, T3a and T4g do: not for "
                    + String.join(", ", types) + ".");
        }
    }

    private void autoScalingGroup(AutoScalingGroup group, Place place) {
        place.violations(Validation.autoScalingGroup(group));
        if (group.instanceTypes().isEmpty()
                && place.member("MixedInstancesPolicy").isReadable()) {
            place.member("InstanceType").isMissing();
        }
        instanceType(group.instanceType(), place.member("InstanceType"));
        credits(group.instanceTypes(), place.member("CreditSpecification"));
        mixed(group, place.member("MixedInstancesPolicy"));
        if (!group.healthCheckType().equals("EC2")) {
            place.member("HealthCheckType").note("is checked, not simulated: groups see EC2's own checks only");
        }
        group.instanceTypes().forEach(type -> agent(type, group.ecsConfig(), place.member("ecsConfig")));
        References.each(place.member("AvailabilityZones"), group.availabilityZones(), this::zone);
        if (group.availabilityZones().isEmpty() && group.vpcZoneIdentifier() != null) {
            Names subnets = ServiceReferences.subnets(scenario, root);
            for (String subnet : group.vpcZoneIdentifier().split("\\s*,\\s*")) {
                place.member("VPCZoneIdentifier").mustName("subnet of the scenario", subnet, subnets);
            }
        }
    }

    /** A Spot Instance that costs something, nobody knows how much, is an error too. */
    private void mixed(AutoScalingGroup group, Place place) {
        MixedInstancesPolicy policy = group.mixedInstancesPolicy();
        if (policy == null) {
            return;
        }
        References.each(
                place.follow("LaunchTemplate.Overrides"),
                policy.launchTemplate().overrides(),
                (override, at) -> instanceType(override.instanceType(), at.member("InstanceType")));
        boolean spot = policy.instancesDistribution().onDemandPercentageAboveBaseCapacity() < 100;
        if (spot && root.member("region").isRight() && root.follow("pricing").isReadable()) {
            group.instanceTypes().stream()
                    .filter(type -> InstanceTypes.get(type) != null)
                    .forEach(type -> PricingReferences.mustHaveSpotPrice(scenario, type, place));
        }
    }

    private void instanceType(String type, Place place) {
        if (type == null) {
            return;
        }
        if (InstanceTypes.get(type) == null) {
            place.namesNo("instance type", type, InstanceTypes.names());
            return;
        }
        if (root.member("region").isRight() && root.follow("pricing.overrides").isReadable()) {
            PricingReferences.mustHavePrice(scenario, type, place);
        }
    }

    /** A zone of the scenario's subnets; where none are written, any zone of the region. */
    private void zone(String zone, Place place) {
        Place subnets = root.member("subnets");
        if (subnets.node() == null) {
            zoneOfRegion(zone, place);
        } else if (zone != null && !zones.contains(zone) && subnets.itemsAreRight("AvailabilityZone")) {
            place.namesNo("zone of the scenario's subnets", zone, zones);
        }
    }

    /** Which zones a region has differs by account and year; how their names begin does not. */
    private void zoneOfRegion(String zone, Place place) {
        String region = scenario.region();
        boolean named = zone == null || zone.matches(Pattern.quote(region) + "(?:" + ZONE_IN_REGION + ")");
        if (!named && root.member("region").isRight()) {
            String given = Text.printable(zone);
            place.problem("must be a zone of " + region + ", such as " + region + "a, not \"" + given + "\".");
        }
    }
}
