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
        others.advance(now);
        cpuSeconds -= others.cpuUse().seconds();
    }

    void leave(long now) {
        contention.advance(now);
        cpuSeconds += contention.cpuUse().seconds();
        contention.instances.remove(this);
        contention = null;
    }

    /** CPU that its tasks use, since it was added. */
    CpuUse cpuUse(long now) {
        if (contention == null) {
            return new CpuUse(cpuSeconds, 0, 0);
        }
        contention.advance(now);
        var use = contention.cpuUse();
        return new CpuUse(cpuSeconds + use.seconds(), use.least(), use.most());
    }
}
