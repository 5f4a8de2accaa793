// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.RunTaskRequest;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.workload.Arrivals;
import java.util.List;
import java.util.function.Consumer;

/** Starts tasks as things arrive: each arrival is a RunTask, once everything else of its instant has happened. */
final class TaskArrivals {
    private final Kernel kernel;
    private final RandomStreams streams;
    private final long horizon;
    private final Consumer<RunTaskRequest> runTask;

    /** @param horizon nanoseconds; what arrives later is not looked for */
    TaskArrivals(Kernel kernel, RandomStreams streams, long horizon, Consumer<RunTaskRequest> runTask) {
        this.kernel = kernel;
        this.streams = streams;
        this.horizon = horizon;
        this.runTask = runTask;
    }

    void schedule(List<TaskSource> sources) {
        int number = 0;
        for (TaskSource source : sources) {
            if (source instanceof ArrivingTasks tasks) {
                String stream = "arrivals/" + tasks.request().taskDefinition() + " #" + ++number;
                scheduleNext(new Arrivals(tasks.arrivals().drawn(streams.stream(stream)), horizon), tasks.request());
            }
        }
    }

    private void scheduleNext(Arrivals arrivals, RunTaskRequest request) {
        if (arrivals.next() < Long.MAX_VALUE) {
            kernel.at(
                    Math.max(kernel.now(), arrivals.next()),
                    () -> kernel.atEndOfInstant(() -> {
                        arrivals.take();
                        runTask.accept(request);
                        scheduleNext(arrivals, request);
                    }));
        }
    }
}
