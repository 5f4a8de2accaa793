// SPDX-License-Identifier: Apache-2.0
package io.ecsim.agent;

import io.ecsim.cluster.ContainerInstance;
import io.ecsim.cluster.HostPort;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.TaskNeeds;
import java.util.ArrayDeque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Queue;
import java.util.Set;

/**
 * What agents do since version 1.74.1 (RS-12): a task that was sent to a host waits until the host really has its CPU,
 * memory, ports and GPUs, which a task gives back when its containers have ended. First come, first served: who cannot
 * begin keeps those behind it waiting.
 */
final class HostQueues {
    private record Waiting(Task task, Runnable begin) {}

    private static final class Host {
        final Queue<Waiting> queue = new ArrayDeque<>();
        final Set<Task> begun = new LinkedHashSet<>();

        boolean hasRoom(ContainerInstance instance, TaskNeeds needs) {
            long cpu = instance.registeredCpu() - needs.cpu();
            long memory = instance.registeredMemory() - needs.memory();
            long gpus = instance.registeredGpus() - needs.gpus();
            for (Task task : begun) {
                cpu -= task.needs().cpu();
                memory -= task.needs().memory();
                gpus -= task.needs().gpus();
                for (HostPort port : needs.hostPorts()) {
                    if (task.needs().hostPorts().contains(port)) {
                        return false;
                    }
                }
            }
            return cpu >= 0 && memory >= 0 && gpus >= 0;
        }
    }

    private final Map<ContainerInstance, Host> hosts = new LinkedHashMap<>();

    /** A task has come to its host. */
    void arrive(Task task, Runnable begin) {
        Host host = hosts.computeIfAbsent(task.instance(), instance -> new Host());
        host.queue.add(new Waiting(task, begin));
        beginWhoCan(task.instance(), host);
    }

    /** The containers of a task have ended, or will never start. */
    void leave(Task task) {
        Host host = hosts.get(task.instance());
        if (host == null) {
            return;
        }
        host.begun.remove(task);
        host.queue.removeIf(waiting -> waiting.task() == task);
        beginWhoCan(task.instance(), host);
        if (host.begun.isEmpty() && host.queue.isEmpty()) {
            hosts.remove(task.instance());
        }
    }

    private static void beginWhoCan(ContainerInstance instance, Host host) {
        while (!host.queue.isEmpty()
                && host.hasRoom(instance, host.queue.peek().task().needs())) {
            Waiting next = host.queue.remove();
            host.begun.add(next.task());
            next.begin().run();
        }
    }
}
