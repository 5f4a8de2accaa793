// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.AutoScalingGroup;
import io.ecsim.aws.CapacityProvider;
import io.ecsim.aws.CpuCredits;
import io.ecsim.aws.CreditSpecification;
import io.ecsim.aws.EcsConfig;
import io.ecsim.aws.ManagedInstancesProvider;
import io.ecsim.aws.OSFamily;
import io.ecsim.aws.Subnet;
import io.ecsim.capacity.InstanceType;
import io.ecsim.capacity.InstanceTypes;
import io.ecsim.capacity.Launch;
import io.ecsim.capacity.ManagedTypes;
import io.ecsim.cluster.TaskNeeds;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What the instances of a scenario are launched as. */
final class Launches {
    private final List<Subnet> subnets;
    private final List<CapacityProvider> providers;

    Launches(Scenario scenario) {
        this.subnets = scenario.subnets();
        this.providers = scenario.capacityProviders();
    }

    /** One for each zone, in which fixed instances are launched in turn. */
    List<Launch> of(ContainerInstances fixed) {
        List<String> zones = fixed.availabilityZone() == null ? zones(subnets) : List.of(fixed.availabilityZone());
        List<Launch> launches = new ArrayList<>();
        for (String zone : zones) {
            launches.add(new Launch(
                    InstanceTypes.get(fixed.instanceType()),
                    zone,
                    subnet(subnets, zone),
                    null,
                    fixed.operatingSystemFamily(),
                    fixed.ecsConfig(),
                    fixed.attributes(),
                    cpuCredits(fixed.creditSpecification()),
                    false,
                    fixed.registers()));
        }
        return launches;
    }

    /** One for each zone and type of a group, on demand: its own zones, else those of its subnets, else all. */
    List<Launch> of(AutoScalingGroup group) {
        List<Subnet> own = subnetsOf(group);
        List<Launch> launches = new ArrayList<>();
        for (String zone : group.availabilityZones().isEmpty() ? zones(own) : group.availabilityZones()) {
            for (String type : group.instanceTypes()) {
                launches.add(new Launch(
                        InstanceTypes.get(type),
                        zone,
                        subnet(own, zone),
                        group.autoScalingGroupName(),
                        group.operatingSystemFamily(),
                        group.ecsConfig(),
                        provider(group),
                        cpuCredits(group.creditSpecification()),
                        false));
            }
        }
        return launches;
    }

    /** One for each zone and type of a provider of Managed Instances. */
    List<Launch> of(CapacityProvider provider) {
        ManagedInstancesProvider managed = provider.managedInstancesProvider();
        List<Subnet> own = subnets.stream()
                .filter(subnet -> managed.subnets().contains(subnet.subnetId()))
                .toList();
        List<Launch> launches = new ArrayList<>();
        for (String zone : zones(own)) {
            for (InstanceType type : ManagedTypes.of(managed.requirements())) {
                launches.add(new Launch(
                        type,
                        zone,
                        subnet(own, zone),
                        null,
                        OSFamily.LINUX,
                        EcsConfig.NONE,
                        Map.of(TaskNeeds.CAPACITY_PROVIDER, provider.name()),
                        null,
                        managed.isSpot()));
            }
        }
        return launches;
    }

    private static CpuCredits cpuCredits(CreditSpecification said) {
        return said == null ? null : said.cpuCredits();
    }

    /** The attribute by which tasks of a capacity provider find its instances. */
    private Map<String, String> provider(AutoScalingGroup group) {
        return providers.stream()
                .filter(provider -> provider != null && provider.name() != null)
                .filter(provider -> provider.isOf(group.autoScalingGroupName()))
                .findFirst()
                .map(provider -> Map.of(TaskNeeds.CAPACITY_PROVIDER, provider.name()))
                .orElse(Map.of());
    }

    private List<Subnet> subnetsOf(AutoScalingGroup group) {
        if (group.vpcZoneIdentifier() == null) {
            return subnets;
        }
        List<String> ids = List.of(group.vpcZoneIdentifier().split("\\s*,\\s*"));
        return subnets.stream()
                .filter(subnet -> ids.contains(subnet.subnetId()))
                .toList();
    }

    private static List<String> zones(List<Subnet> subnets) {
        return subnets.stream().map(Subnet::availabilityZone).distinct().toList();
    }

    /** The first in a zone; null when there is none. */
    private static Subnet subnet(List<Subnet> subnets, String zone) {
        return subnets.stream()
                .filter(subnet -> zone.equals(subnet.availabilityZone()))
                .findFirst()
                .orElse(null);
    }
}
