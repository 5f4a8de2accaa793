// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Task;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.kernel.Time;
import io.ecsim.loadbalancing.Probe;
import io.ecsim.workload.Application;
import io.ecsim.workload.FluidLoad;
import io.ecsim.workload.Health;

/** Answers health checks as the applications of a scenario do. */
final class ApplicationProbe implements Probe {
    private final Kernel kernel;
    private final ClusterState cluster;
    private final Applications applications;
    private final FluidLoad load;
    private final RandomStreams streams;

    ApplicationProbe(
            Kernel kernel, ClusterState cluster, Applications applications, FluidLoad load, RandomStreams streams) {
        this.kernel = kernel;
        this.cluster = cluster;
        this.applications = applications;
        this.load = load;
        this.streams = streams;
    }

    /** Whether the software has warmed up: before, it answers nothing. */
    boolean isWarm(Task task) {
        return task.containersStarted() && kernel.now() >= warmAt(task);
    }

    private long warmAt(Task task) {
        return task.containersStartedAt() + Time.of(application(task).warmUp());
    }

    @Override
    public boolean passes(String target) {
        Task task = cluster.task(target);
        if (!isWarm(task)) {
            return false;
        }
        Health health = application(task).health();
        if (health instanceof Health.FailAfter fail) {
            return kernel.now() < task.containersStartedAt() + Time.of(fail.failAfter());
        }
        if (health instanceof Health.FailShare fail) {
            return streams.stream("health/" + target).nextDouble()
                    >= fail.failShare().fraction();
        }
        if (health instanceof Health.FailAboveCpu fail) {
            return load.cpuUtilisation(target) <= fail.failAboveCpu().fraction();
        }
        return health instanceof Health.Always;
    }

    @Override
    public long nextChange(String target) {
        Task task = cluster.task(target);
        Health health = application(task).health();
        if (health instanceof Health.FailAboveCpu || health instanceof Health.FailShare) {
            return kernel.now();
        }
        if (health instanceof Health.Never) {
            return Long.MAX_VALUE;
        }
        if (!isWarm(task)) {
            return warmAt(task);
        }
        if (health instanceof Health.FailAfter fail) {
            long failsAt = task.containersStartedAt() + Time.of(fail.failAfter());
            return kernel.now() < failsAt ? failsAt : Long.MAX_VALUE;
        }
        return Long.MAX_VALUE;
    }

    private Application application(Task task) {
        return applications.of(task.revision());
    }
}
