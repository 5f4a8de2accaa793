// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.cluster.Task;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.Time;
import io.ecsim.service.Service;
import io.ecsim.service.ServiceScheduler;
import io.ecsim.workload.FluidLoad;
import io.ecsim.workload.ServiceBooks;

/**
 * Laws that hold after every event of every run. A broken one is a defect of the simulator. (That a pass keeps the
 * minimum and maximum percent is a law of the Reconciler's plans, checked on them.)
 */
final class Invariants {
    private final ClusterState cluster;
    private final ServiceScheduler scheduler;
    private final FluidLoad load;

    Invariants(ClusterState cluster, ServiceScheduler scheduler, FluidLoad load) {
        this.cluster = cluster;
        this.scheduler = scheduler;
        this.load = load;
    }

    /**
     * Runs up to a time like {@link Kernel#runUntil}, checking after every step. Books are looked at when minutes end,
     * where they are read anyway: each reading settles the fluid to whole millionths, and one more would change results.
     */
    void runChecked(Kernel kernel, long until) {
        while (kernel.stepUntil(until)) {
            cluster.instances().forEach(Invariants::reservedIsTheSumOfTasks);
            if (kernel.now() % Time.MINUTE == 0) {
                scheduler.services().forEach(this::booksClose);
            }
        }
    }

    private static void reservedIsTheSumOfTasks(ContainerInstance instance) {
        int cpu = 0;
        int memory = 0;
        int enis = 0;
        for (Task task : instance.tasks()) {
            enis += task.revision().awsvpc() ? 1 : 0;
            if (!task.stopRequested()) {
                cpu += task.revision().cpu();
                memory += task.revision().memory();
            }
        }
        require(
                instance.registeredCpu() - instance.remainingCpu() == cpu,
                instance.id() + ": CPU reserved is not the sum of its tasks");
        require(
                instance.registeredMemory() - instance.remainingMemory() == memory,
                instance.id() + ": memory reserved is not the sum of its tasks");
        require(
                instance.freeEnis() >= 0 && enis + instance.freeEnis() == instance.enis(),
                instance.id() + ": ENIs do not add up");
        require(
                instance.remainingCpu() >= 0 && instance.remainingMemory() >= 0,
                instance.id() + ": something is negative");
    }

    private void booksClose(Service service) {
        ServiceBooks books = load.books(service.name());
        require(
                books.offered() == books.served() + books.failed() + books.rejected() + books.inFlight(),
                service.name() + ": requests are lost from the books: " + books);
        require(
                books.served() >= 0 && books.failed() >= 0 && books.rejected() >= 0 && books.inFlight() >= 0,
                service.name() + ": requests are negative: " + books);
    }

    private static void require(boolean holds, String law) {
        if (!holds) {
            throw new IllegalStateException(law);
        }
    }
}
