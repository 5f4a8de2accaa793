// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.capacity.AutoScalingGroups;
import io.ecsim.cluster.ClusterState;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.Time;
import io.ecsim.loadbalancing.TargetGroups;
import io.ecsim.metrics.Datapoint;
import io.ecsim.metrics.Metric;
import io.ecsim.metrics.MetricStore;
import io.ecsim.queue.MessageQueue;
import io.ecsim.queue.Queues;
import io.ecsim.service.Service;
import io.ecsim.service.ServiceScheduler;
import io.ecsim.workload.Load;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Reads the cluster and its services at the end of every minute and publishes the metrics that CloudWatch would have,
 * in a fixed order. A metric without samples has no point.
 */
final class Meter {
    /** Takes how many requests of a target group a load balancer had in the minute that began then. */
    @FunctionalInterface
    interface BalancerUse {
        /** @param toOtherZones how many of them went to a target in another zone than the load balancer's node */
        void add(long begin, String loadBalancer, String targetGroup, double requests, double toOtherZones);
    }

    /** Takes a value of the minute that has just ended. */
    @FunctionalInterface
    interface Publisher {
        void publish(Metric metric, Datapoint point);

        default void publish(Metric metric, long minuteEnds, double value) {
            publish(metric, new Datapoint(minuteEnds - Time.MINUTE, Time.MINUTE, 1, value, value, value));
        }
    }

    /** Between two points of high resolution (SC-119). */
    static final long SHORT = 20 * Time.SECOND;

    private final Kernel kernel;
    private final ClusterState cluster;
    private final ServiceScheduler scheduler;
    private final TargetGroups targetGroups;
    private final Load load;
    private final MetricNames names;
    private final ClusterMeter clusterMeter;
    /** Null without Container Insights. */
    private final InsightsMeter insights;

    private final MetricStore store = new MetricStore();
    private final Publisher ecs;
    private final Publisher fastEcs;
    private final boolean anyShort;
    private final Publisher alb;
    private final Publisher sqs;
    private final Publisher managedScaling;
    private final CreditMeter credits;
    private final GroupCpuMeter groupCpu;
    private final Queues queues;
    private final LoadBalancers loadBalancers;
    private final BalancerUse use;
    private final Map<Service, ServiceMeter> services = new LinkedHashMap<>();
    private final Map<String, TargetGroupMeter> groups = new LinkedHashMap<>();
    private final Map<MetricNames.Balancer, BalancerMeter> balancers = new LinkedHashMap<>();
    private final Map<MessageQueue, QueueMeter> queueMeters = new LinkedHashMap<>();

    Meter(
            Scenario scenario,
            Kernel kernel,
            ClusterState cluster,
            ServiceScheduler scheduler,
            TargetGroups targetGroups,
            Load load,
            Queues queues,
            BurstableInstances burstables,
            AutoScalingGroups autoScalingGroups,
            RunObserver observer,
            BalancerUse use) {
        this.kernel = kernel;
        this.cluster = cluster;
        this.scheduler = scheduler;
        this.targetGroups = targetGroups;
        this.load = load;
        this.queues = queues;
        this.loadBalancers = new LoadBalancers(scenario);
        this.use = use;
        this.names = new MetricNames(scenario.cluster().clusterName());
        this.ecs = publisher(observer, Time.of(scenario.world().metricDelay().ecs()));
        this.insights = scenario.hasContainerInsights() ? new InsightsMeter(cluster, scheduler, names, ecs) : null;
        this.fastEcs =
                publisher(observer, Time.of(scenario.world().metricDelay().ecsHighResolution()));
        this.anyShort = scenario.everyService().stream().anyMatch(service -> service.monitoring() != null)
                || scenario.timeline().stream()
                        .anyMatch(timed -> timed.action() instanceof ServiceActions.UpdateService update
                                && update.request().monitoring() != null);
        this.alb = publisher(observer, Time.of(scenario.world().metricDelay().alb()));
        this.sqs = publisher(observer, Time.of(scenario.world().metricDelay().sqs()));
        Publisher ec2 =
                publisher(observer, Time.of(scenario.world().metricDelay().ec2()));
        this.credits = new CreditMeter(burstables, names, ec2);
        this.groupCpu = new GroupCpuMeter(scenario, autoScalingGroups, names, store, ec2);
        this.clusterMeter = new ClusterMeter(cluster, load, names, groupCpu);
        this.managedScaling =
                publisher(observer, Time.of(scenario.world().metricDelay().managedScaling()));
    }

    private Publisher publisher(RunObserver observer, long delay) {
        return (metric, point) -> {
            store.publish(metric, point, delay);
            observer.metric(metric, point);
        };
    }

    /** What alarms look at. */
    MetricStore store() {
        return store;
    }

    /** Of a capacity provider at the end of a minute, in percent (SC-410). */
    void reservation(String capacityProvider, double percent) {
        managedScaling.publish(names.reservation(capacityProvider), kernel.now(), percent);
    }

    void start() {
        lookAtGroups();
        next();
    }

    private void next() {
        kernel.after(anyShort ? SHORT : Time.MINUTE, this::read);
    }

    private void read() {
        if (kernel.now() % Time.MINUTE == 0) {
            readMinute();
        } else {
            readShort();
        }
        next();
    }

    private void readShort() {
        if (services.values().stream().anyMatch(ServiceMeter::isShort)) {
            load.advance(kernel.now());
            services.values().stream()
                    .filter(ServiceMeter::isShort)
                    .forEach(service -> service.readTasks(kernel.now(), ecs, fastEcs));
        }
    }

    private void readMinute() {
        long now = kernel.now();
        load.advance(now);
        readTasks(now);
        lookAtGroups();
        boolean byZone = store.wantsDimension("AvailabilityZone");
        groups.values().forEach(group -> group.read(now, byZone, alb));
        balancers.values().forEach(balancer -> balancer.read(now, byZone, alb));
        for (MessageQueue queue : queues.all()) {
            queueMeters.computeIfAbsent(queue, q -> new QueueMeter(q, names)).read(now, sqs);
        }
        groupCpu.read(now);
        if (now % CreditMeter.PERIOD == 0) {
            credits.read(now);
        }
    }

    private void readTasks(long now) {
        Usage all = clusterMeter.readStandaloneTasks();
        for (Service service : scheduler.services()) {
            ServiceMeter meter = services.computeIfAbsent(
                    service, s -> new ServiceMeter(s, cluster, load, queues, names, store, groupCpu));
            meter.readTasks(now, ecs, fastEcs);
            Usage used = meter.takeUsage();
            all.add(used);
            if (insights != null) {
                insights.publish(service, now, used);
            }
        }
        clusterMeter.publish(now, all, ecs);
        if (insights != null) {
            insights.publishCluster(now, all);
        }
    }

    /** Finds those that are new, and what is asked for of all. */
    private void lookAtGroups() {
        for (Service service : scheduler.services()) {
            service.targetGroups().forEach(group -> groups.computeIfAbsent(group, this::groupMeter));
        }
        groups.values().forEach(group -> group.keepWhatIsAskedFor(store));
    }

    private TargetGroupMeter groupMeter(String group) {
        TargetGroupMeter meter = new TargetGroupMeter(targetGroups.get(group), loadBalancers, load, names, use);
        balancers.computeIfAbsent(meter.names(), BalancerMeter::new).add(meter);
        return meter;
    }
}
