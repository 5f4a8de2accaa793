// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.agent.TaskLifecycle;
import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.aws.TaskStopCode;
import io.ecsim.capacity.Fleet;
import io.ecsim.capacity.Subnets;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.Transitions;
import io.ecsim.service.ServiceScheduler;
import io.ecsim.workload.Load;
import java.util.List;

/** What follows when an instance comes, goes, or has its connection back. */
final class InstanceChanges implements Fleet.Listener {
    private final Transitions transitions;
    private final Load load;
    private final Subnets subnets;
    private final TaskLifecycle lifecycle;
    private final ServiceScheduler scheduler;
    private AgentOutages outages;

    InstanceChanges(
            Transitions transitions, Load load, Subnets subnets, TaskLifecycle lifecycle, ServiceScheduler scheduler) {
        this.transitions = transitions;
        this.load = load;
        this.subnets = subnets;
        this.lifecycle = lifecycle;
        this.scheduler = scheduler;
    }

    void connect(AgentOutages outages) {
        this.outages = outages;
    }

    @Override
    public void registered(ContainerInstance instance) {
        load.addInstance(instance.id(), instance.vcpus());
        subnets.registered(instance);
        scheduler.instancesChanged();
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
        if (instance.ecsConfig().enableSpotInstanceDraining()
                && instance.agentConnected()
                && instance.status() == ContainerInstanceStatus.ACTIVE) {
            transitions.changeStatus(
                    instance, ContainerInstanceStatus.DRAINING, "ECS_ENABLE_SPOT_INSTANCE_DRAINING: Spot interruption");
            scheduler.instanceChanged(instance);
        }
    }

    @Override
    public void ended(ContainerInstance instance) {
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
