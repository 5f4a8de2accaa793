// SPDX-License-Identifier: Apache-2.0
package io.ecsim.benchmarks;

import io.ecsim.kernel.Distribution;
import io.ecsim.kernel.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;

/** Processor sharing by counting down what is left of each job, with an event for every arrival and every end. */
final class NaiveSharing {
    private static final class Job {
        double left;
        double arrived;
    }

    private static final class Task {
        final List<Job> jobs = new ArrayList<>();
        double time;
        Event end;
    }

    /** Of no task: an arrival. */
    private record Event(double time, Task task) {}

    private final PriorityQueue<Event> events = new PriorityQueue<>((a, b) -> Double.compare(a.time(), b.time()));
    private final List<Task> tasks = new ArrayList<>();
    private final Distribution gap;
    private final Distribution cpu;
    private final RandomStream random;
    private int turn;
    private double responseSeconds;

    NaiveSharing(int tasks, double rate, Distribution cpu, RandomStream random) {
        for (int i = 0; i < tasks; i++) {
            this.tasks.add(new Task());
        }
        this.gap = new Distribution.Exponential(1 / rate);
        this.cpu = cpu;
        this.random = random;
        events.add(new Event(gap.sample(random), null));
    }

    /** Until so many more have been answered. */
    long play(int requests) {
        for (int answered = 0; answered < requests; ) {
            var event = events.poll();
            var task = event.task() == null ? tasks.get(turn++ % tasks.size()) : event.task();
            countDown(task, event.time());
            if (event.task() == null) {
                var job = new Job();
                job.left = cpu.sample(random);
                job.arrived = event.time();
                task.jobs.add(job);
                events.add(new Event(event.time() + gap.sample(random), null));
            } else {
                var done = least(task);
                task.jobs.remove(done);
                responseSeconds += event.time() - done.arrived;
                answered++;
            }
            findEnd(task);
        }
        return (long) responseSeconds;
    }

    private static void countDown(Task task, double now) {
        for (var job : task.jobs) {
            job.left -= (now - task.time) / task.jobs.size();
        }
        task.time = now;
    }

    private static Job least(Task task) {
        Job least = null;
        for (var job : task.jobs) {
            least = least == null || job.left < least.left ? job : least;
        }
        return least;
    }

    private void findEnd(Task task) {
        if (task.end != null) {
            events.remove(task.end);
        }
        task.end = null;
        if (!task.jobs.isEmpty()) {
            task.end = new Event(task.time + Math.max(0, least(task).left) * task.jobs.size(), task);
            events.add(task.end);
        }
    }
}
