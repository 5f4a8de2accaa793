// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import java.util.ArrayList;
import java.util.List;

/** Tasks of an instance that contend for the same vCPUs: all of them, or each by itself where there is enough for all. */
final class Neighbours {
    final InstanceLoad instance;
    final List<TaskLoad> tasks = new ArrayList<>();
    /** That they share. */
    double vcpus;
    /** Those that are like them; null before they are first solved for. */
    Contention contention;

    private double cpuSecondsWhenJoined;

    Neighbours(InstanceLoad instance, double vcpus) {
        this.instance = instance;
        this.vcpus = vcpus;
    }

    void join(Contention others, long now) {
        contention = others;
        others.neighbours.add(this);
        others.advance(now);
        cpuSecondsWhenJoined = others.cpuUse().seconds();
    }

    /** @return vCPU-seconds that they used since they joined */
    double leave(long now) {
        double used = cpuUse(now).seconds();
        if (contention != null) {
            contention.neighbours.remove(this);
            contention = null;
        }
        return used;
    }

    /** Since they joined the others. */
    CpuUse cpuUse(long now) {
        if (contention == null) {
            return CpuUse.NOTHING;
        }
        contention.advance(now);
        var use = contention.cpuUse();
        return new CpuUse(use.seconds() - cpuSecondsWhenJoined, use.least(), use.most());
    }
}
