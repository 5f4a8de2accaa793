// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cluster;

import io.ecsim.aws.ContainerInstanceStatus;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** An instance as it was at a moment, or as it might be. Units as in {@link InstanceView}. */
public record InstanceSnapshot(
        String id,
        int number,
        String instanceType,
        String availabilityZone,
        ContainerInstanceStatus status,
        boolean agentConnected,
        String agentVersion,
        long registeredAt,
        int registeredCpu,
        int registeredMemory,
        int remainingCpu,
        int remainingMemory,
        int registeredGpus,
        int freeGpus,
        Set<HostPort> takenPorts,
        int freeEnis,
        int freeEbsVolumes,
        Map<String, String> attributes,
        Map<String, Integer> tasksByGroup,
        int runningTasksCount)
        implements InstanceView {
    public static InstanceSnapshot of(InstanceView instance) {
        return of(instance, instance.status(), instance.agentConnected(), instance.freeEnis());
    }

    private static InstanceSnapshot of(
            InstanceView instance, ContainerInstanceStatus status, boolean agentConnected, int freeEnis) {
        return new InstanceSnapshot(
                instance.id(),
                instance.number(),
                instance.instanceType(),
                instance.availabilityZone(),
                status,
                agentConnected,
                instance.agentVersion(),
                instance.registeredAt(),
                instance.registeredCpu(),
                instance.registeredMemory(),
                instance.remainingCpu(),
                instance.remainingMemory(),
                instance.registeredGpus(),
                instance.freeGpus(),
                Collections.unmodifiableSet(new LinkedHashSet<>(instance.takenPorts())),
                freeEnis,
                instance.freeEbsVolumes(),
                instance.attributes(), // replaced when they change, never changed
                Collections.unmodifiableMap(new LinkedHashMap<>(instance.tasksByGroup())),
                instance.runningTasksCount());
    }

    /** An instance that has just registered and has no task yet. */
    public static InstanceSnapshot fresh(ContainerInstance.Registration registration, int number, long registeredAt) {
        return of(new ContainerInstance(registration, number, registeredAt));
    }

    /** The same, ACTIVE. */
    public InstanceSnapshot active() {
        return of(this, ContainerInstanceStatus.ACTIVE, agentConnected, freeEnis);
    }

    /** The same with its agent connected. */
    public InstanceSnapshot connected() {
        return of(this, status, true, freeEnis);
    }

    /** The same with so many ENIs left for tasks. */
    public InstanceSnapshot withFreeEnis(int count) {
        return of(this, status, agentConnected, count);
    }
}
