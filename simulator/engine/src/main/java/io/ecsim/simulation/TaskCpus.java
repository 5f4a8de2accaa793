// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.Absent;
import io.ecsim.aws.TaskSize;
import io.ecsim.cluster.Revision;
import io.ecsim.workload.TaskCpu;

/** CPU of a task as the kernel of its instance sees it: a hard limit at task level, shares of containers (RS-13, RS-14). */
final class TaskCpus {
    /** Fewest shares that a container has (RS-13). */
    private static final int MINIMUM_SHARES = 2;

    private TaskCpus() {}

    static TaskCpu of(Revision revision) {
        int shares = revision.definition().containerDefinitions().stream()
                .mapToInt(container -> Math.max(MINIMUM_SHARES, Absent.or(container.cpu(), 0)))
                .sum();
        return new TaskCpu(shares, limit(revision), revision.cpu());
    }

    /** vCPUs that a task can have at most; infinite without a limit at task level. */
    static double limit(Revision revision) {
        return revision.definition().cpu() == null
                ? Double.POSITIVE_INFINITY
                : (double) revision.cpu() / TaskSize.UNITS_PER_VCPU;
    }
}
