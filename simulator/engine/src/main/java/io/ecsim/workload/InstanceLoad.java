// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import java.util.ArrayList;
import java.util.List;

/** The tasks that share the CPU of one instance. */
final class InstanceLoad {
    final double vcpus;
    final List<TaskLoad> tasks = new ArrayList<>();

    InstanceLoad(double vcpus) {
        this.vcpus = vcpus;
    }

    /** Shares the CPU anew and lets every task plan with what it gets. */
    void solve(long now) {
        tasks.forEach(task -> task.advance(now)); // demands are those of present backlogs
        int n = tasks.size();
        var weights = new double[n];
        var limits = new double[n];
        var demands = new double[n];
        for (int i = 0; i < n; i++) {
            weights[i] = tasks.get(i).cpu.weight();
            limits[i] = tasks.get(i).cpu.limit();
            demands[i] = tasks.get(i).demand();
        }
        var grants = CpuShares.grants(vcpus, weights, limits, demands);
        var available = CpuShares.available(vcpus, weights, limits, demands);
        for (int i = 0; i < n; i++) {
            tasks.get(i).plan(now, grants[i], available[i]);
        }
    }
}
