// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.agent.TaskLifecycle;
import io.ecsim.aws.TaskStopCode;
import io.ecsim.capacity.Fleet;
import io.ecsim.capacity.Subnets;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.cluster.Task;
import io.ecsim.service.ServiceScheduler;
import io.ecsim.workload.Load;
import java.util.List;

/** What follows when an instance comes, goes, or has its connection back. */
final class InstanceChanges implements Fleet.Listener {
    private final Load load;
    private final BurstableInstances burstables;
    private final Subnets subnets;
    private final TaskLifecycle lifecycle;
    private final ServiceScheduler scheduler;
    private AgentOutages outages;
    private ManagedDraining draining;
    private ManagedInstancesOfCluster managed;

    InstanceChanges(
            Load load,
            BurstableInstances burstables,
            Subnets subnets,
            TaskLifecycle lifecycle,
            ServiceScheduler scheduler) {
        this.load = load;
        this.burstables = burstables;
        this.subnets = subnets;
        this.lifecycle = lifecycle;
        this.scheduler = scheduler;
    }

    void connect(AgentOutages outages, ManagedDraining draining, ManagedInstancesOfCluster managed) {
        this.outages = outages;
        this.managed = managed;
        this.draining = draining;
    }

    @Override
    public void registered(ContainerInstance instance) {
        load.addInstance(instance.id(), instance.vcpus());
        burstables.registered(instance.id());
        subnets.registered(instance);
        scheduler.instancesChanged();
        managed.registered(instance);
    }

    @Override
    public void gone(String instance) {
        managed.gone(instance);
    }

    /** Its tasks are STOPPED at once (TL-21). */
    @Override
    public void halted(ContainerInstance instance, String how) {
        String reason = "Host EC2 (instance " + instance.id() + ") " + how + ".";
        for (Task task : List.copyOf(instance.tasks())) {
            lifecycle.kill(task, TaskStopCode.TerminationNotice, reason);
        }
    }

    @Override
    public void booted(ContainerInstance instance) {
        outages.booted(instance);
    }

    /** SC-502: the agent sees the notice within seconds, if it looks. */
    @Override
    public void warned(ContainerInstance instance) {
        if (draining.covers(instance)) {
            draining.drain(instance, "managed draining: Spot interruption");
        } else if (instance.ecsConfig().enableSpotInstanceDraining() && instance.agentConnected()) {
            draining.drain(instance, "ECS_ENABLE_SPOT_INSTANCE_DRAINING: Spot interruption");
        }
    }

    @Override
    public void leaving(ContainerInstance instance) {
        draining.leaving(instance);
    }

    @Override
    public void ended(ContainerInstance instance) {
        draining.ended(instance);
        lifecycle.left(instance);
        load.removeInstance(instance.id());
        subnets.left(instance);
        scheduler.instancesChanged();
    }

    /** What follows when an agent has its connection back. */
    void agentReconnected(ContainerInstance instance) {
        lifecycle.agentReconnected(instance);
        scheduler.instancesChanged();
    }
}
