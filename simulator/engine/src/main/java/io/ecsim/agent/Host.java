// SPDX-License-Identifier: Apache-2.0
package io.ecsim.agent;

import io.ecsim.cluster.Container;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.Transitions;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.Time;
import io.ecsim.workload.Software;
import io.ecsim.world.World;
import java.time.Duration;

/**
 * What the containers of a task find on their host.
 *
 * @param software what it does, and what health checks of it find
 */
record Host(
        Kernel kernel,
        Transitions transitions,
        World world,
        Durations durations,
        Rights rights,
        ContainerSoftware software) {

    /** Nanoseconds from SIGTERM to SIGKILL (TL-14): what the container says, else the agent, else the world. */
    long stopTimeout(Task task, Container container) {
        if (container.definition().stopTimeout() != null) {
            return container.definition().stopTimeout() * Time.SECOND;
        }
        Duration ofAgent = task.instance().ecsConfig().containerStopTimeout();
        return Time.of(ofAgent != null ? ofAgent : world.stopTimeout());
    }

    /** Nanoseconds until software that leaks has filled the memory of its container; MAX_VALUE when never. */
    long timeToLeak(Task task, Container container, Software inside) {
        Integer limit = container.definition().memory();
        if (limit == null || limit == 0 || container == task.main() && software.bearsLoad(task)) {
            return Long.MAX_VALUE;
        }
        double free = limit - inside.memory().atRest().mebibytes();
        double leak = inside.memory().leak().mebibytesPerSecond();
        return free < 0 ? 0 : leak > 0 ? Time.ofSeconds(free / leak) : Long.MAX_VALUE;
    }
}
