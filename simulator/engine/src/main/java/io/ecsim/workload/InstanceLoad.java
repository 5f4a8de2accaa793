// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import java.util.ArrayList;
import java.util.List;

/** One instance, and the tasks that share its CPU. */
final class InstanceLoad {
    final double vcpus;
    final List<TaskLoad> tasks = new ArrayList<>();
    /** Those that are like it; null while it has no tasks, and before it first is solved for. */
    Contention contention;

    InstanceLoad(double vcpus) {
        this.vcpus = vcpus;
    }
}
