// SPDX-License-Identifier: Apache-2.0
package io.ecsim.packing;

import io.ecsim.cluster.TaskNeeds;
import io.ecsim.placement.Reason;
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
        String instanceType,
        String availabilityZone,
        int cpu,
        int memory,
        int gpus,
        Map<String, String> attributes) {
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
