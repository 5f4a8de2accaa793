// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.AwsException;
import io.ecsim.aws.UpdateTaskProtectionRequest;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.Transitions;
import io.ecsim.kernel.Time;
import io.ecsim.service.Service;
import io.ecsim.service.ServiceScheduler;
import java.util.ArrayList;
import java.util.List;

/** Scale-in protection of tasks (TL-19). */
final class TaskProtections {
    private final ClusterState cluster;
    private final Transitions transitions;
    private final ServiceScheduler scheduler;

    TaskProtections(ClusterState cluster, Transitions transitions, ServiceScheduler scheduler) {
        this.cluster = cluster;
        this.transitions = transitions;
        this.scheduler = scheduler;
    }

    /** Returns the failures. */
    List<String> update(UpdateTaskProtectionRequest request) {
        List<String> failures = new ArrayList<>();
        for (String name : request.tasks()) {
            String failure = update(name, request);
            if (failure != null) {
                failures.add(name + " " + failure);
            }
        }
        return failures;
    }

    private String update(String name, UpdateTaskProtectionRequest request) {
        Task task;
        try {
            task = TaskOperations.named(cluster, name);
        } catch (AwsException missing) {
            return "MISSING";
        }
        if (task.service() == null || task.stopRequested()) {
            return "TASK_NOT_VALID";
        }
        Service service = scheduler.service(task.service());
        if (request.protectionEnabled() && !transitions.isProtected(task) && isFull(service)) {
            return "DEPLOYMENT_BLOCKED";
        }
        transitions.protect(
                task,
                request.protectionEnabled() ? request.expiresInMinutes() * Time.MINUTE : 0,
                "updateTaskProtection");
        scheduler.changed(service);
        return null;
    }

    /** As many tasks are protected as are desired: more would keep the service from its count for good. */
    private boolean isFull(Service service) {
        long isProtected = cluster.tasks(service.name()).stream()
                .filter(transitions::isProtected)
                .count();
        return isProtected >= service.desiredCount();
    }
}
