// SPDX-License-Identifier: Apache-2.0
package io.ecsim.agent;

import io.ecsim.aws.ContainerCondition;
import io.ecsim.aws.ContainerDependency;
import io.ecsim.aws.ContainerRestartPolicy;
import io.ecsim.aws.HealthStatus;
import io.ecsim.cluster.Container;
import io.ecsim.cluster.Task;
import io.ecsim.kernel.Event;
import io.ecsim.kernel.Time;
import io.ecsim.workload.Application;
import io.ecsim.workload.Software;
import java.util.ArrayList;
import java.util.List;

/**
 * The containers of one task on its host: started in the order of their dependencies, restarted where a policy says so,
 * stopped in reverse (TL-7 to TL-9, TL-14).
 */
final class TaskContainers {
    private static final int KILLED = 137;
    private static final int NEVER_STARTED = 143;
    private static final String OUT_OF_MEMORY = "OutOfMemoryError: Container killed due to memory usage";

    /** Told what became of the containers of a task. */
    interface Owner {
        /** Something about a container is different now. */
        void changed(Task task, Container container);

        /** Each has started; some may have ended since. */
        void allStarted(Task task);

        /** An essential one will never start. */
        void cannotStart(Task task, String reason);

        /** An essential one has ended. */
        void essentialExited(Task task);

        /** After {@link TaskContainers#stop}: none runs any more. */
        void allStopped(Task task);
    }

    private static final class Slot {
        final Container container;
        final Software software;
        final List<Slot> dependents = new ArrayList<>();
        boolean begun;
        boolean signalled;
        boolean wasHealthy;
        boolean timedOut;
        HealthChecks checks;
        /** Its start, or its end. */
        Event next;

        long endsAt = Long.MAX_VALUE;
        Event startTimeout;

        Slot(Container container, Software software) {
            this.container = container;
            this.software = software;
        }

        void cancel() {
            endsAt = Long.MAX_VALUE;
            if (next != null) {
                next.cancel();
                next = null;
            }
            if (startTimeout != null) {
                startTimeout.cancel();
                startTimeout = null;
            }
            if (checks != null) {
                checks.end();
                checks = null;
            }
        }
    }

    private enum Readiness {
        READY,
        WAITS,
        NEVER
    }

    private final Host host;
    private final Owner owner;
    private final Task task;
    private final long runTime;
    private final List<Slot> slots = new ArrayList<>();
    private boolean allStarted;
    private boolean stopping;

    /** @param runTime nanoseconds after which the main container ends with code 0; negative to go by its software */
    TaskContainers(Host host, Owner owner, Task task, long runTime) {
        this.host = host;
        this.owner = owner;
        this.task = task;
        this.runTime = runTime;
        Application application = host.software().of(task.revision());
        for (Container container : task.containers()) {
            slots.add(new Slot(container, application.software(container.name(), container == task.main())));
        }
        for (Slot slot : slots) {
            for (ContainerDependency dependency : slot.container.definition().dependsOn()) {
                slot(dependency).dependents.add(slot);
            }
        }
    }

    private Slot slot(ContainerDependency dependency) {
        for (Slot slot : slots) {
            if (slot.container.name().equals(dependency.containerName())) {
                return slot;
            }
        }
        throw new IllegalStateException(task.id() + " has no container " + dependency.containerName());
    }

    // Starting

    /** The images are there. */
    void start() {
        startWhoCan();
    }

    private void startWhoCan() {
        for (Slot slot : slots) {
            if (!slot.begun && !stopping) {
                switch (readiness(slot)) {
                    case READY -> begin(slot);
                    case NEVER -> neverStarts(slot, NEVER_STARTED, unresolved(slot));
                    case WAITS -> {}
                }
            }
        }
        if (!allStarted && !stopping && slots.stream().allMatch(TaskContainers::hasStartedOrGivenUp)) {
            allStarted = true;
            owner.allStarted(task);
        }
    }

    private static boolean hasStartedOrGivenUp(Slot slot) {
        return slot.container.hasStarted() || slot.container.isStopped();
    }

    private Readiness readiness(Slot slot) {
        Readiness all = Readiness.READY;
        for (ContainerDependency dependency : slot.container.definition().dependsOn()) {
            Readiness one = readiness(slot(dependency), dependency.condition());
            all = one.compareTo(all) > 0 ? one : all;
        }
        return all;
    }

    /** Whether a dependency got where another container waits for it to be (CT-2, CT-3). */
    private static Readiness readiness(Slot on, ContainerCondition condition) {
        boolean ended = on.container.isStopped() && on.next == null;
        boolean met = switch (condition) {
            case START -> on.container.hasStarted();
            case COMPLETE -> on.container.hasStarted() && ended;
            case SUCCESS -> on.container.hasStarted() && ended && exitCode(on) == 0;
            case HEALTHY -> on.wasHealthy;
        };
        return met ? Readiness.READY : ended || on.timedOut ? Readiness.NEVER : Readiness.WAITS;
    }

    private static int exitCode(Slot slot) {
        return slot.container.exitCode() == null ? KILLED : slot.container.exitCode();
    }

    private String unresolved(Slot slot) {
        for (ContainerDependency dependency : slot.container.definition().dependsOn()) {
            Slot on = slot(dependency);
            if (readiness(on, dependency.condition()) == Readiness.NEVER) {
                String how = on.timedOut
                        ? "did not get there within its startTimeout of "
                                + on.container.definition().startTimeout() + " s."
                        : dependency.condition() == ContainerCondition.SUCCESS
                                ? "did not exit successfully."
                                : "ended before.";
                return "CannotStartContainerError: dependency graph: failed to resolve container ordering dependency ["
                        + on.container.name() + "] for target [" + slot.container.name() + "] as dependency " + how;
            }
        }
        throw new IllegalStateException(slot.container.name() + " waits for nothing that failed");
    }

    private void begin(Slot slot) {
        slot.begun = true;
        long delay = host.durations().draw(host.world().containerStart(), "container-start", task.group());
        slot.next = host.kernel().after(delay, () -> {
            slot.next = null;
            String problem = host.rights().logProblem(task, slot.container.definition());
            if (problem == null) {
                started(slot);
            } else {
                neverStarts(slot, null, problem);
            }
        });
    }

    private void started(Slot slot) {
        host.transitions().startContainer(task, slot.container);
        planEnd(slot);
        if (slot.container.definition().healthCheck() != null) {
            slot.checks = new HealthChecks(
                    host.kernel(),
                    host.software(),
                    task,
                    slot.container,
                    Time.of(host.world().healthCheckStartInterval()),
                    () -> healthChanged(slot));
        }
        Integer limit = slot.container.definition().startTimeout();
        if (limit != null && !allStarted && !slot.dependents.isEmpty()) {
            slot.startTimeout = host.kernel().after(limit * Time.SECOND, () -> timeOut(slot));
        }
        owner.changed(task, slot.container);
        startWhoCan();
    }

    /** Who still waits for more than the start of this one gives up (CT-4). */
    private void timeOut(Slot slot) {
        slot.startTimeout = null;
        slot.timedOut = true;
        startWhoCan();
    }

    private void neverStarts(Slot slot, Integer exitCode, String reason) {
        slot.begun = true;
        host.transitions().stopContainer(task, slot.container, exitCode, reason);
        owner.changed(task, slot.container);
        if (slot.container.definition().essential()) {
            owner.cannotStart(task, reason);
        } else {
            startWhoCan();
        }
    }

    // Running

    /** When the container will end by itself, or be killed because its memory has leaked away. */
    private void planEnd(Slot slot) {
        if (slot.container == task.main() && runTime >= 0) {
            endAfter(slot, runTime, 0, null);
            return;
        }
        if (!slot.software.exit().isNever()) {
            long after = host.durations()
                    .draw(slot.software.exit().after(), "container-exit/" + slot.container.name(), task.group());
            endAfter(slot, after, slot.software.exit().code(), null);
        }
        long full = host.timeToLeak(task, slot.container, slot.software);
        if (full < Long.MAX_VALUE) {
            endAfter(slot, full, KILLED, OUT_OF_MEMORY);
        }
    }

    /** The earlier of two ends counts. */
    private void endAfter(Slot slot, long delay, Integer exitCode, String reason) {
        long at = host.kernel().now() + delay;
        if (at < slot.endsAt) {
            if (slot.next != null) {
                slot.next.cancel();
            }
            slot.endsAt = at;
            slot.next = host.kernel().at(at, () -> {
                slot.next = null;
                ended(slot, exitCode, reason);
            });
        }
    }

    /** The kernel kills the main container: it uses more than it may (RS-15). */
    void outOfMemory() {
        for (Slot slot : slots) {
            if (slot.container == task.main() && slot.container.isRunning()) {
                ended(slot, KILLED, OUT_OF_MEMORY);
            }
        }
    }

    private void ended(Slot slot, Integer exitCode, String reason) {
        slot.cancel();
        host.transitions().stopContainer(task, slot.container, exitCode, reason);
        boolean again = !stopping && restarts(slot, exitCode);
        if (again) {
            begin(slot);
        }
        owner.changed(task, slot.container);
        if (stopping) {
            signalWhoCan();
        } else if (!again && slot.container.definition().essential()) {
            owner.essentialExited(task);
        } else {
            startWhoCan();
        }
    }

    /** TL-8: after it has run for the attempt period, unless its exit code is to be ignored. */
    private boolean restarts(Slot slot, Integer exitCode) {
        ContainerRestartPolicy policy = slot.container.definition().restartPolicy();
        return policy != null
                && Boolean.TRUE.equals(policy.enabled())
                && !policy.ignoredExitCodes().contains(exitCode)
                && host.kernel().now() - slot.container.startedAt() >= policy.restartAttemptPeriod() * Time.SECOND;
    }

    private void healthChanged(Slot slot) {
        if (slot.checks.status() == HealthStatus.HEALTHY) {
            slot.wasHealthy = true;
        }
        reportHealth(slot);
        startWhoCan();
    }

    /** ECS is told as long as the agent is connected (HC-7). */
    void reportHealth() {
        slots.forEach(this::reportHealth);
    }

    private void reportHealth(Slot slot) {
        if (slot.checks != null
                && task.instance().agentConnected()
                && slot.checks.status() != slot.container.healthStatus()) {
            host.transitions().changeContainerHealth(task, slot.container, slot.checks.status(), slot.checks.why());
            owner.changed(task, slot.container);
        }
    }

    // Stopping

    /** SIGTERM to each container when all that depend on it have ended, SIGKILL at its stop timeout. */
    void stop() {
        stopping = true;
        for (Slot slot : slots) {
            if (!slot.container.isRunning()) {
                slot.cancel();
            }
        }
        signalWhoCan();
    }

    private void signalWhoCan() {
        boolean running = false;
        for (Slot slot : slots) {
            if (slot.container.isRunning()) {
                running = true;
                if (!slot.signalled && slot.dependents.stream().noneMatch(other -> other.container.isRunning())) {
                    signal(slot);
                }
            }
        }
        if (!running) {
            end();
        }
    }

    private void signal(Slot slot) {
        slot.signalled = true;
        long drain = host.software().drain(task, slot.container, slot.software);
        long timeout = host.stopTimeout(task, slot.container);
        endAfter(slot, Math.min(drain, timeout), drain <= timeout ? 0 : KILLED, null);
    }

    private void end() {
        for (Slot slot : slots) {
            if (!slot.container.isStopped()) {
                host.transitions().stopContainer(task, slot.container, null, null);
            }
        }
        owner.allStopped(task);
    }

    /** The instance is gone. */
    void vanish() {
        stopping = true;
        for (Slot slot : slots) {
            slot.cancel();
            if (!slot.container.isStopped()) {
                host.transitions().stopContainer(task, slot.container, null, null);
                owner.changed(task, slot.container);
            }
        }
    }
}
