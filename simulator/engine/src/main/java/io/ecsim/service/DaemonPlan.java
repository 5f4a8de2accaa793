// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import io.ecsim.service.DaemonFacts.Seat;
import io.ecsim.service.ServicePlan.Cause;
import io.ecsim.service.ServicePlan.Stop;
import java.util.ArrayList;
import java.util.List;

/**
 * What a pass over a DAEMON service does: one task on each qualifying instance, where the old one stops before the new
 * one starts (DM-1 to DM-6, SV-40).
 *
 * @param startOn ids of instances
 * @param stuck as many tasks are healthy as must stay, and all are old (SV-34)
 * @param complete the PRIMARY deployment is done
 * @param waits for what the rest of the work waits; null when there is no more
 */
record DaemonPlan(List<Stop> stops, List<String> startOn, boolean stuck, boolean complete, String waits) {
    static DaemonPlan of(DaemonFacts service) {
        return new Planner(service).plan();
    }

    private static final class Planner {
        private final DaemonFacts service;
        private final int minimum;
        private final List<Stop> stops = new ArrayList<>();
        private int healthy;
        private int stopping;
        private int waitForReplicas;
        private int held;
        private int disconnected;

        Planner(DaemonFacts service) {
            this.service = service;
            this.minimum = ServiceFacts.minimumHealthy(service.desired(), service.minimumHealthyPercent());
            for (Seat seat : service.seats()) {
                for (TaskFacts task : seat.tasks()) {
                    stopping += task.stopping() ? 1 : 0;
                    healthy += seat.qualifies() && task.healthy() && !task.stopping() ? 1 : 0;
                }
            }
        }

        DaemonPlan plan() {
            service.seats().forEach(this::leave);
            List<String> startOn = service.seats().stream()
                    .filter(seat -> seat.qualifies() && seat.tasks().isEmpty() && mayStart(seat))
                    .map(Seat::instance)
                    .toList();
            boolean complete = service.inProgress() && startOn.isEmpty() && stops.isEmpty() && isDone();
            boolean stuck = held > 0 && healthy == minimum && startOn.isEmpty() && stops.isEmpty() && nothingMoves();
            return new DaemonPlan(stops, startOn, stuck, complete, complete ? null : waits(startOn.size()));
        }

        private boolean nothingMoves() {
            return service.seats().stream()
                    .flatMap(seat -> seat.tasks().stream())
                    .allMatch(task -> task.healthy() && !task.stopping());
        }

        private boolean mayStart(Seat seat) {
            disconnected += seat.connected() ? 0 : 1;
            return seat.connected() && service.mayStart();
        }

        private void leave(Seat seat) {
            for (TaskFacts task : seat.tasks()) {
                if (task.stopping()) {
                    continue;
                }
                if (seat.draining() && seat.hasReplicas()) {
                    waitForReplicas++;
                } else if (!seat.qualifies()) {
                    stop(task, seat.draining() ? Cause.DRAINING : Cause.CONSTRAINT);
                } else if (!task.deployment().equals(service.primary())) {
                    replace(task, Cause.DEPLOYMENT);
                } else if (task.unhealthy()) {
                    replace(task, Cause.UNHEALTHY);
                }
            }
        }

        /** What is not healthy protects nobody; where nothing else moves, an unhealthy task goes all the same (SV-13). */
        private void replace(TaskFacts task, Cause cause) {
            boolean spare = task.healthy() ? healthy > minimum : healthy >= minimum;
            boolean alone = task.unhealthy() && stops.isEmpty() && stopping == 0;
            if (!task.running() || spare || alone) {
                healthy -= task.healthy() ? 1 : 0;
                stop(task, cause);
            } else {
                held++;
            }
        }

        private void stop(TaskFacts task, Cause cause) {
            stops.add(new Stop(task.id(), cause));
        }

        private boolean isDone() {
            return service.seats().stream().allMatch(this::isDone);
        }

        private boolean isDone(Seat seat) {
            boolean oldIsGone = seat.tasks().stream()
                    .allMatch(task -> task.deployment().equals(service.primary())
                            || task.stopping() && !service.completionWaitsForStopped());
            return oldIsGone
                    && (!seat.qualifies()
                            || seat.tasks().stream().anyMatch(task -> task.healthy() && !task.stopping()));
        }

        private String waits(int started) {
            List<String> reasons = new ArrayList<>();
            if (held > 0) {
                reasons.add("stopping one more would leave " + (healthy - 1) + " healthy, " + minimum
                        + (minimum == 1 ? " is needed" : " are needed"));
            }
            add(
                    reasons,
                    waitForReplicas,
                    "draining instance still has",
                    "draining instances still have",
                    "replica tasks");
            add(reasons, disconnected, "instance has", "instances have", "no connected agent (AGENT)");
            int pending = started
                    + (int) service.seats().stream()
                            .flatMap(seat -> seat.tasks().stream())
                            .filter(task -> !task.healthy() && !task.stopping())
                            .filter(task ->
                                    stops.stream().noneMatch(stop -> stop.task().equals(task.id())))
                            .count();
            add(reasons, pending, "task is", "tasks are", "not healthy yet");
            add(reasons, stopping + stops.size(), "task is", "tasks are", "not stopped yet");
            return reasons.isEmpty() ? null : String.join("; ", reasons);
        }

        private static void add(List<String> reasons, int count, String one, String many, String what) {
            if (count > 0) {
                reasons.add(count + " " + (count == 1 ? one : many) + " " + what);
            }
        }
    }
}
