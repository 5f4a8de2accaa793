// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import io.ecsim.aws.DeploymentRolloutState;
import io.ecsim.service.ServiceFacts.OldTasks;
import io.ecsim.service.ServicePlan.Cause;
import io.ecsim.service.ServicePlan.Stop;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One pass of the service scheduler as a function: facts in, plan out (SV-5, SV-13, SV-14, SV-16, SV-33).
 *
 * <p>Tasks fall into buckets. <em>Stopping</em> tasks were told to stop. Of the others, <em>leaving</em> tasks belong to
 * a replaced deployment or sit on a DRAINING instance; the rest is <em>staying</em>. Leaving tasks are stopped as far as
 * the minimum allows, staying ones are brought to the desired count as far as the maximum allows.
 */
public final class Reconciler {
    private final ServiceFacts service;
    private final StopChoice choice;
    private final Map<String, TaskFacts> live = new LinkedHashMap<>();
    private final List<TaskFacts> leaving = new ArrayList<>();
    private final List<TaskFacts> staying = new ArrayList<>();
    private final List<Stop> stops = new ArrayList<>();
    private final Set<String> stopped = new LinkedHashSet<>();
    private int stopping;
    private int spareHealthy;

    private Reconciler(ServiceFacts service, StopChoice choice) {
        this.service = service;
        this.choice = choice;
        this.spareHealthy = -(hasFailed() ? service.desired() : service.minimumHealthy());
        for (TaskFacts task : service.tasks()) {
            if (task.stopping()) {
                stopping++;
                continue;
            }
            live.put(task.id(), task);
            boolean replaced = !task.deployment().equals(service.primary());
            (replaced || task.draining() ? leaving : staying).add(task);
            spareHealthy += task.healthy() ? 1 : 0;
        }
    }

    /** Plans a pass. Changes nothing. */
    public static ServicePlan plan(ServiceFacts service, StopChoice choice) {
        return new Reconciler(service, choice).plan();
    }

    private ServicePlan plan() {
        stopLeaving();
        int unhealthy = (int) staying.stream().filter(TaskFacts::unhealthy).count();
        int goal = service.desired() + unhealthy;
        int start = hasFailed() ? 0 : Math.max(0, Math.min(goal - staying.size(), service.maximum() - counted()));
        if (start == 0 && staying.size() < goal && !hasFailed()) {
            stopUnhealthyLeaving();
        }
        stopUnhealthy(unhealthy, start);
        stopSurplus();
        return new ServicePlan(List.copyOf(stops), start, isStuck(start), isComplete(start));
    }

    /** Tasks that do not count as healthy protect nobody; healthy ones go down to the minimum, oldest revision first. */
    private void stopLeaving() {
        for (TaskFacts task : leaving) {
            if (!task.running() || (!task.healthy() && spareHealthy >= 0)) {
                stop(task, causeOf(task));
            }
        }
        for (int i = service.deployments().size() - 1; i >= 0 && spareHealthy > 0; i--) {
            String deployment = service.deployments().get(i);
            List<TaskFacts> healthy = leaving.stream()
                    .filter(task -> task.healthy() && task.deployment().equals(deployment))
                    .toList();
            for (String id : choice.choose(healthy, Math.min(spareHealthy, healthy.size()))) {
                TaskFacts task = live.get(id);
                stop(task, causeOf(task));
            }
        }
    }

    /** Where nothing can start or stop, an unhealthy task makes room for one that may be healthy (SV-13). */
    private void stopUnhealthyLeaving() {
        if (stops.isEmpty() && stopping == 0) {
            leaving.stream().filter(TaskFacts::unhealthy).findFirst().ifPresent(task -> stop(task, Cause.UNHEALTHY));
        }
    }

    /**
     * An unhealthy task goes when its replacement is healthy; where the maximum forbids a replacement first, one goes
     * at a time (SV-13).
     */
    private void stopUnhealthy(int unhealthy, int start) {
        int healthy = (int) staying.stream().filter(TaskFacts::healthy).count();
        int replaced = Math.min(unhealthy, healthy + unhealthy - service.desired());
        boolean noRoom = unhealthy > 0
                && start == 0
                && counted() >= service.maximum()
                && stopping == 0
                && stops.stream().noneMatch(stop -> stop.cause() == Cause.UNHEALTHY);
        int count = replaced > 0 ? replaced : noRoom && staying.size() <= service.desired() ? 1 : 0;
        staying.stream()
                .filter(TaskFacts::unhealthy)
                .limit(count)
                .toList()
                .forEach(task -> stop(task, Cause.UNHEALTHY));
    }

    private void stopSurplus() {
        List<TaskFacts> left =
                staying.stream().filter(task -> !stopped.contains(task.id())).toList();
        int unhealthy = (int) left.stream().filter(TaskFacts::unhealthy).count();
        boolean replacing = unhealthy > 0 && left.size() - unhealthy <= service.desired();
        int surplus = left.size() - service.desired() - (replacing ? unhealthy : 0);
        if (surplus > 0) {
            for (String id : choice.choose(left, surplus)) {
                TaskFacts task = live.get(id);
                if (!task.healthy() || spareHealthy > 0) {
                    stop(task, Cause.SCALING);
                }
            }
        }
    }

    private void stop(TaskFacts task, Cause cause) {
        stops.add(new Stop(task.id(), cause));
        stopped.add(task.id());
        spareHealthy -= task.healthy() ? 1 : 0;
    }

    /** Tasks that count against the maximum once this plan's stops are carried out. */
    private int counted() {
        return service.stoppingCounts() ? live.size() + stopping : live.size() - stops.size();
    }

    private boolean isStuck(int start) {
        boolean nothingMoves = start == 0 && stops.isEmpty() && stopping == 0;
        return nothingMoves
                && !hasFailed()
                && !leaving.isEmpty()
                && staying.stream().allMatch(TaskFacts::healthy)
                && counted() >= service.maximum();
    }

    private boolean hasFailed() {
        return service.rollout() == DeploymentRolloutState.FAILED;
    }

    private boolean isComplete(int start) {
        return service.rollout() == DeploymentRolloutState.IN_PROGRESS
                && (isEarlySuccess() || isWholeSuccess(start))
                && switch (service.completion().oldTasks()) {
                    case MAY_RUN -> true;
                    case TOLD_TO_STOP -> noReplacedTaskIsLeft(live.values());
                    case STOPPED -> noReplacedTaskIsLeft(service.tasks());
                };
    }

    private boolean isWholeSuccess(int start) {
        return start == 0
                && stops.isEmpty()
                && leaving.isEmpty()
                && staying.size() == service.desired()
                && staying.stream().allMatch(task -> task.running() && task.healthy());
    }

    private boolean isEarlySuccess() {
        boolean early = service.completion().oldTasks() == OldTasks.MAY_RUN
                || service.completion().healthy() < service.desired();
        return early
                && staying.stream().filter(TaskFacts::healthy).count()
                        >= service.completion().healthy();
    }

    private boolean noReplacedTaskIsLeft(Collection<TaskFacts> tasks) {
        return tasks.stream().allMatch(task -> task.deployment().equals(service.primary()));
    }

    private Cause causeOf(TaskFacts task) {
        return task.deployment().equals(service.primary()) ? Cause.DRAINING : Cause.DEPLOYMENT;
    }
}
