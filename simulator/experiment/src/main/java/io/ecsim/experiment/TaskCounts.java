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
    private final Map<String, Kind> launchedInstances = new LinkedHashMap<>();
    private final Map<String, Kind> registeredInstances = new LinkedHashMap<>();
    private final Map<String, StepRecorder> byGroup = new LinkedHashMap<>();
    private final Map<String, StepRecorder> byZone = new LinkedHashMap<>();
    private final StepRecorder instances = new StepRecorder();
    private final StepRecorder fargateCpu = new StepRecorder();
    private final Map<String, Integer> cpuOnFargate = new LinkedHashMap<>();
    private final Service standalone = new Service();
    private final StepRecorder waiting = new StepRecorder();
    private final Map<String, Integer> waitingOfTraces = new LinkedHashMap<>();
    private final Set<String> waitingTasks = new LinkedHashSet<>();

    /** What an instance is counted under. */
    private record Kind(String group, String zone) {
        static final String NO_GROUP = "no group";

        static Kind of(Entry.InstanceLaunched launched) {
            String group = launched.group() == null ? NO_GROUP : launched.group();
            return new Kind(
                    launched.lifecycle() == null ? group : group + ", Spot",
                    launched.availabilityZone() == null ? "no zone" : launched.availabilityZone());
        }
    }

    void add(long time, Entry entry) {
        if (entry instanceof Entry.TaskStatusChanged change) {
            status(time, change);
        } else if (entry instanceof Entry.TaskPlaced placed) {
            placed(time, placed);
        } else if (entry instanceof Entry.TaskWaits task && task.service() == null) {
            waitingTasks.add(task.task());
            waiting.add(time, 1);
        } else if (entry instanceof Entry.TasksWaiting now) {
            Integer before = waitingOfTraces.put(now.trace(), now.tasks());
            waiting.add(time, now.tasks() - (before == null ? 0 : before));
        } else if (entry instanceof Entry.FargateTaskStarted started) {
            cpuOnFargate.put(started.task(), started.cpu());
            fargateCpu.add(time, started.cpu());
        } else if (entry instanceof Entry.TaskHealthChanged change) {
            health(time, change.task(), change.healthy());
        } else if (entry instanceof Entry.TaskStopRequested stop) {
            stopRequested(time, stop.task());
        } else if (entry instanceof Entry.ServiceCreated created) {
            service(created.service()).desired.set(time, created.desiredCount());
        } else if (entry instanceof Entry.DesiredCountChanged change) {
            service(change.service()).desired.set(time, change.to());
        } else if (entry instanceof Entry.InstanceLaunched launched) {
            launchedInstances.put(launched.instance(), Kind.of(launched));
        } else if (entry instanceof Entry.InstanceRegistered registered) {
            Kind fixed = new Kind(Kind.NO_GROUP, registered.availabilityZone());
            registeredInstances.put(
                    registered.instance(), launchedInstances.getOrDefault(registered.instance(), fixed));
            count(time, registered.instance(), 1);
        } else if (entry instanceof Entry.InstanceTerminated terminated) {
            left(time, terminated.instance());
            launchedInstances.remove(terminated.instance());
        } else if (entry instanceof Entry.InstanceDeregistered left) {
            left(time, left.instance());
        }
    }

    /** An instance may be deregistered before it ends, or after. */
    private void left(long time, String instance) {
        if (registeredInstances.containsKey(instance)) {
            count(time, instance, -1);
            registeredInstances.remove(instance);
        }
    }

    private void count(long time, String instance, int by) {
        instances.add(time, by);
        Kind kind = registeredInstances.get(instance);
        byGroup.computeIfAbsent(kind.group(), group -> new StepRecorder()).add(time, by);
        byZone.computeIfAbsent(kind.zone(), zone -> new StepRecorder()).add(time, by);
    }

    Map<String, ServiceSeries> services() {
        Map<String, ServiceSeries> series = new LinkedHashMap<>();
        services.forEach((name, service) -> series.put(name, service.series()));
        return Collections.unmodifiableMap(series);
    }

    JobSeries jobs() {
        return new JobSeries(waiting.series(), standalone.pending.series(), standalone.running.series());
    }

    StepSeries fargateCpu() {
        return fargateCpu.series();
    }

    StepSeries instances() {
        return instances.series();
    }

    /** Empty when no group launched anything. */
    Map<String, StepSeries> instancesByGroup() {
        return byGroup.keySet().stream().allMatch(Kind.NO_GROUP::equals) ? Map.of() : series(byGroup);
    }

    Map<String, StepSeries> instancesByZone() {
        return series(byZone);
    }

    private static Map<String, StepSeries> series(Map<String, StepRecorder> recorders) {
        Map<String, StepSeries> series = new LinkedHashMap<>();
        recorders.forEach((name, recorder) -> series.put(name, recorder.series()));
        return series;
    }

    private void placed(long time, Entry.TaskPlaced placed) {
        waitsNoMore(time, placed.task());
        Service service = placed.service() == null ? standalone : service(placed.service());
        tasks.put(placed.task(), new Task(service));
        service.pending.add(time, 1);
    }

    private void waitsNoMore(long time, String task) {
        if (waitingTasks.remove(task)) {
            waiting.add(time, -1);
        }
    }

    private void status(long time, Entry.TaskStatusChanged change) {
        if (change.status() == TaskLastStatus.STOPPED) {
            waitsNoMore(time, change.task());
            Integer cpu = cpuOnFargate.remove(change.task());
            fargateCpu.add(time, cpu == null ? 0 : -cpu);
        }
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
