// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.Arn;
import io.ecsim.aws.HealthStatus;
import io.ecsim.aws.ServiceRegistry;
import io.ecsim.cluster.Task;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.kernel.Kernel;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The tasks that Cloud Map knows, and what ECS tells it of their health (SV-42). */
final class Discovery {
    private static final String GONE = "DEREGISTERED";

    private final Kernel kernel;
    private final Journal journal;
    private final Function<Task, List<ServiceRegistry>> registries;
    /** By the registered task's id. */
    private final Map<String, String> states = new LinkedHashMap<>();

    /** @param registries of a task's deployment; empty where nothing finds it */
    Discovery(Kernel kernel, Journal journal, Function<Task, List<ServiceRegistry>> registries) {
        this.kernel = kernel;
        this.journal = journal;
        this.registries = registries;
    }

    boolean has(Task task) {
        return !registries.apply(task).isEmpty();
    }

    void register(Task task) {
        if (has(task)) {
            become(task, health(task));
        }
    }

    /** Its containers may be in another health. */
    void update(Task task) {
        String before = states.get(task.id());
        if (before != null && !before.equals(health(task))) {
            become(task, health(task));
        }
    }

    void deregister(Task task) {
        if (states.containsKey(task.id())) {
            become(task, GONE);
            states.remove(task.id());
        }
    }

    /** That of its health checks; without one a task is healthy. */
    private static String health(Task task) {
        boolean healthy = !task.hasHealthCheck() || task.healthStatus() == HealthStatus.HEALTHY;
        return (healthy ? HealthStatus.HEALTHY : HealthStatus.UNHEALTHY).name();
    }

    private void become(Task task, String state) {
        states.put(task.id(), state);
        for (ServiceRegistry registry : registries.apply(task)) {
            String name = Arn.name(registry.registryArn());
            journal.add(kernel.now(), new Entry.DiscoveryInstanceChanged(name, task.id(), task.service(), state));
        }
    }
}
