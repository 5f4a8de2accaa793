// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.agent.TaskLifecycle;
import io.ecsim.aws.Arn;
import io.ecsim.aws.TaskLastStatus;
import io.ecsim.aws.TaskSize;
import io.ecsim.aws.TaskStopCode;
import io.ecsim.capacity.Fargate;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.Transitions;
import io.ecsim.kernel.Distribution;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.kernel.Time;
import io.ecsim.service.ServiceScheduler;
import io.ecsim.workload.Load;
import io.ecsim.world.Faults;
import java.util.List;
import java.util.function.Predicate;

/** What happens to tasks on Fargate beside what happens to every task: hosts that come and go, and that AWS takes back. */
final class FargateChanges {
    private static final double EPSILON = 1e-9;

    private final Kernel kernel;
    private final ClusterState cluster;
    private final Transitions transitions;
    private final TaskLifecycle lifecycle;
    private final ServiceScheduler scheduler;
    private final Fargate fargate;
    private final Load load;
    private final Faults.SpotInterruptions interruptions;
    private final RandomStreams streams;

    FargateChanges(
            Kernel kernel,
            ClusterState cluster,
            Transitions transitions,
            TaskLifecycle lifecycle,
            ServiceScheduler scheduler,
            Fargate fargate,
            Load load,
            Faults faults,
            RandomStreams streams) {
        this.kernel = kernel;
        this.cluster = cluster;
        this.transitions = transitions;
        this.lifecycle = lifecycle;
        this.scheduler = scheduler;
        this.fargate = fargate;
        this.load = load;
        this.interruptions = faults.spotInterruptions();
        this.streams = streams;
    }

    /** Its host comes and goes with it. */
    void moved(Task task) {
        fargate.moved(task);
        if (task.lastStatus() == TaskLastStatus.PROVISIONING) {
            load.addInstance(task.instance().id(), (double) task.needs().cpu() / TaskSize.UNITS_PER_VCPU);
        } else if (task.isRunning() && task.compute().isFargateSpot() && interrupts()) {
            interruptSometime(task);
        } else if (task.isStopped()) {
            load.removeInstance(task.instance().id());
        }
    }

    private boolean interrupts() {
        return interruptions != null && interruptions.rate().share().fraction() > 0;
    }

    private void interruptSometime(Task task) {
        Distribution law =
                new Distribution.Exponential(3600 / interruptions.rate().perHour());
        kernel.after(Time.ofSeconds(law.sample(streams.stream("spot-interruption/" + task.group()))), () -> {
            if (!task.stopRequested()) {
                lifecycle.interrupt(task);
            }
        });
    }

    /** Returns how many. */
    int interrupt(Action.InterruptSpot action) {
        List<Task> running = running(
                action.service(),
                task -> task.compute().isFargateSpot()
                        && (action.availabilityZone() == null
                                || action.availabilityZone()
                                        .equals(task.instance().availabilityZone())));
        int count = (int) Math.ceil(action.share().fraction() * running.size() - EPSILON);
        running.subList(0, count).forEach(lifecycle::interrupt);
        return count;
    }

    /** A service finds another task first if its percents say so; other tasks just stop. Returns how many. */
    int retire(Action.RetireFargateTasks action) {
        List<Task> running =
                running(action.service(), task -> task.compute().isFargate() && !Transitions.isRetired(task));
        int count = action.count() == null ? running.size() : Math.min(running.size(), action.count());
        for (Task task : running.subList(0, count)) {
            transitions.retire(task, TaskLifecycle.MAINTENANCE);
            if (task.service() == null) {
                lifecycle.stop(task, TaskStopCode.TerminationNotice, TaskLifecycle.MAINTENANCE);
            } else {
                scheduler.changed(scheduler.service(task.service()));
            }
        }
        return count;
    }

    private List<Task> running(String service, Predicate<Task> which) {
        return cluster.tasks().stream()
                .filter(task -> task.isRunning() && !task.stopRequested())
                .filter(task -> service == null || Arn.name(service).equals(task.service()))
                .filter(which)
                .toList();
    }
}
