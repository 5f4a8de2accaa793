// SPDX-License-Identifier: Apache-2.0
package io.ecsim.agent;

import io.ecsim.cluster.Task;
import java.util.List;

/** Where tasks with a network interface of their own get its address (NW-26). */
public interface Addresses {
    /**
     * Takes an address for a task.
     *
     * @param subnets that the task may be in, in order of preference; empty for any
     * @return null, or the subnet that should have given one and has none left
     */
    String take(Task task, List<String> subnets);

    /** The task's interface is gone. Does nothing for a task that has no address. */
    void giveBack(Task task);
}
