// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.agent.ContainerSoftware;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Container;
import io.ecsim.cluster.Revision;
import io.ecsim.cluster.Task;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.kernel.Time;
import io.ecsim.loadbalancing.Probe;
import io.ecsim.queue.Queues;
import io.ecsim.workload.Application;
import io.ecsim.workload.Health;
import io.ecsim.workload.Load;
import io.ecsim.workload.Software;
import java.time.Duration;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;

/** Answers health checks, of load balancers and of containers, as the applications of a scenario do. */
final class ApplicationProbe implements Probe, ContainerSoftware {
    private final Kernel kernel;
    private final ClusterState cluster;
    private final Applications applications;
    private final Serving serving;
    private final Load load;
    private final Queues queues;
    private final RandomStreams streams;
    private final Predicate<Task> unreachable;
    private final LongUnaryOperator reachChange;

    /**
     * @param unreachable whether a task's load balancer is not let in now
     * @param reachChange the next time after a time at which that may change
     */
    ApplicationProbe(
            Kernel kernel,
            ClusterState cluster,
            Applications applications,
            Serving serving,
            Load load,
            Queues queues,
            RandomStreams streams,
            Predicate<Task> unreachable,
            LongUnaryOperator reachChange) {
        this.kernel = kernel;
        this.cluster = cluster;
        this.applications = applications;
        this.serving = serving;
        this.load = load;
        this.queues = queues;
        this.streams = streams;
        this.unreachable = unreachable;
        this.reachChange = reachChange;
    }

    @Override
    public Application of(Revision revision) {
        return applications.of(revision);
    }

    @Override
    public boolean bearsLoad(Task task) {
        return serving.bearsLoad(task);
    }

    /** A worker that has nothing left to do ends before its time. */
    @Override
    public long drain(Task task, Container container, Software software) {
        long drain = Time.of(software.onStop().drain());
        boolean worker = container == task.main() && queues.isWorker(task.id());
        return worker ? Math.min(drain, queues.workLeft(task.id())) : drain;
    }

    /** Whether the software that serves requests has warmed up and can be reached: else it answers nothing. */
    boolean isWarm(Task task) {
        return !unreachable.test(task)
                && isWarm(task.main(), applications.of(task.revision()).warmUp());
    }

    private boolean isWarm(Container container, Duration warmUp) {
        return container.isRunning() && kernel.now() >= container.startedAt() + Time.of(warmUp);
    }

    @Override
    public boolean passes(String target) {
        Task task = cluster.task(target);
        return !unreachable.test(task) && check(task, task.main()) == Answer.PASSES;
    }

    /** Why a check that does not pass fails: somebody who is not let in hears nothing. */
    @Override
    public String failure(String target) {
        return unreachable.test(cluster.task(target)) ? "Target.Timeout" : "Target.FailedHealthChecks";
    }

    @Override
    public long nextChange(String target) {
        Task task = cluster.task(target);
        return Math.min(nextChange(task, task.main()), reachChange.applyAsLong(kernel.now()));
    }

    @Override
    public Answer check(Task task, Container container) {
        Software software = software(task, container);
        Health health = software.health();
        if (health instanceof Health.Hangs && container.isRunning()) {
            return Answer.HANGS;
        }
        return isWarm(container, software.warmUp()) && passes(health, task, container) ? Answer.PASSES : Answer.FAILS;
    }

    private boolean passes(Health health, Task task, Container container) {
        if (health instanceof Health.FailAfter fail) {
            return kernel.now() < container.startedAt() + Time.of(fail.failAfter());
        }
        if (health instanceof Health.FailShare fail) {
            double luck = streams.stream("health-check/" + task.id() + "/" + container.name())
                    .nextDouble();
            return luck >= fail.failShare().fraction();
        }
        if (health instanceof Health.FailAboveCpu fail) {
            return !serving.bearsLoad(task)
                    || load.cpuUtilisation(task.id()) <= fail.failAboveCpu().fraction();
        }
        return health instanceof Health.Always;
    }

    @Override
    public long nextChange(Task task, Container container) {
        Software software = software(task, container);
        Health health = software.health();
        if (health instanceof Health.FailAboveCpu || health instanceof Health.FailShare) {
            return kernel.now();
        }
        if (health instanceof Health.Never || health instanceof Health.Hangs) {
            return Long.MAX_VALUE;
        }
        if (!isWarm(container, software.warmUp())) {
            return container.isRunning() ? container.startedAt() + Time.of(software.warmUp()) : kernel.now();
        }
        if (health instanceof Health.FailAfter fail) {
            long failsAt = container.startedAt() + Time.of(fail.failAfter());
            return kernel.now() < failsAt ? failsAt : Long.MAX_VALUE;
        }
        return Long.MAX_VALUE;
    }

    private Software software(Task task, Container container) {
        return applications.of(task.revision()).software(container.name(), container == task.main());
    }
}
