// SPDX-License-Identifier: Apache-2.0
package io.ecsim.packing;

import io.ecsim.aws.EcsConfig;
import io.ecsim.aws.OSFamily;
import io.ecsim.capacity.InstanceType;
import io.ecsim.capacity.Launch;
import io.ecsim.capacity.Registrations;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.cluster.TaskNeeds;
import io.ecsim.placement.Reason;
import io.ecsim.world.World;
import java.util.Map;

/**
 * What instances that are all alike bring.
 *
 * @param instanceType null when unknown
 * @param availabilityZone null when unknown; the instance then has no such attribute (PL-16)
 * @param cpu CPU units registered, from 1 up
 * @param memory MiB registered, from 1 up
 * @param gpus whole GPUs
 * @param attributes built-in ones, the type and the zone included
 */
public record InstanceKind(
        String instanceType, String availabilityZone, int cpu, int memory, int gpus, Map<String, String> attributes) {
    private static final String ZONE = "ecs.availability-zone";
    private static final Registrations REGISTRATIONS = new Registrations(World.defaults());

    /** What an instance of a type registers, as in a scenario without a world of its own (RS-1 to RS-5, RS-10). */
    public static InstanceKind of(InstanceType type, String availabilityZone) {
        ContainerInstance.Registration registration = REGISTRATIONS.of(
                "", new Launch(type, availabilityZone, null, null, OSFamily.LINUX, EcsConfig.NONE, Map.of()), false);
        return new InstanceKind(
                type.name(),
                availabilityZone,
                registration.cpu(),
                registration.memory(),
                registration.gpus(),
                registration.attributes());
    }

    /** An instance of which no more is known than what it registers. */
    public static InstanceKind of(int cpu, int memory, int gpus, String availabilityZone) {
        Map<String, String> attributes = availabilityZone == null ? Map.of() : Map.of(ZONE, availabilityZone);
        return new InstanceKind(null, availabilityZone, cpu, memory, gpus, attributes);
    }

    /** The first test that a task fails on an empty instance (EV-5); null when it fits. */
    Reason failure(TaskNeeds needs) {
        if (cpu < needs.cpu()) {
            return Reason.CPU;
        }
        if (memory < needs.memory()) {
            return Reason.MEMORY;
        }
        return gpus < needs.gpus() ? Reason.GPU : null;
    }
}
