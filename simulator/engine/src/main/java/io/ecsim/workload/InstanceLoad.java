// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import java.util.ArrayList;
import java.util.List;

/** One instance, and the tasks that share its CPU. */
final class InstanceLoad {
    final double vcpus;
    /** vCPUs that its tasks can have now. */
    double granted;

    final List<TaskLoad> tasks = new ArrayList<>();
    /** Those that are like it; null while it has no tasks, and before it first is solved for. */
    Contention contention;

    /** Used before it joined them, less what one of them had used by then. */
    private double cpuSeconds;

    InstanceLoad(double vcpus) {
        this.vcpus = vcpus;
        this.granted = vcpus;
    }

    /** It finds other company. */
    void join(Contention others, long now) {
        contention = others;
        others.instances.add(this);
        cpuSeconds -= others.cpuSeconds(now);
    }

    void leave(long now) {
        cpuSeconds += contention.cpuSeconds(now);
        contention.instances.remove(this);
        contention = null;
    }

    /** vCPU-seconds that its tasks have used. */
    double cpuSeconds(long now) {
        return contention == null ? cpuSeconds : cpuSeconds + contention.cpuSeconds(now);
    }
}
