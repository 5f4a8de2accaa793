// SPDX-License-Identifier: Apache-2.0
package io.ecsim.agent;

import io.ecsim.aws.TaskLastStatus;
import io.ecsim.aws.TaskStopCode;
import io.ecsim.cluster.Container;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.cluster.Revision;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.Transitions;
import io.ecsim.journal.Journal;
import io.ecsim.kernel.Event;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.Time;
import io.ecsim.world.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Takes tasks through the states of TL-1. A task starts as PROVISIONING, PENDING (image pull, container start)
 * and, behind a load balancer, ACTIVATING; it stops as DEACTIVATING (until its targets are drained), STOPPING and, with
 * a network interface of its own, DEPROVISIONING. Whoever needs to react is told after every move.
 */
public final class TaskLifecycle {
    /** Why a task of Fargate that is retired stops (TL-21). */
    public static final String MAINTENANCE =
            "ECS is performing maintenance on the underlying infrastructure hosting the task";

    private static final long BY_ITS_SOFTWARE = -1;

    /** Told what happened to tasks, after it. */
    public interface Listener {
        /** A task has another status. */
        void taskMoved(Task task);

        /** A container has started or ended, or has another health. */
        void containerChanged(Task task, Container container);
    }

    private final Kernel kernel;
    private final Transitions transitions;
    private final World world;
    private final Durations durations;
    private final Rights rights;
    private final ImagePulls pulls;
    private final Addresses addresses;
    private final Host host;
    private final HostQueues queues = new HostQueues();
    private final Predicate<Task> hasTargets;
    private final Listener listener;
    private final Map<String, Event> nextMove = new LinkedHashMap<>();
    private final Map<String, TaskContainers> containers = new LinkedHashMap<>();
    private final TaskContainers.Owner owner = new ContainersOwner();

    public TaskLifecycle(
            Kernel kernel,
            Transitions transitions,
            World world,
            Durations durations,
            Rights rights,
            ImageRegistry registry,
            Journal journal,
            Addresses addresses,
            ContainerSoftware software,
            Predicate<Task> hasTargets,
            Listener listener) {
        this.kernel = kernel;
        this.transitions = transitions;
        this.world = world;
        this.durations = durations;
        this.rights = rights;
        this.addresses = addresses;
        this.pulls = new ImagePulls(registry, rights, world, durations, kernel, journal);
        this.host = new Host(kernel, transitions, world, durations, rights, software);
        this.hasTargets = hasTargets;
        this.listener = listener;
    }

    /** Why no task of a revision can be started, whatever room there is; null when they can. */
    public String obstacle(Revision revision) {
        return rights.cannotAssume(revision.definition().taskRoleArn());
    }

    /** Starts a task that was just placed and runs until it is stopped or its software ends. */
    public void start(Task task) {
        start(task, List.of());
    }

    /** @param subnets where a task with a network interface of its own may be, in order of preference */
    public void start(Task task, List<String> subnets) {
        start(task, subnets, BY_ITS_SOFTWARE);
    }

    /**
     * Starts a task that was just placed and ends by itself.
     *
     * @param runTime nanoseconds from the start of its main container until that exits, with code 0
     */
    public void start(Task task, long runTime) {
        start(task, List.of(), runTime);
    }

    private void start(Task task, List<String> subnets, long runTime) {
        String full = task.revision().awsvpc() ? addresses.take(task, subnets) : null;
        listener.taskMoved(task);
        var law = task.revision().awsvpc() ? world.ec2AwsvpcProvisioning() : world.ec2BridgeProvisioning();
        Runnable next = full == null ? () -> arrive(task, runTime) : () -> hasNoInterface(task, full);
        after(task, durations.draw(law, "provisioning", task.group()), next);
    }

    /**
     * Starts a task on Fargate.
     *
     * @param subnets of its zone, in order of preference
     * @param wait nanoseconds until Fargate begins with it (FG-7)
     */
    public void launch(Task task, List<String> subnets, long wait) {
        String full = addresses.take(task, subnets);
        listener.taskMoved(task);
        Runnable next = full == null ? () -> arrive(task, BY_ITS_SOFTWARE) : () -> hasNoInterface(task, full);
        after(task, wait + durations.draw(world.fargateProvisioning(), "provisioning", task.group()), next);
    }

    /** No address is left for its network interface (NW-26, EV-52). */
    private void hasNoInterface(Task task, String subnet) {
        String reason = "Unexpected EC2 error while attempting to Create Network Interface in subnet '" + subnet + "'";
        transitions.requestStop(task, TaskStopCode.TaskFailedToStart, reason);
        end(task);
    }

    private void arrive(Task task, long runTime) {
        advance(task, TaskLastStatus.PENDING);
        if (world.agentQueue() && !task.compute().isFargate()) {
            queues.arrive(task, () -> prepare(task, runTime));
        } else {
            prepare(task, runTime);
        }
    }

    /** Secrets and the like come before images. */
    private void prepare(Task task, long runTime) {
        String problem = rights.resourceProblem(task);
        if (problem != null) {
            after(task, Time.of(world.pullFailure()), () -> failToStart(task, problem));
            return;
        }
        transitions.pullStarted(task);
        ImagePulls.Pull pull = pulls.pull(task);
        if (pull.problem() == null) {
            containers.put(task.id(), new TaskContainers(host, owner, task, runTime));
            after(task, pull.delay(), () -> {
                transitions.pullStopped(task, pull.versions());
                containers.get(task.id()).start();
            });
        } else {
            after(task, pull.delay(), () -> {
                for (Container container : task.containers()) {
                    if (container.name().equals(pull.container())) {
                        transitions.stopContainer(task, container, null, pull.problem());
                    }
                }
                failToStart(task, pull.problem());
            });
        }
    }

    private void failToStart(Task task, String reason) {
        transitions.requestStop(task, TaskStopCode.TaskFailedToStart, reason);
        stopContainers(task);
    }

    private void activate(Task task) {
        if (hasTargets.test(task)) {
            advance(task, TaskLastStatus.ACTIVATING);
            after(
                    task,
                    durations.draw(world.activating(), "activating", task.group()),
                    () -> advance(task, TaskLastStatus.RUNNING));
        } else {
            advance(task, TaskLastStatus.RUNNING);
        }
    }

    /** Stops a task in order: targets drain first, then SIGTERM, then SIGKILL at the stop timeout (TL-12). */
    public void stop(Task task, TaskStopCode stopCode, String reason) {
        transitions.requestStop(task, stopCode, reason);
        cancelNextMove(task);
        boolean registered = task.lastStatus().compareTo(TaskLastStatus.ACTIVATING) >= 0;
        boolean drains = stopCode != TaskStopCode.UserInitiated || !world.stopTaskSkipsDrain();
        if (registered && drains && hasTargets.test(task)) {
            advance(task, TaskLastStatus.DEACTIVATING);
        } else {
            stopContainers(task);
        }
    }

    /** Fargate takes back its spare capacity: SIGTERM at once, whatever its targets do (TL-17). */
    public void interrupt(Task task) {
        transitions.requestStop(task, TaskStopCode.SpotInterruption, "Your Spot Task was interrupted.");
        cancelNextMove(task);
        stopContainers(task);
    }

    /** All targets of a DEACTIVATING task are unused. */
    public void drained(Task task) {
        stopContainers(task);
    }

    /** The main container of a task uses more memory than it may. */
    public void outOfMemory(Task task) {
        containers.get(task.id()).outOfMemory();
    }

    /** The agent of an instance has its connection back, and tells what it knows (HC-7). */
    public void agentReconnected(ContainerInstance instance) {
        for (Task task : instance.tasks()) {
            TaskContainers own = containers.get(task.id());
            if (own != null) {
                own.reportHealth();
            }
        }
    }

    private void stopContainers(Task task) {
        if (task.waitsForCapacity()) {
            end(task);
            return;
        }
        TaskContainers own = containers.get(task.id());
        if (own == null) {
            deprovision(task);
            return;
        }
        if (task.containers().stream().anyMatch(Container::hasStarted)) {
            advance(task, TaskLastStatus.STOPPING);
        }
        own.stop();
    }

    private void deprovision(Task task) {
        if (task.revision().awsvpc()) {
            advance(task, TaskLastStatus.DEPROVISIONING);
            after(task, durations.draw(world.deprovisioning(), "deprovisioning", task.group()), () -> end(task));
        } else {
            end(task);
        }
    }

    /** The instance is gone: the task is STOPPED at once, whatever it was doing. */
    public void kill(Task task, TaskStopCode stopCode, String reason) {
        if (!task.stopRequested()) {
            transitions.requestStop(task, stopCode, reason);
        }
        cancelNextMove(task);
        TaskContainers own = containers.get(task.id());
        if (own != null) {
            own.vanish();
        }
        end(task);
    }

    /** An instance is gone, and what it had in its cache. */
    public void left(ContainerInstance instance) {
        pulls.left(instance);
    }

    private void end(Task task) {
        advance(task, TaskLastStatus.STOPPED);
        if (containers.remove(task.id()) != null) {
            pulls.release(task);
        }
        if (task.compute().isFargate()) {
            pulls.left(task.instance());
        }
        addresses.giveBack(task);
    }

    private void advance(Task task, TaskLastStatus status) {
        transitions.advance(task, status);
        listener.taskMoved(task);
        if (status.compareTo(TaskLastStatus.DEPROVISIONING) >= 0) {
            queues.leave(task);
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

    /** What follows for a task when something happens to its containers. */
    private final class ContainersOwner implements TaskContainers.Owner {
        @Override
        public void changed(Task task, Container container) {
            listener.containerChanged(task, container);
        }

        @Override
        public void allStarted(Task task) {
            activate(task);
        }

        @Override
        public void cannotStart(Task task, String reason) {
            failToStart(task, reason);
        }

        /** The others are stopped (TL-7); nobody waits for targets to drain that answer no more (TL-16). */
        @Override
        public void essentialExited(Task task) {
            if (!task.stopRequested()) {
                String reason = "Essential container in task exited";
                transitions.requestStop(task, TaskStopCode.EssentialContainerExited, reason);
            }
            cancelNextMove(task);
            stopContainers(task);
        }

        @Override
        public void allStopped(Task task) {
            deprovision(task);
        }
    }
}
