// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.cluster.InstanceView;
import io.ecsim.experiment.Occupancy.Place;
import io.ecsim.experiment.Occupancy.Placed;
import io.ecsim.journal.Entry;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An instance as it is now, with the tasks that have not been told to stop. */
final class InstanceNow {
    private final Entry.InstanceRegistered registered;
    private final InstanceView view;
    final Map<String, Placed> tasks = new LinkedHashMap<>();
    ContainerInstanceStatus status = ContainerInstanceStatus.ACTIVE;
    boolean connected = true;
    int reservedCpu;
    int reservedMemory;

    InstanceNow(Entry.InstanceRegistered registered, InstanceView view) {
        this.registered = registered;
        this.view = view;
    }

    /** As the engine has it; null where there is none. */
    InstanceView view() {
        return view;
    }

    int cpu() {
        return registered.cpu();
    }

    int memory() {
        return registered.memory();
    }

    boolean isOpen() {
        return status == ContainerInstanceStatus.ACTIVE && connected;
    }

    Place place() {
        return new Place(
                registered.instance(),
                registered.availabilityZone(),
                cpu(),
                memory(),
                isOpen(),
                List.copyOf(tasks.values()));
    }
}
