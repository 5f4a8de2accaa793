// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** One instance, and the tasks on it. */
final class InstanceLoad {
    final double vcpus;
    private double granted;

    private final List<TaskLoad> tasks = new ArrayList<>();
    private final Set<Neighbours> neighbours = new LinkedHashSet<>();
    /** Those that are to find new company. */
    private final Set<Neighbours> changed = new LinkedHashSet<>();

    /** Used by tasks in company that they have left. */
    private double cpuSeconds;

    InstanceLoad(double vcpus) {
        this.vcpus = vcpus;
        this.granted = vcpus;
    }

    boolean isEmpty() {
        return tasks.isEmpty();
    }

    void add(TaskLoad task) {
        tasks.add(task);
    }

    void remove(TaskLoad task) {
        tasks.remove(task);
        part(task);
    }

    /** @param vcpus that its tasks can have from now on */
    void grant(double vcpus) {
        granted = vcpus;
    }

    void change(Neighbours those) {
        changed.add(those);
    }

    /**
     * Its tasks contend for its CPU where they may use more than there is. Otherwise each is by itself, and does as
     * others do anywhere, whoever else is on the instance.
     *
     * @return those that are to find new company; those of them without tasks have gone
     */
    Set<Neighbours> arrange() {
        double most = tasks.stream().mapToDouble(task -> task.cpu.limit()).sum();
        if (tasks.size() > 1 && most > granted) {
            var all = together();
            tasks.stream().filter(task -> task.neighbours != all).forEach(task -> move(task, all));
        } else {
            tasks.stream().filter(task -> !isByItself(task)).forEach(task -> move(task, start()));
        }
        for (var those : neighbours) {
            double vcpus = those.tasks.size() == 1
                    ? Math.min(granted, those.tasks.get(0).cpu.limit())
                    : granted;
            if (those.vcpus != vcpus) {
                those.vcpus = vcpus;
                change(those);
            }
        }
        var arranged = new LinkedHashSet<>(changed);
        changed.clear();
        return arranged;
    }

    private static boolean isByItself(TaskLoad task) {
        return task.neighbours != null && task.neighbours.tasks.size() == 1;
    }

    private Neighbours together() {
        for (var those : neighbours) {
            if (those.tasks.size() > 1) {
                return those;
            }
        }
        return start();
    }

    private Neighbours start() {
        var started = new Neighbours(this, granted);
        neighbours.add(started);
        return started;
    }

    private void move(TaskLoad task, Neighbours to) {
        part(task);
        to.tasks.add(task);
        task.neighbours = to;
        change(to);
    }

    private void part(TaskLoad task) {
        var left = task.neighbours;
        if (left != null) {
            left.tasks.remove(task);
            change(left);
            task.neighbours = null;
        }
    }

    /** Some have left their company. */
    void leave(Neighbours those, long now) {
        cpuSeconds += those.leave(now);
        if (those.tasks.isEmpty()) {
            neighbours.remove(those);
        }
    }

    /** CPU that its tasks use, since it was added. */
    CpuUse cpuUse(long now) {
        double seconds = cpuSeconds;
        double least = 0;
        double most = 0;
        for (var those : neighbours) {
            var use = those.cpuUse(now);
            seconds += use.seconds();
            least += use.least();
            most += use.most();
        }
        return new CpuUse(seconds, least, most);
    }
}
