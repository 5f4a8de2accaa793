// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cluster;

import io.ecsim.aws.ContainerInstanceStatus;
import java.util.Collection;
import java.util.Map;

/** A container instance as those who decide see it. CPU in CPU units (1024 = 1 vCPU), memory in MiB. */
public interface InstanceView {
    /** EC2 instance id, unique in the run; ids in order of launch sort in that order. */
    String id();

    /** Counted from 0 in order of registration, never used again; (registeredAt, id) sort in the same order. */
    int number();

    String instanceType();

    String availabilityZone();

    ContainerInstanceStatus status();

    boolean agentConnected();

    String agentVersion();

    /** Nanoseconds since the scenario's start. */
    long registeredAt();

    int registeredCpu();

    int registeredMemory();

    int remainingCpu();

    int remainingMemory();

    int registeredGpus();

    /** Whole GPUs that no task has (RS-10). */
    int freeGpus();

    /** Host ports taken by tasks and by the agent (RS-6, NW-8). */
    Collection<HostPort> takenPorts();

    /** ENIs that can still be attached to tasks (NW-20). */
    int freeEnis();

    /** EBS volumes that can still be attached for tasks (VO-5). */
    int freeEbsVolumes();

    /** Built-in and custom attributes (CN-7, CN-8); a name without a value maps to the empty text. Iterates in a fixed order. */
    Map<String, String> attributes();

    /** Tasks with desired status RUNNING by task group (PL-14, CN-2, QL-10). Groups without such a task are absent. */
    Map<String, Integer> tasksByGroup();

    /** Tasks of one group with desired status RUNNING. */
    default int tasks(String group) {
        Integer tasks = tasksByGroup().get(group);
        return tasks == null ? 0 : tasks;
    }

    /** Tasks with desired status RUNNING (QL-9). */
    int runningTasksCount();
}
