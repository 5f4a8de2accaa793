// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.TargetGroup;
import io.ecsim.cluster.Task;
import io.ecsim.kernel.Kernel;
import io.ecsim.workload.Application;
import io.ecsim.workload.Load;

/** Keeps the load's tasks in step with the software that runs: a task is load while its main container runs. */
final class Serving {
    private final Applications applications;
    private final Load load;
    private final Kernel kernel;

    Serving(Applications applications, Load load, Kernel kernel) {
        this.applications = applications;
        this.load = load;
        this.kernel = kernel;
    }

    /** Nobody sends requests to a standalone task: one that uses no CPU at rest is no load to anybody. */
    boolean bearsLoad(Task task) {
        return task.service() != null
                || applications.of(task.revision()).cpuAtRest().fraction() > 0;
    }

    /** A task is nobody's target any more: what it has in progress is lost, where connections are closed (LB-12, LB-15). */
    void deregistered(Task task, TargetGroup group) {
        if (group.closesConnections() && load.tasks().contains(task.id())) {
            load.closeConnections(task.id(), kernel.now());
        }
    }

    /** The main container of a task may have started or ended. Returns whether that is so and matters. */
    boolean update(Task task) {
        boolean served = load.tasks().contains(task.id());
        if (task.isUp() == served || !bearsLoad(task)) {
            return false;
        }
        if (served) {
            load.removeTask(task.id(), kernel.now());
        } else {
            Application application = applications.of(task.revision());
            Integer limit = task.main().definition().memory();
            load.addTask(
                    task.id(),
                    task.service() == null ? task.group() : task.service(),
                    task.instance().id(),
                    TaskCpus.of(task.revision()),
                    limit == null || limit == 0 ? Double.POSITIVE_INFINITY : limit,
                    application,
                    kernel.now());
        }
        return true;
    }
}
