// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.AutoScalingGroup;
import io.ecsim.aws.TaskSize;
import io.ecsim.capacity.AutoScalingGroups;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.cluster.Task;
import io.ecsim.kernel.Time;
import io.ecsim.metrics.MetricStore;
import io.ecsim.metrics.Samples;
import io.ecsim.simulation.Meter.Publisher;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the CPUUtilization of Auto Scaling groups, for those of which somebody asks: over their instances that are past
 * their warmup (SC-450), every five minutes, or every minute with detailed monitoring (SC-452). What tasks use counts;
 * that nothing else runs there is our assumption.
 */
final class GroupCpuMeter {
    private final List<AutoScalingGroup> all;
    private final AutoScalingGroups groups;
    private final MetricNames names;
    private final MetricStore store;
    private final Publisher ec2;
    /** vCPU-seconds of this minute, by instance. */
    private final Map<String, Double> used = new LinkedHashMap<>();
    /** Null before the first reading. */
    private Map<AutoScalingGroup, Samples> watched;

    GroupCpuMeter(Scenario scenario, AutoScalingGroups groups, MetricNames names, MetricStore store, Publisher ec2) {
        this.all = scenario.autoScalingGroups();
        this.groups = groups;
        this.names = names;
        this.store = store;
        this.ec2 = ec2;
    }

    /** A task has used so much of its instance. */
    void used(Task task, double vcpuSeconds) {
        if (!watched().isEmpty() && !task.compute().isFargate()) {
            used.merge(task.instance().id(), vcpuSeconds, Double::sum);
        }
    }

    private Map<AutoScalingGroup, Samples> watched() {
        if (watched == null) {
            watched = new LinkedHashMap<>();
            all.stream()
                    .filter(group -> store.wants(names.group("CPUUtilization", group.autoScalingGroupName())))
                    .forEach(group -> watched.put(group, new Samples()));
        }
        return watched;
    }

    /** The end of a minute. */
    void read(long now) {
        watched().replaceAll((group, samples) -> {
            for (ContainerInstance instance : groups.warmedInstances(group.autoScalingGroupName())) {
                double vcpus = (double) instance.registeredCpu() / TaskSize.UNITS_PER_VCPU;
                samples.add(100 * used.getOrDefault(instance.id(), 0.0) / (vcpus * Time.toSeconds(Time.MINUTE)));
            }
            long period = GroupMetrics.period(group);
            if (now % period != 0) {
                return samples;
            }
            if (!samples.isEmpty()) {
                ec2.publish(
                        names.group("CPUUtilization", group.autoScalingGroupName()),
                        samples.toDatapoint(now - period, period));
            }
            return new Samples();
        });
        used.clear();
    }
}
