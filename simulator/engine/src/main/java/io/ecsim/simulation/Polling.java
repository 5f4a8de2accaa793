// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.cluster.Task;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.queue.Queues;
import io.ecsim.workload.Application;
import io.ecsim.workload.Workload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Keeps the workers of queues in step with the software that runs: a task polls once its software has warmed up, until
 * it is told to stop.
 */
final class Polling {
    private final Queues queues;
    private final Applications applications;
    private final ApplicationProbe probe;
    private final Kernel kernel;
    private final Journal journal;
    private final BurstableInstances burstables;
    private final RandomStreams streams;

    Polling(
            Queues queues,
            Applications applications,
            ApplicationProbe probe,
            Kernel kernel,
            Journal journal,
            BurstableInstances burstables,
            RandomStreams streams) {
        this.queues = queues;
        this.applications = applications;
        this.probe = probe;
        this.kernel = kernel;
        this.journal = journal;
        this.burstables = burstables;
        this.streams = streams;
    }

    /** The queues are there. */
    void begin(List<Workload> workloads) {
        Map<String, Integer> producers = new LinkedHashMap<>();
        for (Workload workload : workloads) {
            String queue = workload.queue();
            if (queue != null && workload.messages() != null) {
                int number = producers.merge(queue, 1, Integer::sum);
                queues.produce(queue, workload.messages().drawn(streams.stream("messages/" + queue + " #" + number)));
            }
            if (queue != null && workload.consumers() != null) {
                queues.consume(queue, workload.consumers());
            }
        }
    }

    /** The main container of a task may have started, warmed up or ended, or the task was told to stop. */
    void update(Task task) {
        if (!queues.isPolledBy(task.service())) {
            return;
        }
        boolean worker = queues.isWorker(task.id());
        if (worker && !task.isUp()) {
            int lost = queues.end(task.id());
            if (lost > 0) {
                journal.add(
                        kernel.now(),
                        new Entry.MessagesLost(task.id(), task.service(), lost, "its container has ended"));
            }
        } else if (worker && task.stopRequested()) {
            queues.stopPolling(task.id());
        } else if (!worker && !task.stopRequested() && probe.isWarm(task)) {
            Application application = applications.of(task.revision());
            double limit = TaskCpus.of(task.revision()).limit();
            String host = task.instance().id();
            queues.begin(
                    task.id(),
                    host,
                    task.service(),
                    application.request(),
                    () -> Math.min(limit, burstables.vcpus(host)));
        }
    }
}
