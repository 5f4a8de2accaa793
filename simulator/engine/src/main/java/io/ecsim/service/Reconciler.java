// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import io.ecsim.aws.DeploymentRolloutState;
import io.ecsim.service.ServiceFacts.OldTasks;
import io.ecsim.service.ServicePlan.Cause;
import io.ecsim.service.ServicePlan.Start;
import io.ecsim.service.ServicePlan.Stop;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One pass of the service scheduler as a function: facts in, plan out (SV-5, SV-13 to SV-16, SV-25, SV-33).
 *
 * <p>Tasks fall into buckets. <em>Stopping</em> tasks were told to stop. Of the others, <em>leaving</em> tasks belong to
 * a replaced deployment or sit on a DRAINING instance; the rest is <em>staying</em>. Leaving tasks are stopped as far as
 * the minimum allows, staying ones are brought to the desired count as far as the maximum allows. What a replaced
 * deployment lost by itself is made good in its own revision while fewer tasks are healthy than the minimum.
 */
public final class Reconciler {
    private final ServiceFacts service;
    private final StopChoice choice;
    private final List<TaskFacts> live = new ArrayList<>();
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
            live.add(task);
            (isOld(task) || task.draining() ? leaving : staying).add(task);
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
        int wanted = hasFailed() ? 0 : Math.max(0, goal - staying.size());
        int wantedOld = missingOfOld();
        int free = Math.max(0, service.maximum() - counted());
        int room = Math.min(service.launches().left(), free);
        int forOld = Math.min(wantedOld, Math.max(0, room - Math.min(wanted, share())));
        int start = Math.min(wanted, room - forOld);
        int raise = raiseOfOld(wantedOld, room - forOld - start);
        int held = Math.min(wanted + wantedOld, free) - start - forOld;
        if (start + forOld == 0 && wanted + wantedOld > 0 && free == 0) {
            stopUnhealthyLeaving();
        }
        stopUnhealthy(unhealthy, start, free == 0);
        stopSurplus();
        List<Start> starts = starts(start, forOld, raise);
        boolean complete = isComplete(start);
        boolean moreToStart = wanted + wantedOld > start + forOld;
        String waits = complete ? null : WaitReasons.of(service, stopped, start + forOld + raise, moreToStart);
        return new ServicePlan(List.copyOf(stops), starts, held, isStuck(start + forOld + raise), complete, waits);
    }

    private boolean isOld(TaskFacts task) {
        return !task.deployment().equals(service.primary());
    }

    /** Tasks that do not count as healthy protect nobody; healthy ones go down to the minimum, oldest revision first. */
    private void stopLeaving() {
        for (TaskFacts task : leaving) {
            if (!task.isProtected() && mayGoAtOnce(task)) {
                stop(task, causeOf(task));
            }
        }
        for (int i = service.deployments().size() - 1; i >= 0 && spareHealthy > 0; i--) {
            String deployment = service.deployments().get(i);
            List<TaskFacts> healthy = leaving.stream()
                    .filter(task -> task.healthy()
                            && !task.isProtected()
                            && task.deployment().equals(deployment))
                    .toList();
            for (TaskFacts task : choose(healthy, Math.min(spareHealthy, healthy.size()))) {
                stop(task, causeOf(task));
            }
        }
    }

    /** A task that is on its way in the place of a lost one is needed while fewer are healthy than the minimum. */
    private boolean mayGoAtOnce(TaskFacts task) {
        boolean enough = spareHealthy >= 0;
        return task.running() ? !task.healthy() && enough : task.draining() || !task.replacement() || enough;
    }

    /** How many tasks replaced deployments lost by themselves, as far as the minimum asks for them (SV-15). */
    private int missingOfOld() {
        int missing = service.deployments().stream().mapToInt(this::missing).sum();
        return Math.max(0, Math.min(missing, -spareHealthy - onTheirWay()));
    }

    private int onTheirWay() {
        return (int) leaving.stream()
                .filter(task -> isOld(task) && !task.running() && isLeft(task))
                .count();
    }

    private int missing(String deployment) {
        int there = (int) leaving.stream()
                .filter(task -> task.deployment().equals(deployment) && !task.unhealthy() && isLeft(task))
                .count();
        return Math.max(0, service.goal(deployment) - there);
    }

    private boolean isLeft(TaskFacts task) {
        return !stopped.contains(task.id());
    }

    /**
     * Tasks of the deployed revision that go first while others of replaced ones are missing: as many as need not be
     * healthy yet. So neither can a revision that never gets healthy eat up the old one, nor can a sick old one keep
     * its successor out.
     */
    private int share() {
        int unproven = (int) staying.stream().filter(task -> !task.healthy()).count();
        return Math.max(0, service.maximum() - service.minimumHealthy() - unproven);
    }

    private List<Start> starts(int start, int forOld, int raise) {
        List<Start> starts = new ArrayList<>();
        if (start > 0) {
            starts.add(new Start(service.primary(), start));
        }
        int left = forOld;
        for (String deployment : service.deployments()) {
            int count = Math.min(left, missing(deployment));
            if (count > 0) {
                starts.add(new Start(deployment, count));
                left -= count;
            }
        }
        if (raise > 0) {
            starts.add(new Start(sourceOf(), raise));
        }
        return List.copyOf(starts);
    }

    /** A scale-out goes to the replaced revision too, after the deployed one, as far as the minimum asks (SV-25). */
    private int raiseOfOld(int missing, int room) {
        int asked = Math.min(service.raise(), -spareHealthy - missing - onTheirWay());
        return sourceOf() == null ? 0 : Math.max(0, Math.min(asked, room));
    }

    /** The newest replaced deployment that has tasks. */
    private String sourceOf() {
        return leaving.stream()
                .filter(task -> isOld(task) && isLeft(task))
                .map(TaskFacts::deployment)
                .min(Comparator.comparingInt(id -> service.deployments().indexOf(id)))
                .orElse(null);
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
    private void stopUnhealthy(int unhealthy, int start, boolean full) {
        int healthy = (int) staying.stream().filter(TaskFacts::healthy).count();
        int replaced = Math.min(unhealthy, healthy + unhealthy - service.desired());
        boolean noRoom = unhealthy > 0
                && start == 0
                && full
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
        List<TaskFacts> left = staying.stream().filter(this::isLeft).toList();
        int unhealthy = (int) left.stream().filter(TaskFacts::unhealthy).count();
        boolean replacing = unhealthy > 0 && left.size() - unhealthy <= service.desired();
        int surplus = left.size() - service.desired() - (replacing ? unhealthy : 0);
        if (surplus > 0) {
            for (TaskFacts task : choose(left, surplus)) {
                if (!task.isProtected() && (!task.healthy() || spareHealthy > 0)) {
                    stop(task, Cause.SCALING);
                }
            }
        }
    }

    /** In the order of the choice. */
    private List<TaskFacts> choose(List<TaskFacts> among, int count) {
        List<String> ids = choice.choose(among, count);
        Map<String, TaskFacts> chosen = new LinkedHashMap<>();
        ids.forEach(id -> chosen.put(id, null));
        among.forEach(task -> chosen.replace(task.id(), task));
        return List.copyOf(chosen.values());
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
                && leaving.stream().anyMatch(task -> !task.isProtected())
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
                    case TOLD_TO_STOP -> noReplacedTaskIsLeft(live);
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
        return tasks.stream().noneMatch(this::isOld);
    }

    private Cause causeOf(TaskFacts task) {
        return isOld(task) ? Cause.DEPLOYMENT : Cause.DRAINING;
    }
}
