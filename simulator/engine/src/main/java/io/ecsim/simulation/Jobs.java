// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.agent.TaskLifecycle;
import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Revision;
import io.ecsim.cluster.TaskNeeds;
import io.ecsim.cluster.Transitions;
import io.ecsim.control.ControlPlane.RuleCompiler;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.kernel.Kernel;
import io.ecsim.placement.Placement;
import io.ecsim.placement.PlacementRule;
import io.ecsim.placement.Placer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * Plays the traces of standalone tasks. A job arrives when everything else of its instant has happened, so that a task
 * that ends then has made room for it; jobs of the same instant arrive one after the other, each after what the one
 * before has led to.
 *
 * <p>What RunTask cannot place is given up, as AWS does without managed scaling (EV-49). In a trace that waits, a job
 * queues behind those that came before, and the first is tried again when room may have appeared.
 */
final class Jobs {
    private final Kernel kernel;
    private final ClusterState cluster;
    private final Transitions transitions;
    private final TaskLifecycle lifecycle;
    private final Placer placer;
    private final Journal journal;
    private final List<Play> plays = new ArrayList<>();

    Jobs(
            Kernel kernel,
            ClusterState cluster,
            Transitions transitions,
            TaskLifecycle lifecycle,
            Placer placer,
            Journal journal) {
        this.kernel = kernel;
        this.cluster = cluster;
        this.transitions = transitions;
        this.lifecycle = lifecycle;
        this.placer = placer;
        this.journal = journal;
    }

    void schedule(List<TaskSource> sources, RuleCompiler rules) {
        for (TaskSource source : sources) {
            if (!(source instanceof TracedTasks trace)) {
                continue;
            }
            PlacementRule rule =
                    rules.compile(trace.group(), false, trace.placementStrategy(), trace.placementConstraints());
            Play play = new Play(trace, rule);
            plays.add(play);
            play.scheduleNext();
        }
    }

    /** Who is where has changed: what waits for a place is tried again. */
    void clusterChanged() {
        plays.forEach(Play::lookAgain);
    }

    /** Jobs of one size: what they are, and what they ask for. */
    private record Kind(Revision revision, TaskNeeds needs) {}

    /** One trace. */
    private final class Play {
        private final TracedTasks trace;
        private final PlacementRule rule;
        private final Map<TaskNeeds, Kind> kinds = new LinkedHashMap<>();
        private final Queue<TracedTasks.Job> waiting = new ArrayDeque<>();
        private int arrived;
        private boolean looksAgain;

        Play(TracedTasks trace, PlacementRule rule) {
            this.trace = trace;
            this.rule = rule;
        }

        void scheduleNext() {
            if (arrived < trace.jobs().size()) {
                long at = trace.jobs().get(arrived).at();
                kernel.at(at, () -> kernel.atEndOfInstant(this::arrive));
            }
        }

        private void arrive() {
            TracedTasks.Job job = trace.jobs().get(arrived++);
            if (!waiting.isEmpty()) {
                wait(job, "others wait before it");
            } else if (place(job) instanceof Placement.Refused refused) {
                if (trace.waits()) {
                    wait(job, refused.summary());
                } else {
                    String revision = kind(job).revision().name();
                    write(new Entry.PlacementRefused(trace.group(), null, revision, 1, refused.failureReason()));
                }
            }
            scheduleNext();
        }

        private void wait(TracedTasks.Job job, String why) {
            waiting.add(job);
            write(new Entry.TasksWaiting(trace.name(), waiting.size(), why));
        }

        void lookAgain() {
            if (!waiting.isEmpty() && !looksAgain) {
                looksAgain = true;
                kernel.atEndOfInstant(this::placeWaiting);
            }
        }

        private void placeWaiting() {
            looksAgain = false;
            int before = waiting.size();
            while (!waiting.isEmpty() && place(waiting.peek()) instanceof Placement.Placed) {
                waiting.remove();
            }
            if (waiting.size() < before) {
                write(new Entry.TasksWaiting(trace.name(), waiting.size(), "room has appeared"));
            }
        }

        private Placement place(TracedTasks.Job job) {
            Kind kind = kind(job);
            Placement placement = placer.place(cluster, kind.needs(), rule);
            if (placement instanceof Placement.Placed placed) {
                lifecycle.start(
                        transitions.place(null, trace.group(), null, kind.revision(), kind.needs(), placed.instance()),
                        job.runTime());
            }
            return placement;
        }

        private Kind kind(TracedTasks.Job job) {
            return kinds.computeIfAbsent(TaskNeeds.of(job.cpu(), job.memory(), job.gpus()), needs -> {
                ContainerDefinition container = new ContainerDefinition(
                        trace.name(), trace.name(), job.cpu(), job.memory(), null, null, null, null, null);
                TaskDefinition definition =
                        new TaskDefinition(trace.name(), List.of(container), null, null, null, null, null, null);
                return new Kind(new Revision(definition, kinds.size() + 1), needs);
            });
        }
    }

    private void write(Entry entry) {
        journal.add(kernel.now(), entry);
    }
}
