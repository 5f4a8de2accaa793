// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import io.ecsim.aws.TaskLastStatus;
import io.ecsim.journal.Entry;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Counts tasks and instances from the rows of the journal. Holds the tasks that live, and forgets the stopped. */
final class TaskCounts {
    private final Map<String, Service> services = new LinkedHashMap<>();
    private final Map<String, Task> tasks = new LinkedHashMap<>();
    private final Set<String> registeredInstances = new LinkedHashSet<>();
    private final StepRecorder instances = new StepRecorder();

    void add(long time, Entry entry) {
        if (entry instanceof Entry.TaskStatusChanged change) {
            status(time, change);
        } else if (entry instanceof Entry.TaskPlaced placed) {
            placed(time, placed);
        } else if (entry instanceof Entry.TaskHealthChanged change) {
            health(time, change.task(), change.healthy());
        } else if (entry instanceof Entry.TaskStopRequested stop) {
            stopRequested(time, stop.task());
        } else if (entry instanceof Entry.ServiceCreated created) {
            service(created.service()).desired.set(time, created.desiredCount());
        } else if (entry instanceof Entry.DesiredCountChanged change) {
            service(change.service()).desired.set(time, change.to());
        } else if (entry instanceof Entry.InstanceRegistered registered) {
            registeredInstances.add(registered.instance());
            instances.add(time, 1);
        } else if (entry instanceof Entry.InstanceTerminated terminated) {
            left(time, terminated.instance());
        } else if (entry instanceof Entry.InstanceDeregistered left) {
            left(time, left.instance());
        }
    }

    /** An instance may be deregistered before it ends, or after. */
    private void left(long time, String instance) {
        if (registeredInstances.remove(instance)) {
            instances.add(time, -1);
        }
    }

    Map<String, ServiceSeries> services() {
        Map<String, ServiceSeries> series = new LinkedHashMap<>();
        services.forEach((name, service) -> series.put(name, service.series()));
        return Collections.unmodifiableMap(series);
    }

    StepSeries instances() {
        return instances.series();
    }

    private void placed(long time, Entry.TaskPlaced placed) {
        if (placed.service() != null) {
            Service service = service(placed.service());
            tasks.put(placed.task(), new Task(service));
            service.pending.add(time, 1);
        }
    }

    private void status(long time, Entry.TaskStatusChanged change) {
        Task task = tasks.get(change.task());
        if (task == null) {
            return;
        }
        boolean pending = change.status().compareTo(TaskLastStatus.RUNNING) < 0;
        boolean running = change.status() == TaskLastStatus.RUNNING;
        task.pending = count(task.service.pending, time, task.pending, pending);
        task.running = count(task.service.running, time, task.running, running);
        if (change.status() == TaskLastStatus.STOPPED) {
            stopRequested(time, change.task());
            tasks.remove(change.task());
        }
    }

    private void health(long time, String id, boolean healthy) {
        Task task = tasks.get(id);
        if (task != null && !task.stopping) {
            task.healthy = count(task.service.healthy, time, task.healthy, healthy);
        }
    }

    private void stopRequested(long time, String id) {
        Task task = tasks.get(id);
        if (task != null) {
            task.healthy = count(task.service.healthy, time, task.healthy, false);
            task.stopping = true;
        }
    }

    private static boolean count(StepRecorder series, long time, boolean before, boolean now) {
        if (before != now) {
            series.add(time, now ? 1 : -1);
        }
        return now;
    }

    private Service service(String name) {
        return services.computeIfAbsent(name, n -> new Service());
    }

    private static final class Service {
        private final StepRecorder desired = new StepRecorder();
        private final StepRecorder pending = new StepRecorder();
        private final StepRecorder running = new StepRecorder();
        private final StepRecorder healthy = new StepRecorder();

        private ServiceSeries series() {
            return new ServiceSeries(desired.series(), pending.series(), running.series(), healthy.series());
        }
    }

    private static final class Task {
        private final Service service;
        private boolean pending = true;
        private boolean running;
        private boolean healthy;
        private boolean stopping;

        private Task(Service service) {
            this.service = service;
        }
    }
}
