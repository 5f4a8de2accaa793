// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.TaskStopCode;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Task;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.service.Service;
import io.ecsim.world.World;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Function;

/** Laws of the scheduler's passes, checked as the journal is written: what a pass did against what is there after it. */
final class PassLaws implements Journal {
    private final ClusterState cluster;
    private final Function<String, Service> services;
    private final World.MaximumPercentCounts counts;
    private final Set<String> stoppedHealthy = new LinkedHashSet<>();

    PassLaws(ClusterState cluster, Function<String, Service> services, World.MaximumPercentCounts counts) {
        this.cluster = cluster;
        this.services = services;
        this.counts = counts;
    }

    @Override
    public void add(long time, Entry entry) {
        if (entry instanceof Entry.TaskStopRequested stop
                && stop.stopCode() == TaskStopCode.ServiceSchedulerInitiated
                && cluster.task(stop.task()).healthy()) {
            stoppedHealthy.add(stop.service());
        } else if (entry instanceof Entry.SchedulerPass pass) {
            Service service = services.apply(pass.service());
            if (service.isDaemon()) {
                return; // instances that drain or do not qualify take no heed of percents
            }
            if (stoppedHealthy.remove(pass.service())) {
                healthyTasksAreNotStoppedBelowTheMinimum(service);
            }
            if (pass.started() > 0) {
                tasksAreNotStartedAboveTheMaximum(service);
            }
        }
    }

    private void healthyTasksAreNotStoppedBelowTheMinimum(Service service) {
        int healthy = 0;
        for (Task task : cluster.tasks(service.name())) {
            healthy += task.healthy() && !task.stopRequested() ? 1 : 0;
        }
        Invariants.require(
                healthy >= service.minimumHealthy(),
                service.name() + ": a pass stopped healthy tasks and left " + healthy + " of at least "
                        + service.minimumHealthy());
    }

    private void tasksAreNotStartedAboveTheMaximum(Service service) {
        // A deployment that shifts traffic starts all of its tasks, whatever the other revision still stops.
        boolean stoppingCounts = counts == World.MaximumPercentCounts.NOT_STOPPED && !service.shiftsTraffic();
        int counted = 0;
        for (Task task : cluster.tasks(service.name())) {
            counted += stoppingCounts || !task.stopRequested() ? 1 : 0;
        }
        Invariants.require(
                counted <= service.mostTasks(),
                service.name() + ": a pass started tasks and now has " + counted + " of at most "
                        + service.mostTasks());
    }
}
