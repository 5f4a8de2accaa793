// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.TaskSize;
import io.ecsim.cluster.Task;
import io.ecsim.kernel.Time;

/** What RUNNING tasks used in the minute that has just ended, on average over it, however often they were read. */
final class Usage {
    private double cpuSecondsOfReserving;
    private double memorySeconds;
    private double cpuSecondsOnInstances;
    private double memorySecondsOnInstances;

    /**
     * Takes one reading of a task.
     *
     * @param seconds how long it is
     * @param vcpus used on average
     * @param memory MiB used on average
     */
    void add(Task task, double seconds, double vcpus, double memory) {
        cpuSecondsOfReserving += task.revision().cpu() > 0 ? vcpus * seconds : 0;
        memorySeconds += memory * seconds;
        if (!task.compute().isFargate()) {
            cpuSecondsOnInstances += vcpus * seconds;
            memorySecondsOnInstances += memory * seconds;
        }
    }

    void add(Usage other) {
        cpuSecondsOfReserving += other.cpuSecondsOfReserving;
        memorySeconds += other.memorySeconds;
        cpuSecondsOnInstances += other.cpuSecondsOnInstances;
        memorySecondsOnInstances += other.memorySecondsOnInstances;
    }

    /** CPU units, of those tasks that reserve any (SC-120). */
    double cpuOfReserving() {
        return perMinute(cpuSecondsOfReserving) * TaskSize.UNITS_PER_VCPU;
    }

    /** MiB (SC-120). */
    double memory() {
        return perMinute(memorySeconds);
    }

    /** CPU units of container instances (SC-114). */
    double cpuOnInstances() {
        return perMinute(cpuSecondsOnInstances) * TaskSize.UNITS_PER_VCPU;
    }

    /** MiB of container instances (SC-114). */
    double memoryOnInstances() {
        return perMinute(memorySecondsOnInstances);
    }

    private static double perMinute(double seconds) {
        return seconds / Time.toSeconds(Time.MINUTE);
    }
}
