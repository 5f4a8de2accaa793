// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.DeploymentRolloutState;
import io.ecsim.aws.HealthStatus;
import io.ecsim.aws.ServiceDeploymentRollbackMonitorsStatus;
import io.ecsim.aws.TaskLastStatus;
import io.ecsim.aws.TaskStopCode;
import io.ecsim.journal.Entry;
import io.ecsim.kernel.Time;
import io.ecsim.simulation.RunResult.DeploymentResult;
import io.ecsim.simulation.RunResult.ServiceDeploymentResult;
import io.ecsim.simulation.RunResult.ServiceEvent;
import io.ecsim.simulation.RunResult.Step;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the journal says of one service. */
final class ServiceFigures {
    /**
     * Steps kept of a deployment: many times what a deployment that ends takes. One that never ends takes some
     * thousands a day, which tell nothing new; the journal has them all.
     */
    static final int MOST_STEPS = 1_000;

    /** SV-19. */
    private static final int MOST_EVENTS = 100;

    /** How ECS's reasons begin that tell of health checks (TL-21). */
    private static final String FAILED_CHECKS = "Task failed ";

    private static final class DeploymentFigures {
        final String id;
        final String taskDefinition;
        final long startedAt;
        final List<Step> steps = new ArrayList<>();
        boolean hasStages;
        DeploymentRolloutState state = DeploymentRolloutState.IN_PROGRESS;
        String reason;
        Long endedAt;
        String replacedBy;
        int stepsLeftOut;
        double healthyPercentMin = Double.POSITIVE_INFINITY;
        final OverTime missingPercent = new OverTime();

        DeploymentFigures(Entry.DeploymentStarted started, long at) {
            this.id = started.deployment();
            this.taskDefinition = started.taskDefinition();
            this.startedAt = at;
            this.reason = started.why();
        }

        DeploymentResult result(long now) {
            long end = endedAt == null ? now : endedAt;
            return new DeploymentResult(
                    id,
                    taskDefinition,
                    state,
                    reason,
                    startedAt,
                    Time.toSeconds(end - startedAt),
                    healthyPercentMin,
                    missingPercent.integral(end),
                    List.copyOf(steps),
                    stepsLeftOut,
                    replacedBy);
        }
    }

    final OverTime waiting = new OverTime();
    private final Deque<DeploymentFigures> deployments = new ArrayDeque<>();
    private final Map<String, ServiceDeploymentResult> serviceDeployments = new LinkedHashMap<>();
    private final Map<String, Boolean> discovered = new LinkedHashMap<>();
    private int discoveredOnce;
    private final Deque<ServiceEvent> events = new ArrayDeque<>();
    private final Map<String, Long> startedAt = new LinkedHashMap<>();
    private final List<Long> pending = new ArrayList<>();
    private final Set<String> running = new LinkedHashSet<>();
    private final Set<String> failing = new LinkedHashSet<>();
    private int healthy;
    private int desired;
    private int started;
    private int stopped;
    private int failed;

    void started(String task, long time) {
        started++;
        startedAt.put(task, time);
    }

    void moved(String task, TaskLastStatus status, long time) {
        if (status == TaskLastStatus.RUNNING) {
            running.add(task);
            pending.add(time - startedAt.remove(task));
        } else if (status.compareTo(TaskLastStatus.RUNNING) > 0) {
            running.remove(task);
        }
        if (status == TaskLastStatus.STOPPED) {
            stopped++;
            startedAt.remove(task);
            failed += failing.remove(task) ? 1 : 0;
        }
    }

    /** A task failed when neither the scheduler nor a user wanted it to stop, or when it failed its health checks. */
    void stopRequested(Entry.TaskStopRequested stop) {
        boolean wanted = stop.stopCode() == TaskStopCode.ServiceSchedulerInitiated
                || stop.stopCode() == TaskStopCode.UserInitiated;
        if (!wanted || stop.why().startsWith(FAILED_CHECKS)) {
            failing.add(stop.task());
        }
    }

    void healthChanged(boolean becameHealthy, long time) {
        healthy += becameHealthy ? 1 : -1;
        noteHealth(time);
    }

    void desiredChanged(int count, long time) {
        desired = count;
        noteHealth(time);
    }

    private void noteHealth(long time) {
        DeploymentFigures newest = deployments.peekFirst();
        if (newest != null && newest.endedAt == null) {
            double percent = desired == 0 ? Double.POSITIVE_INFINITY : 100.0 * healthy / desired;
            newest.healthyPercentMin = Math.min(newest.healthyPercentMin, percent);
            newest.missingPercent.set(Math.max(0, 100 - percent), time);
        }
    }

    /** A deployment that is still in progress ends here, unfinished: another replaces it (SV-36). */
    void deploymentStarted(Entry.DeploymentStarted start, long time) {
        DeploymentFigures replaced = deployments.peekFirst();
        if (replaced != null && replaced.endedAt == null) {
            replaced.endedAt = time;
            replaced.replacedBy = start.deployment();
            replaced.reason = "replaced by " + start.deployment();
        }
        deployments.addFirst(new DeploymentFigures(start, time));
        noteHealth(time);
    }

    void deploymentEnded(Entry.DeploymentStateChanged end, long time) {
        for (DeploymentFigures deployment : deployments) {
            if (deployment.id.equals(end.deployment()) && deployment.endedAt == null) {
                deployment.state = end.state();
                deployment.reason = end.why();
                deployment.endedAt = time;
            }
        }
    }

    void serviceDeploymentChanged(Entry.ServiceDeploymentChanged change, long time) {
        ServiceDeploymentResult before = serviceDeployments.get(change.deployment());
        serviceDeployments.put(
                change.deployment(),
                new ServiceDeploymentResult(
                        change.deployment(),
                        change.status(),
                        change.why(),
                        before == null ? time : before.startedAt(),
                        time,
                        before == null ? ServiceDeploymentRollbackMonitorsStatus.DISABLED : before.circuitBreaker(),
                        before == null ? ServiceDeploymentRollbackMonitorsStatus.DISABLED : before.alarms()));
    }

    void monitorChanged(Entry.RollbackMonitorChanged change) {
        boolean alarms = change.monitor().equals("alarms");
        serviceDeployments.computeIfPresent(
                change.deployment(),
                (id, before) -> new ServiceDeploymentResult(
                        id,
                        before.status(),
                        before.statusReason(),
                        before.startedAt(),
                        before.updatedAt(),
                        alarms ? before.circuitBreaker() : change.status(),
                        alarms ? change.status() : before.alarms()));
    }

    void discovered(Entry.DiscoveryInstanceChanged change) {
        boolean isNew = !discovered.containsKey(change.task());
        discoveredOnce += isNew ? 1 : 0;
        if (change.state().equals("DEREGISTERED")) {
            discovered.remove(change.task());
        } else {
            discovered.put(change.task(), change.state().equals(HealthStatus.HEALTHY.name()));
        }
    }

    /** Null when nothing of it was ever registered. */
    private RunResult.DiscoveryResult discovery() {
        long healthy =
                discovered.values().stream().filter(Boolean::booleanValue).count();
        return discoveredOnce == 0
                ? null
                : new RunResult.DiscoveryResult(discoveredOnce, discovered.size(), (int) healthy);
    }

    /** Passes after a deployment has ended are no steps of it. */
    void stageEntered() {
        deployments.getFirst().hasStages = true;
    }

    /** A deployment in stages waits for one thing after another without a step: the last step tells them all. */
    void waits(Entry.SchedulerWaits waits) {
        DeploymentFigures newest = deployments.peekFirst();
        if (newest.endedAt == null && newest.hasStages && !newest.steps.isEmpty() && waits.why() != null) {
            int last = newest.steps.size() - 1;
            newest.steps.set(last, newest.steps.get(last).waitingThen(waits.why()));
        }
    }

    void pass(Entry.SchedulerPass pass, long time) {
        DeploymentFigures newest = deployments.peekFirst();
        if (newest.endedAt == null && newest.steps.size() == MOST_STEPS) {
            newest.stepsLeftOut++;
        } else if (newest.endedAt == null) {
            newest.steps.add(new Step(
                    time,
                    pass.stopped(),
                    pass.started(),
                    pass.old(),
                    pass.newPending(),
                    pass.newHealthy(),
                    pass.stopping(),
                    desired == 0 ? Double.POSITIVE_INFINITY : 100.0 * pass.healthy() / desired,
                    pass.waits()));
        }
    }

    /** ECS keeps the newest events only (SV-19). */
    void said(String message, long time) {
        if (events.size() == MOST_EVENTS) {
            events.removeLast();
        }
        events.addFirst(new ServiceEvent(time, message));
    }

    RunResult.ServiceResult result(
            long now,
            RunResult.Requests requests,
            RunResult.Requests calls,
            Map<String, RunResult.GroupResult> targetGroups,
            RunResult.Latency latency) {
        return new RunResult.ServiceResult(
                desired,
                running.size(),
                started,
                stopped,
                failed,
                requests,
                calls,
                targetGroups,
                latency,
                pendingSecondsP95(),
                deployments.stream().map(deployment -> deployment.result(now)).toList(),
                newestFirst(serviceDeployments.values()),
                List.copyOf(events),
                discovery());
    }

    private static <T> List<T> newestFirst(Collection<T> inOrder) {
        List<T> all = new ArrayList<>(inOrder);
        Collections.reverse(all);
        return List.copyOf(all);
    }

    /** Nearest rank over all tasks that became RUNNING, from placement on; 0 without any. */
    private double pendingSecondsP95() {
        long[] sorted = pending.stream().mapToLong(Long::longValue).toArray();
        Arrays.sort(sorted);
        return sorted.length == 0 ? 0 : Time.toSeconds(sorted[(int) Math.ceil(0.95 * sorted.length) - 1]);
    }
}
