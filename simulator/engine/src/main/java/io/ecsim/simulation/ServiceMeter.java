// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.Arn;
import io.ecsim.aws.TaskSize;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Task;
import io.ecsim.kernel.Time;
import io.ecsim.loadbalancing.TargetGroups;
import io.ecsim.loadbalancing.TargetHealth;
import io.ecsim.loadbalancing.Targets;
import io.ecsim.metrics.Datapoint;
import io.ecsim.metrics.Metric;
import io.ecsim.service.Service;
import io.ecsim.simulation.Meter.Publisher;
import io.ecsim.workload.FluidLoad;
import io.ecsim.workload.ServiceReading;
import io.ecsim.workload.TaskReading;
import io.ecsim.workload.Traffic;

/** Reads the tasks and the targets of one service (SC-115 to SC-118, SC-130 to SC-135). */
final class ServiceMeter {
    /** What a load balancer reports of one target group. */
    private record TargetMetrics(
            Targets targets,
            Metric requests,
            Metric requestsPerTarget,
            Metric healthy,
            Metric unhealthy,
            Metric served,
            Metric targetErrors,
            Metric loadBalancerErrors,
            Metric responseTime) {
        static TargetMetrics of(Targets targets, MetricNames names) {
            String group = targets.group().name();
            return new TargetMetrics(
                    targets,
                    names.alb("RequestCount", group),
                    names.alb("RequestCountPerTarget", group),
                    names.alb("HealthyHostCount", group),
                    names.alb("UnHealthyHostCount", group),
                    names.alb("HTTPCode_Target_2XX_Count", group),
                    names.alb("HTTPCode_Target_5XX_Count", group),
                    names.alb("HTTPCode_ELB_5XX_Count", group),
                    names.alb("TargetResponseTime", group));
        }
    }

    private final Service service;
    private final ClusterState cluster;
    private final FluidLoad load;
    private final Metric cpu;
    private final Metric memory;
    private final TargetMetrics target;

    ServiceMeter(Service service, ClusterState cluster, TargetGroups targetGroups, FluidLoad load, MetricNames names) {
        this.service = service;
        this.cluster = cluster;
        this.load = load;
        this.cpu = names.cpu(service.name());
        this.memory = names.memory(service.name());
        this.target = service.hasTargets() ? TargetMetrics.of(targets(targetGroups), names) : null;
    }

    private Targets targets(TargetGroups groups) {
        return groups.get(Arn.name(service.settings().loadBalancers().get(0).targetGroupArn()));
    }

    /** One sample for each task that is RUNNING at the end of the minute (SC-117). */
    void readTasks(long now, Publisher publisher) {
        Utilization cpuUtilization = new Utilization();
        Utilization memoryUtilization = new Utilization();
        for (Task task : cluster.tasks(service.name())) {
            if (!task.isUp()) {
                continue;
            }
            TaskReading reading = load.readTask(task.id());
            if (task.isRunning() && reading.seconds() > 0) {
                cpuUtilization.add(
                        reading.cpuSeconds() / reading.seconds(),
                        (double) task.revision().cpu() / TaskSize.UNITS_PER_VCPU);
                memoryUtilization.add(reading.memory(), task.revision().memory());
            }
        }
        publish(cpu, cpuUtilization, now, publisher);
        publish(memory, memoryUtilization, now, publisher);
    }

    private static void publish(Metric metric, Utilization utilization, long now, Publisher publisher) {
        if (!utilization.isEmpty()) {
            publisher.publish(metric, utilization.toDatapoint(now));
        }
    }

    /** What its load balancer saw; nothing for a service without one. */
    void readTargets(long now, Publisher publisher) {
        ServiceReading reading = load.readService(service.name());
        if (target == null) {
            return;
        }
        double routed = inRequests(reading.routed());
        publisher.publish(target.requests, now, routed);
        int healthy = target.targets.in(TargetHealth.healthy).size();
        int unhealthy = target.targets.in(TargetHealth.unhealthy).size();
        int registered =
                healthy + unhealthy + target.targets.in(TargetHealth.initial).size();
        if (registered > 0) {
            publisher.publish(target.requestsPerTarget, now, routed / (healthy > 0 ? healthy : registered));
            publisher.publish(target.healthy, now, healthy);
            publisher.publish(target.unhealthy, now, unhealthy);
        }
        publishNonZero(target.served, reading.served(), now, publisher);
        publishNonZero(target.targetErrors, reading.targetErrors(), now, publisher);
        publishNonZero(target.loadBalancerErrors, reading.loadBalancerErrors(), now, publisher);
        publishResponses(reading.responses(), now, publisher);
    }

    /** SC-130: HTTP codes are reported only when there are any. */
    private static void publishNonZero(Metric metric, long millionths, long now, Publisher publisher) {
        if (millionths > 0) {
            publisher.publish(metric, now, inRequests(millionths));
        }
    }

    private void publishResponses(ServiceReading.Responses responses, long now, Publisher publisher) {
        if (responses.samples() > 0) {
            Datapoint point = new Datapoint(
                    now - Time.MINUTE,
                    Time.MINUTE,
                    inRequests(responses.samples()),
                    responses.sum(),
                    responses.min(),
                    responses.max());
            publisher.publish(target.responseTime, point);
        }
    }

    private static double inRequests(long millionths) {
        return (double) millionths / Traffic.MICRO;
    }
}
