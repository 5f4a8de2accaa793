// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import io.ecsim.aws.Absent;
import io.ecsim.aws.CpuCredits;
import io.ecsim.aws.EcsConfig;
import io.ecsim.aws.OSFamily;
import io.ecsim.aws.Subnet;
import io.ecsim.cluster.TaskNeeds;
import java.util.Map;

/**
 * What an instance is launched as.
 *
 * @param availabilityZone where it runs; null when unknown: then there is no attribute for it or its subnet
 * @param subnet in that zone; null when the scenario has none there
 * @param group Auto Scaling group that launches it; null for a fixed instance
 * @param attributes custom attributes beside those of the agent's configuration (CN-7)
 * @param cpuCredits how a burstable type accounts for its CPU credits, by default as its family does; else null (SC-603)
 * @param spot whether it is a Spot Instance, else it is on demand
 * @param registers what it registers in place of what its type would
 */
public record Launch(
        InstanceType type,
        String availabilityZone,
        Subnet subnet,
        String group,
        OSFamily operatingSystemFamily,
        EcsConfig ecsConfig,
        Map<String, String> attributes,
        CpuCredits cpuCredits,
        boolean spot,
        RegisteredResources registers) {
    public Launch {
        registers = Absent.or(registers, RegisteredResources.OF_TYPE);
        cpuCredits = type.isBurstable() ? Absent.or(cpuCredits, type.defaultCpuCredits()) : null;
    }

    /** Registers what its type does. */
    public Launch(
            InstanceType type,
            String availabilityZone,
            Subnet subnet,
            String group,
            OSFamily operatingSystemFamily,
            EcsConfig ecsConfig,
            Map<String, String> attributes,
            CpuCredits cpuCredits,
            boolean spot) {
        this(
                type,
                availabilityZone,
                subnet,
                group,
                operatingSystemFamily,
                ecsConfig,
                attributes,
                cpuCredits,
                spot,
                null);
    }

    /** On demand. */
    public Launch(
            InstanceType type,
            String availabilityZone,
            Subnet subnet,
            String group,
            OSFamily operatingSystemFamily,
            EcsConfig ecsConfig,
            Map<String, String> attributes) {
        this(type, availabilityZone, subnet, group, operatingSystemFamily, ecsConfig, attributes, null, false);
    }

    /** The capacity provider whose tasks it is for; null when it is for all. */
    String capacityProvider() {
        return attributes.get(TaskNeeds.CAPACITY_PROVIDER);
    }

    /** Whether ECS manages it, and no Auto Scaling group (SC-460). */
    boolean isManaged() {
        return group == null && capacityProvider() != null;
    }

    /** The same in the other market, or in the same. */
    Launch as(boolean spot) {
        return spot == this.spot
                ? this
                : new Launch(
                        type,
                        availabilityZone,
                        subnet,
                        group,
                        operatingSystemFamily,
                        ecsConfig,
                        attributes,
                        cpuCredits,
                        spot,
                        registers);
    }
}
