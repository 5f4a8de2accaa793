// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import io.ecsim.agent.TaskLifecycle;
import io.ecsim.aws.TaskStopCode;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Compute;
import io.ecsim.cluster.Revision;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.TaskNeeds;
import io.ecsim.cluster.Transitions;
import io.ecsim.kernel.Kernel;
import io.ecsim.placement.Placement;
import io.ecsim.placement.PlacementRule;
import io.ecsim.placement.Placer;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Tasks on the instances of capacity providers: each is placed on those of its provider. What finds no room waits in
 * PROVISIONING if the provider scales by itself, in order, for a time; else it is refused (SC-423 to SC-425).
 */
public final class Provisioning {
    /**
     * A task that is wanted.
     *
     * @param service null for a standalone task
     * @param deployment null for a standalone task
     * @param needs without its capacity provider
     * @param subnets that it may be in, in order of preference
     */
    public record Wanted(
            String service,
            String group,
            String deployment,
            Revision revision,
            String capacityProvider,
            TaskNeeds needs,
            PlacementRule rule,
            List<String> subnets) {
        TaskNeeds needsOfProvider() {
            return needs.on(capacityProvider);
        }
    }

    private final Kernel kernel;
    private final ClusterState cluster;
    private final Transitions transitions;
    private final TaskLifecycle lifecycle;
    private final Placer placer;
    private final Predicate<String> waits;
    private final int most;
    private final long patience;
    private final WaitingTasks waiting = new WaitingTasks();
    private Consumer<String> taskWaits = capacityProvider -> {};
    private boolean looks;

    /**
     * @param waits whether tasks wait for a capacity provider
     * @param most tasks that may wait at once
     * @param patience nanoseconds for which a task waits
     */
    public Provisioning(
            Kernel kernel,
            ClusterState cluster,
            Transitions transitions,
            TaskLifecycle lifecycle,
            Placer placer,
            Predicate<String> waits,
            int most,
            long patience) {
        this.kernel = kernel;
        this.cluster = cluster;
        this.transitions = transitions;
        this.lifecycle = lifecycle;
        this.placer = placer;
        this.waits = waits;
        this.most = most;
        this.patience = patience;
    }

    /** @param taskWaits told the capacity provider of each task that waits from now on */
    public void whenTaskWaits(Consumer<String> taskWaits) {
        this.taskWaits = taskWaits;
    }

    /** What became of a task that was wanted: it is there, placed or waiting, or it is refused. */
    public record Outcome(Task task, Placement.Refused refused) {}

    /** Places a task, or lets it wait, or refuses it. */
    public Outcome start(Wanted wanted) {
        boolean mayWait = waits.test(wanted.capacityProvider()) && waiting.isBelow(most);
        Placement placement = mayWait
                ? placer.placeOrNull(cluster, wanted.needsOfProvider(), wanted.rule())
                : placer.place(cluster, wanted.needsOfProvider(), wanted.rule());
        if (placement instanceof Placement.Placed placed) {
            Task task = transitions.place(
                    wanted.service(),
                    wanted.group(),
                    wanted.deployment(),
                    wanted.revision(),
                    Compute.of(wanted.capacityProvider()),
                    wanted.needsOfProvider(),
                    placed.instance());
            lifecycle.start(task, wanted.subnets());
            return new Outcome(task, null);
        }
        if (!mayWait) {
            boolean empty = cluster.instances().stream()
                    .noneMatch(instance -> wanted.capacityProvider()
                            .equals(instance.attributes().get(TaskNeeds.CAPACITY_PROVIDER)));
            return new Outcome(null, empty ? Placement.Refused.byEmptyProvider() : (Placement.Refused) placement);
        }
        Task task = transitions.provision(
                wanted.service(),
                wanted.group(),
                wanted.deployment(),
                wanted.revision(),
                Compute.of(wanted.capacityProvider()),
                wanted.needsOfProvider());
        waiting.add(task, wanted);
        kernel.after(patience, () -> giveUp(task));
        taskWaits.accept(wanted.capacityProvider());
        return new Outcome(task, null);
    }

    /** The words are ours. */
    private void giveUp(Task task) {
        if (waiting.remove(task) && !task.stopRequested()) {
            lifecycle.stop(
                    task,
                    TaskStopCode.TaskFailedToStart,
                    "Capacity is unavailable: " + task.compute().capacityProvider()
                            + " had no room for the task in time.");
        }
    }

    /** Tasks of a capacity provider that wait, in order. */
    public List<Task> waiting(String capacityProvider) {
        return waiting.of(capacityProvider);
    }

    /** The constraints of a task that waits. */
    public PlacementRule rule(Task task) {
        return waiting.get(task).rule();
    }

    /** Room may have appeared: who waits is placed, in order, at the end of the instant. */
    public void clusterChanged() {
        if (!waiting.isEmpty() && !looks) {
            looks = true;
            kernel.atEndOfInstant(this::placeWaiting);
        }
    }

    private void placeWaiting() {
        looks = false;
        waiting.place((task, wanted) -> {
            Placement.Placed placed = placer.placeOrNull(cluster, task.needs(), wanted.rule());
            if (placed != null) {
                transitions.assign(task, placed.instance());
                lifecycle.start(task, wanted.subnets());
            }
            return placed != null;
        });
    }
}
