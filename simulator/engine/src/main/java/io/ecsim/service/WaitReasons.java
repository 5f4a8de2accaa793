// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import io.ecsim.aws.DeploymentRolloutState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Says for what the work waits that a pass leaves. */
final class WaitReasons {
    /** Nothing but another deployment ends this wait (SV-37). */
    static final String FAILED = "the deployment has failed";

    private final ServiceFacts service;
    private final Set<String> stopped;
    private final int started;
    private final List<String> reasons = new ArrayList<>();
    private int healthy;
    private int stopping;
    private int unproven;
    private int leavingHealthy;
    private int kept;

    private WaitReasons(ServiceFacts service, Set<String> stopped, int started) {
        this.service = service;
        this.stopped = stopped;
        this.started = started;
        this.unproven = started;
        service.tasks().forEach(this::count);
    }

    /**
     * One reason for each kind of work that is left; null when none is.
     *
     * @param stopped tasks that this pass stops
     * @param started how many it starts
     * @param moreToStart whether it would start more if it could
     */
    static String of(ServiceFacts service, Set<String> stopped, int started, boolean moreToStart) {
        return new WaitReasons(service, stopped, started).text(moreToStart);
    }

    private void count(TaskFacts task) {
        if (task.stopping() || stopped.contains(task.id())) {
            stopping++;
            return;
        }
        boolean leaving = task.draining() || !task.deployment().equals(service.primary());
        healthy += task.healthy() ? 1 : 0;
        unproven += leaving || task.healthy() ? 0 : 1;
        kept += task.isProtected() ? 1 : 0;
        leavingHealthy += leaving && task.healthy() && !task.isProtected() ? 1 : 0;
    }

    private String text(boolean moreToStart) {
        if (service.rollout() == DeploymentRolloutState.FAILED) {
            return FAILED;
        }
        if (leavingHealthy > 0) {
            int needed = service.minimumHealthy();
            reasons.add(
                    "stopping one more would leave " + (healthy - 1) + " healthy, " + needed + are(needed) + "needed");
        }
        int there = service.tasks().size() - stopping;
        if (kept > 0 && there > service.desired()) {
            reasons.add(tasks(kept) + are(kept) + "protected from scale-in");
        }
        if (moreToStart) {
            reasons.add(whyNotMore(there));
        }
        if (unproven > 0) {
            reasons.add(tasks(unproven) + are(unproven) + "not healthy yet");
        }
        if (reasons.isEmpty() && service.rollout() == DeploymentRolloutState.IN_PROGRESS && stopping > 0) {
            reasons.add(tasks(stopping) + are(stopping) + "not stopped yet");
        }
        return reasons.isEmpty() ? null : String.join("; ", reasons);
    }

    private String whyNotMore(int there) {
        int counted = there + started + (service.stoppingCounts() ? stopping : 0);
        if (counted < service.maximum()) {
            return service.launches().why();
        }
        String text = "starting one more would make " + tasks(counted + 1) + ", " + service.maximum()
                + are(service.maximum()) + "allowed";
        return stopping > 0 && service.stoppingCounts()
                ? text + ", and " + stopping + are(stopping) + "stopping"
                : text;
    }

    private static String tasks(int n) {
        return n + (n == 1 ? " task" : " tasks");
    }

    private static String are(int n) {
        return n == 1 ? " is " : " are ";
    }
}
