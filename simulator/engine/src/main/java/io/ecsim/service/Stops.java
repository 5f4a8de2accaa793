// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import io.ecsim.agent.TaskLifecycle;
import io.ecsim.aws.TaskStopCode;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.Transitions;
import io.ecsim.service.ServicePlan.Cause;
import io.ecsim.service.ServicePlan.Stop;

/** Stops tasks of services, and says why. */
final class Stops {
    private final ClusterState cluster;
    private final TaskLifecycle lifecycle;
    private final ServiceReader reader;
    private final ServiceEvents events;
    private final Deployments deployments;

    Stops(
            ClusterState cluster,
            TaskLifecycle lifecycle,
            ServiceReader reader,
            ServiceEvents events,
            Deployments deployments) {
        this.cluster = cluster;
        this.lifecycle = lifecycle;
        this.reader = reader;
        this.events = events;
        this.deployments = deployments;
    }

    void stop(Service service, Stop stop) {
        Task task = cluster.task(stop.task());
        if (stop.cause() == Cause.DEPLOYMENT) {
            deployments.get(task.deployment()).goal--;
        }
        String reason = reason(service, stop);
        if (reason.contains("ELB")) {
            events.say(service, unhealthy(task, reason));
        }
        if (Transitions.isRetired(task)) {
            lifecycle.stop(task, TaskStopCode.TerminationNotice, TaskLifecycle.MAINTENANCE);
        } else {
            lifecycle.stop(task, TaskStopCode.ServiceSchedulerInitiated, reason);
        }
        if (stop.cause() == Cause.UNHEALTHY) {
            deployments.replaced(service, task);
        }
    }

    private String reason(Service service, Stop stop) {
        if (stop.cause() == Cause.UNHEALTHY) {
            String failure = reader.failure(cluster.task(stop.task()));
            return service.hasTargets() && failure.contains("ELB")
                    ? failure + " in " + service.settings.loadBalancers().get(0).inEvents()
                    : failure;
        }
        return "Scaling activity initiated by (deployment " + service.primary().id() + ")";
    }

    /** EV-37, with the target group in the load balancer's place, as the stopped reason has it (TL-21). */
    private static String unhealthy(Task task, String reason) {
        String where = reason.substring(reason.indexOf('('));
        String instance =
                task.compute().isFargate() ? "" : "(instance " + task.instance().id() + ") ";
        return "(task " + task.id() + ") " + instance + "is unhealthy in " + where
                + " due to (reason Health checks failed)";
    }
}
