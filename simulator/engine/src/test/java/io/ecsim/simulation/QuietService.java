// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.aws.DeploymentRolloutState;
import io.ecsim.aws.TaskLastStatus;
import io.ecsim.aws.TaskStopCode;
import io.ecsim.journal.Entry;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * A service at the end of a run as its journal tells it: whether it was left alone for a while, with healthy software
 * and room for its tasks. Times are seconds.
 */
final class QuietService {
    private static final double LONG = 30 * 60;

    private final String name;
    private final Set<String> unhealthyTargets = new LinkedHashSet<>();
    private double disturbedAt;
    private boolean waits;
    private boolean stuck;
    private boolean deleted;
    private boolean daemon;
    private boolean failed;
    private final Set<String> notActive = new LinkedHashSet<>();
    private final Map<String, Double> starting = new LinkedHashMap<>();

    private QuietService(String name) {
        this.name = name;
    }

    /** A service that was left alone for half an hour has what it wants, unless its percents keep it from moving. */
    static void hasSettled(String name, Recorder recorder, RunResult result) {
        QuietService service = new QuietService(name);
        recorder.rows.forEach(row -> service.read(row.at(), row.entry()));
        double end = result.simulated() / 1e9;
        boolean held =
                service.daemon && !service.notActive.isEmpty(); // by instances that drain, or whose agents are away
        held |= service.starting.values().stream()
                .anyMatch(at -> end - at >= LONG); // by a container that never is healthy
        held |= service.failed; // a deployment that failed and is not rolled back starts nothing
        if (!held && !service.waits && service.unhealthyTargets.isEmpty() && end - service.disturbedAt >= LONG) {
            service.isSettled(result.services().get(name));
        }
    }

    private void isSettled(RunResult.ServiceResult result) {
        if (!stuck) {
            assertThat(result.tasksStarted() - result.tasksStopped())
                    .as("tasks of " + name)
                    .isEqualTo(result.desiredCount());
            assertThat(result.runningCount()).as("RUNNING tasks of " + name).isEqualTo(result.desiredCount());
        }
        if (!stuck && !deleted) {
            assertThat(result.deployments().get(0).rolloutState())
                    .as("deployment of " + name)
                    .isEqualTo(DeploymentRolloutState.COMPLETED);
        }
    }

    private void read(double at, Entry entry) {
        if (entry instanceof Entry.TaskPlaced placed && name.equals(placed.service())) {
            starting.put(placed.task(), at);
        } else if (entry instanceof Entry.TaskStatusChanged moved
                && moved.status().compareTo(TaskLastStatus.RUNNING) >= 0) {
            starting.remove(moved.task());
        }
        if (entry instanceof Entry.AgentConnectionChanged changed) {
            notActive.add(changed.instance());
            if (changed.connected()) {
                notActive.remove(changed.instance());
            }
        } else if (entry instanceof Entry.InstanceStatusChanged changed) {
            notActive.add(changed.instance());
            if (changed.status() == ContainerInstanceStatus.ACTIVE) {
                notActive.remove(changed.instance());
            }
        }
        if (isAboutTheCluster(entry)) {
            disturbedAt = at;
        } else if (entry instanceof Entry.DesiredCountChanged changed
                && changed.service().equals(name)) {
            disturbedAt = at;
            daemon |= changed.why().equals("qualifying instances");
        } else if (entry instanceof Entry.TaskStopRequested stop
                && name.equals(stop.service())
                && stop.stopCode() != TaskStopCode.ServiceSchedulerInitiated) {
            disturbedAt = at;
        } else if (entry instanceof Entry.PlacementRefused refused && name.equals(refused.service())) {
            waits = refused.tasks() > 0;
            disturbedAt = at;
        } else if (entry instanceof Entry.TargetHealthChanged changed
                && changed.service().equals(name)) {
            targetChanged(at, changed);
        } else if (entry instanceof Entry.ContainerHealthChanged changed && name.equals(changed.service())) {
            disturbedAt = at;
        } else if (entry instanceof Entry.SchedulerPass pass && pass.service().equals(name)) {
            stuck = pass.waits() != null
                    && pass.waits().contains("stopping one more would")
                    && (stuck || pass.waits().contains("starting one more would"));
        } else if (entry instanceof Entry.ServiceEvent event && event.service().equals(name)) {
            stuck |= event.message().contains("was unable to stop or start tasks");
        } else if (entry instanceof Entry.DeploymentStarted started
                && started.service().equals(name)) {
            failed = false;
        } else if (entry instanceof Entry.DeploymentStateChanged changed
                && changed.service().equals(name)) {
            failed = changed.state() == DeploymentRolloutState.FAILED;
        } else if (entry instanceof Entry.ServiceStatusChanged changed
                && changed.service().equals(name)) {
            deleted = true;
        }
    }

    private static boolean isAboutTheCluster(Entry entry) {
        return entry instanceof Entry.Requested
                || entry instanceof Entry.InstanceRegistered
                || entry instanceof Entry.InstanceTerminated;
    }

    private void targetChanged(double at, Entry.TargetHealthChanged changed) {
        if (changed.state().equals("unhealthy")) {
            disturbedAt = at;
            unhealthyTargets.add(changed.task());
        } else {
            unhealthyTargets.remove(changed.task());
        }
    }
}
