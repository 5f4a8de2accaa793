// SPDX-License-Identifier: Apache-2.0
package io.ecsim.agent;

import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.ContainerDependency;
import io.ecsim.aws.TaskLastStatus;
import io.ecsim.aws.TaskStopCode;
import io.ecsim.cluster.Revision;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.Transitions;
import io.ecsim.kernel.Event;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.Time;
import io.ecsim.workload.Application;
import io.ecsim.workload.Image;
import io.ecsim.world.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Takes tasks through the states of TL-1 on EC2. A task starts as PROVISIONING, PENDING (image pull, container start)
 * and, behind a load balancer, ACTIVATING; it stops as DEACTIVATING (until its targets are drained), STOPPING and, with
 * a network interface of its own, DEPROVISIONING. Whoever needs to react is told after every move.
 */
public final class TaskLifecycle {
    private static final long FOR_EVER = Long.MAX_VALUE;

    private final Kernel kernel;
    private final Transitions transitions;
    private final World world;
    private final Durations durations;
    private final ImagePulls pulls;
    private final Addresses addresses;
    private final HostQueues hosts = new HostQueues();
    private final Function<Revision, Application> applications;
    private final Predicate<Task> hasTargets;
    private final Consumer<Task> moved;
    private final Map<String, Event> nextMove = new LinkedHashMap<>();

    public TaskLifecycle(
            Kernel kernel,
            Transitions transitions,
            World world,
            Durations durations,
            Map<String, Image> images,
            Addresses addresses,
            Function<Revision, Application> applications,
            Predicate<Task> hasTargets,
            Consumer<Task> moved) {
        this.kernel = kernel;
        this.transitions = transitions;
        this.world = world;
        this.durations = durations;
        this.addresses = addresses;
        this.pulls = new ImagePulls(images, world, durations, transitions);
        this.applications = applications;
        this.hasTargets = hasTargets;
        this.moved = moved;
    }

    /** Starts a task that was just placed and runs until it is stopped. */
    public void start(Task task) {
        start(task, List.of());
    }

    /** @param subnets where a task with a network interface of its own may be, in order of preference */
    public void start(Task task, List<String> subnets) {
        start(task, subnets, FOR_EVER);
    }

    /**
     * Starts a task that was just placed and ends by itself.
     *
     * @param runTime nanoseconds from the start of its containers until its essential one exits, with code 0
     */
    public void start(Task task, long runTime) {
        start(task, List.of(), runTime);
    }

    private void start(Task task, List<String> subnets, long runTime) {
        String full = task.revision().awsvpc() ? addresses.take(task, subnets) : null;
        moved.accept(task);
        var law = task.revision().awsvpc() ? world.ec2AwsvpcProvisioning() : world.ec2BridgeProvisioning();
        Runnable next = full == null ? () -> arrive(task, runTime) : () -> failToStart(task, full);
        after(task, durations.draw(law, "provisioning", task.group()), next);
    }

    /** No address is left for its network interface (NW-26, EV-52). */
    private void failToStart(Task task, String subnet) {
        String reason = "Unexpected EC2 error while attempting to Create Network Interface in subnet '" + subnet + "'";
        transitions.requestStop(task, TaskStopCode.TaskFailedToStart, reason);
        advance(task, TaskLastStatus.STOPPED);
    }

    private void arrive(Task task, long runTime) {
        advance(task, TaskLastStatus.PENDING);
        if (world.agentQueue()) {
            hosts.arrive(task, () -> pull(task, runTime));
        } else {
            pull(task, runTime);
        }
    }

    private void pull(Task task, long runTime) {
        after(
                task,
                pulls.pull(task, kernel.now()),
                () -> after(task, containerStart(task), () -> activate(task, runTime)));
    }

    /** Containers start in dependency order: a chain of dependencies takes the sum of its starts (TL-9, START). */
    private long containerStart(Task task) {
        List<ContainerDefinition> containers = task.revision().definition().containerDefinitions();
        Map<String, Long> startedAfter = new LinkedHashMap<>();
        long last = 0;
        for (ContainerDefinition container : containers) {
            last = Math.max(last, startedAfter(container, containers, task.group(), startedAfter));
        }
        return last;
    }

    private long startedAfter(
            ContainerDefinition container, List<ContainerDefinition> all, String group, Map<String, Long> known) {
        Long already = known.get(container.name());
        if (already != null) {
            return already;
        }
        long begin = 0;
        for (ContainerDependency dependency : container.dependsOn()) {
            for (ContainerDefinition other : all) {
                if (other.name().equals(dependency.containerName())) {
                    begin = Math.max(begin, startedAfter(other, all, group, known));
                }
            }
        }
        long end = begin + durations.draw(world.containerStart(), "container-start", group);
        known.put(container.name(), end);
        return end;
    }

    private void activate(Task task, long runTime) {
        transitions.containersStarted(task);
        if (hasTargets.test(task)) {
            advance(task, TaskLastStatus.ACTIVATING);
            after(task, durations.draw(world.activating(), "activating", task.group()), () -> run(task, runTime));
        } else {
            run(task, runTime);
        }
    }

    private void run(Task task, long runTime) {
        advance(task, TaskLastStatus.RUNNING);
        if (runTime < FOR_EVER) {
            long left = runTime - (kernel.now() - task.containersStartedAt());
            after(task, Math.max(0, left), () -> exit(task));
        }
    }

    /** An essential container has exited: the task ends (CT-1), and nothing of it is left to be waited for. */
    private void exit(Task task) {
        transitions.requestStop(task, TaskStopCode.EssentialContainerExited, "Essential container in task exited");
        advance(task, TaskLastStatus.STOPPING);
        deprovision(task);
    }

    /** Stops a task in order: targets drain first, then SIGTERM, then SIGKILL at the stop timeout (TL-12). */
    public void stop(Task task, TaskStopCode stopCode, String reason) {
        transitions.requestStop(task, stopCode, reason);
        cancelNextMove(task);
        if (!task.containersStarted()) {
            deprovision(task);
        } else if (hasTargets.test(task)) {
            advance(task, TaskLastStatus.DEACTIVATING);
        } else {
            stopContainers(task);
        }
    }

    /** All targets of a DEACTIVATING task are unused. */
    public void drained(Task task) {
        stopContainers(task);
    }

    private void stopContainers(Task task) {
        advance(task, TaskLastStatus.STOPPING);
        after(task, timeToExit(task), () -> deprovision(task));
    }

    /** Containers stop in parallel, each at the end of its work or of its stop timeout, whichever is first (TL-14). */
    private long timeToExit(Task task) {
        long drain = Time.of(applications.apply(task.revision()).onStop().drain());
        long longest = 0;
        for (ContainerDefinition container : task.revision().definition().containerDefinitions()) {
            long timeout = container.stopTimeout() == null
                    ? Time.of(world.stopTimeout())
                    : container.stopTimeout() * Time.SECOND;
            longest = Math.max(longest, Math.min(drain, timeout));
        }
        return longest;
    }

    private void deprovision(Task task) {
        if (task.revision().awsvpc()) {
            advance(task, TaskLastStatus.DEPROVISIONING);
            after(
                    task,
                    durations.draw(world.deprovisioning(), "deprovisioning", task.group()),
                    () -> advance(task, TaskLastStatus.STOPPED));
        } else {
            advance(task, TaskLastStatus.STOPPED);
        }
    }

    /** The instance is gone: the task is STOPPED at once, whatever it was doing. */
    public void kill(Task task, TaskStopCode stopCode, String reason) {
        if (!task.stopRequested()) {
            transitions.requestStop(task, stopCode, reason);
        }
        cancelNextMove(task);
        advance(task, TaskLastStatus.STOPPED);
    }

    private void advance(Task task, TaskLastStatus status) {
        transitions.advance(task, status);
        moved.accept(task);
        if (status.compareTo(TaskLastStatus.DEPROVISIONING) >= 0) {
            hosts.leave(task);
        }
        if (status == TaskLastStatus.STOPPED) {
            addresses.giveBack(task);
        }
    }

    private void after(Task task, long delay, Runnable move) {
        nextMove.put(task.id(), kernel.after(delay, () -> {
            nextMove.remove(task.id());
            move.run();
        }));
    }

    private void cancelNextMove(Task task) {
        Event pending = nextMove.remove(task.id());
        if (pending != null) {
            pending.cancel();
        }
    }
}
