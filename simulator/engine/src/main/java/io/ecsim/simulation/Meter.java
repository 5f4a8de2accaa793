// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.Arn;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.cluster.Task;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.Time;
import io.ecsim.loadbalancing.TargetGroups;
import io.ecsim.loadbalancing.TargetHealth;
import io.ecsim.loadbalancing.Targets;
import io.ecsim.metrics.Datapoint;
import io.ecsim.metrics.Metric;
import io.ecsim.metrics.MetricStore;
import io.ecsim.service.Service;
import io.ecsim.service.ServiceScheduler;
import io.ecsim.workload.FluidLoad;
import io.ecsim.workload.ServiceReading;
import io.ecsim.workload.TaskReading;
import io.ecsim.workload.Traffic;

/**
 * Reads the cluster, the services and the load balancers at the end of every minute and publishes the metrics that
 * CloudWatch would have, in a fixed order (SC-110 to SC-118, SC-130 to SC-135). A metric without samples has no point.
 */
final class Meter {
    private static final double UNITS_PER_VCPU = 1024;

    private final Kernel kernel;
    private final ClusterState cluster;
    private final ServiceScheduler scheduler;
    private final TargetGroups targetGroups;
    private final FluidLoad load;
    private final RunObserver observer;
    private final ServiceMetricNames names;
    private final MetricStore store = new MetricStore();
    private final long ecsDelay;
    private final long albDelay;

    Meter(
            Scenario scenario,
            Kernel kernel,
            ClusterState cluster,
            ServiceScheduler scheduler,
            TargetGroups targetGroups,
            FluidLoad load,
            RunObserver observer) {
        this.kernel = kernel;
        this.cluster = cluster;
        this.scheduler = scheduler;
        this.targetGroups = targetGroups;
        this.load = load;
        this.observer = observer;
        this.names = new ServiceMetricNames(scenario.cluster().clusterName());
        this.ecsDelay = Time.of(scenario.world().metricDelay().ecs());
        this.albDelay = Time.of(scenario.world().metricDelay().alb());
    }

    /** What alarms look at. */
    MetricStore store() {
        return store;
    }

    void start() {
        kernel.after(Time.MINUTE, this::readMinute);
    }

    private void readMinute() {
        load.advance(kernel.now());
        readCluster();
        for (Service service : scheduler.services()) {
            readTasks(service);
            ServiceReading requests = load.readService(service.name());
            if (service.hasTargets()) {
                readTargets(service, requests);
            }
        }
        kernel.after(Time.MINUTE, this::readMinute);
    }

    private void readCluster() {
        double registeredCpu = 0;
        double registeredMemory = 0;
        double reservedCpu = 0;
        double reservedMemory = 0;
        for (ContainerInstance instance : cluster.instances()) {
            registeredCpu += instance.registeredCpu();
            registeredMemory += instance.registeredMemory();
            for (Task task : instance.tasks()) {
                if (task.isRunning()) {
                    reservedCpu += task.revision().cpu();
                    reservedMemory += task.revision().memory();
                }
            }
        }
        if (registeredCpu > 0) {
            publishEcs(names.cluster("CPUReservation"), 100 * reservedCpu / registeredCpu);
            publishEcs(names.cluster("MemoryReservation"), 100 * reservedMemory / registeredMemory);
        }
    }

    /** One sample for each task that was RUNNING at the end of the minute (SC-117). */
    private void readTasks(Service service) {
        Utilization cpu = new Utilization();
        Utilization memory = new Utilization();
        for (Task task : cluster.tasks(service.name())) {
            if (!task.hasContainers()) {
                continue;
            }
            TaskReading reading = load.readTask(task.id());
            if (task.isRunning() && reading.seconds() > 0) {
                cpu.add(
                        reading.cpuSeconds() / reading.seconds(),
                        task.revision().cpu() / UNITS_PER_VCPU);
                memory.add(reading.memory(), task.revision().memory());
            }
        }
        publish(names.cpu(service.name()), cpu);
        publish(names.memory(service.name()), memory);
    }

    private void publish(Metric metric, Utilization utilization) {
        if (utilization.tasks > 0) {
            publish(metric, utilization.toDatapoint(kernel.now() - Time.MINUTE), ecsDelay);
        }
    }

    /** Least and most are those of single tasks, the average is that of the sums (SC-115, SC-117). */
    private static final class Utilization {
        private int tasks;
        private double used;
        private double reserved;
        private double least = Double.POSITIVE_INFINITY;
        private double most = Double.NEGATIVE_INFINITY;

        /** A task that reserves nothing has no utilization. */
        void add(double taskUses, double taskReserves) {
            if (taskReserves > 0) {
                tasks++;
                used += taskUses;
                reserved += taskReserves;
                least = Math.min(least, 100 * taskUses / taskReserves);
                most = Math.max(most, 100 * taskUses / taskReserves);
            }
        }

        Datapoint toDatapoint(long start) {
            return new Datapoint(start, Time.MINUTE, tasks, tasks * (100 * used / reserved), least, most);
        }
    }

    private void readTargets(Service service, ServiceReading requests) {
        String group = Arn.name(service.settings().loadBalancers().get(0).targetGroupArn());
        Targets targets = targetGroups.get(group);
        int healthy = targets.in(TargetHealth.healthy).size();
        int registered = healthy
                + targets.in(TargetHealth.unhealthy).size()
                + targets.in(TargetHealth.initial).size();
        double routed = inRequests(requests.routed());
        publishAlb(names.alb("RequestCount", group), routed);
        if (registered > 0) {
            publishAlb(names.alb("RequestCountPerTarget", group), routed / (healthy > 0 ? healthy : registered));
            publishAlb(names.alb("HealthyHostCount", group), healthy);
            publishAlb(
                    names.alb("UnHealthyHostCount", group),
                    targets.in(TargetHealth.unhealthy).size());
        }
        publishNonZero(names.alb("HTTPCode_Target_2XX_Count", group), requests.served());
        publishNonZero(names.alb("HTTPCode_Target_5XX_Count", group), requests.targetErrors());
        publishNonZero(names.alb("HTTPCode_ELB_5XX_Count", group), requests.loadBalancerErrors());
        publishResponses(names.alb("TargetResponseTime", group), requests.responses());
    }

    private void publishResponses(Metric metric, ServiceReading.Responses responses) {
        if (responses.samples() > 0) {
            Datapoint point = new Datapoint(
                    kernel.now() - Time.MINUTE,
                    Time.MINUTE,
                    inRequests(responses.samples()),
                    responses.sum(),
                    responses.min(),
                    responses.max());
            publish(metric, point, albDelay);
        }
    }

    private static double inRequests(long millionths) {
        return (double) millionths / Traffic.MICRO;
    }

    private void publishEcs(Metric metric, double value) {
        publish(metric, value, ecsDelay);
    }

    private void publishAlb(Metric metric, double value) {
        publish(metric, value, albDelay);
    }

    /** SC-130: HTTP codes are reported only when there are any. */
    private void publishNonZero(Metric metric, long millionths) {
        if (millionths > 0) {
            publishAlb(metric, inRequests(millionths));
        }
    }

    private void publish(Metric metric, double value, long delay) {
        publish(metric, new Datapoint(kernel.now() - Time.MINUTE, Time.MINUTE, 1, value, value, value), delay);
    }

    private void publish(Metric metric, Datapoint point, long delay) {
        store.publish(metric, point, delay);
        observer.metric(metric, point);
    }
}
