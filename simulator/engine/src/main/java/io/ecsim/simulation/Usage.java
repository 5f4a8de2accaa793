// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.TaskSize;
import io.ecsim.cluster.Revision;
import io.ecsim.kernel.Time;

/** What RUNNING tasks used in the minute that has just ended, on average over it, however often they were read. */
final class Usage {
    private double cpuSeconds;
    private double cpuSecondsOfReserving;
    private double memorySeconds;

    /**
     * Takes one reading of a task.
     *
     * @param seconds how long it is
     * @param vcpus used on average
     * @param memory MiB used on average
     */
    void add(Revision revision, double seconds, double vcpus, double memory) {
        cpuSeconds += vcpus * seconds;
        cpuSecondsOfReserving += revision.cpu() > 0 ? vcpus * seconds : 0;
        memorySeconds += memory * seconds;
    }

    void add(Usage other) {
        cpuSeconds += other.cpuSeconds;
        cpuSecondsOfReserving += other.cpuSecondsOfReserving;
        memorySeconds += other.memorySeconds;
    }

    /** CPU units. */
    double cpu() {
        return perMinute(cpuSeconds) * TaskSize.UNITS_PER_VCPU;
    }

    /** CPU units, of those tasks that reserve any (SC-120). */
    double cpuOfReserving() {
        return perMinute(cpuSecondsOfReserving) * TaskSize.UNITS_PER_VCPU;
    }

    /** MiB. */
    double memory() {
        return perMinute(memorySeconds);
    }

    private static double perMinute(double seconds) {
        return seconds / Time.toSeconds(Time.MINUTE);
    }
}
