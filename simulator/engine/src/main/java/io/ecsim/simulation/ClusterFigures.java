// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.journal.Entry;
import io.ecsim.kernel.Time;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** What the journal says of the cluster: how much of it was there, reserved, and free for nobody. */
final class ClusterFigures {
    /** A task size, and how much an instance has free: CPU units and MiB. */
    private record Size(int cpu, int memory) {}

    private record Placed(String service, String zone, String instance, Size size) {}

    /** CPU units and MiB of all instances; useless is what is free but too little for any task. */
    private static final class Totals {
        long cpu;
        long memory;
        long freeCpu;
        long freeMemory;
        long uselessCpu;
        long uselessMemory;
    }

    private final SmallestSizes taskSizes;
    private final Map<String, Size> free = new LinkedHashMap<>();
    private final Map<String, Size> registered = new LinkedHashMap<>();
    private final Map<String, Placed> tasks = new LinkedHashMap<>();
    private final Map<String, Map<String, Integer>> zonesByService = new LinkedHashMap<>();
    private final Set<String> zones = new LinkedHashSet<>();
    /** Sums over the registered instances, kept as they change: a large cluster changes often. */
    private final Totals totals = new Totals();

    private final Crowd instanceCrowd = new Crowd();
    private final Crowd zoneCrowd = new Crowd();
    private final OverTime instances = new OverTime();
    private final OverTime instancesUsed = new OverTime();
    private final OverTime cpuReservation = new OverTime();
    private final OverTime memoryReservation = new OverTime();
    private final OverTime fragmentation = new OverTime();
    private int instancesNow;
    private int instancesPeak;
    private int instancesUsedPeak;
    private double cpuReservationPeak;
    private double memoryReservationPeak;
    private int tasksPeak;
    private int zoneImbalanceMax;
    private int tasksLostWithZone;
    private int tasksLostWithInstance;

    /** @param taskSizes of all tasks that the scenario knows: free room that none of them fits into is fragmented */
    ClusterFigures(SmallestSizes taskSizes) {
        this.taskSizes = taskSizes;
    }

    void launched(long now) {
        instances.set(++instancesNow, now);
        instancesPeak = Math.max(instancesPeak, instancesNow);
    }

    void terminated(String instance, long now) {
        instances.set(--instancesNow, now);
        deregistered(instance, now);
    }

    void deregistered(String instance, long now) {
        if (registered.containsKey(instance)) {
            count(instance, -1);
            free.remove(instance);
            registered.remove(instance);
        }
        measure(now);
    }

    void registered(Entry.InstanceRegistered instance, long now) {
        Size size = new Size(instance.cpu(), instance.memory());
        registered.put(instance.instance(), size);
        free.put(instance.instance(), size);
        count(instance.instance(), 1);
        zones.add(instance.availabilityZone());
        measure(now);
    }

    void placed(Entry.TaskPlaced task, long now) {
        Size size = new Size(task.cpu(), task.memory());
        tasks.put(task.task(), new Placed(task.service(), task.availabilityZone(), task.instance(), size));
        change(tasks.get(task.task()), 1, now);
        if (tasks.size() > tasksPeak) {
            tasksPeak = tasks.size();
            tasksLostWithZone = zoneCrowd.most();
            tasksLostWithInstance = instanceCrowd.most();
        }
    }

    void stopRequested(String task, long now) {
        change(tasks.remove(task), -1, now);
    }

    private void change(Placed task, int by, long now) {
        Size room = free.get(task.instance());
        if (room != null) {
            count(task.instance(), -1);
            free.put(
                    task.instance(),
                    new Size(
                            room.cpu() - by * task.size().cpu(),
                            room.memory() - by * task.size().memory()));
            count(task.instance(), 1);
        }
        zones.add(task.zone());
        zoneCrowd.add(task.zone(), by);
        if (task.instance() != null) {
            instanceCrowd.add(task.instance(), by);
            instancesUsed.set(instanceCrowd.used(), now);
            instancesUsedPeak = Math.max(instancesUsedPeak, instanceCrowd.used());
        }
        if (task.service() != null) {
            Map<String, Integer> ofService = zonesByService.computeIfAbsent(task.service(), s -> new LinkedHashMap<>());
            ofService.merge(task.zone(), by, Integer::sum);
            zoneImbalanceMax = Math.max(zoneImbalanceMax, imbalance(ofService));
        }
        measure(now);
    }

    /** Zones in which instances have been count even when the service has no task there. */
    private int imbalance(Map<String, Integer> ofService) {
        int least = Integer.MAX_VALUE;
        int most = 0;
        for (String zone : zones) {
            int n = ofService.getOrDefault(zone, 0);
            least = Math.min(least, n);
            most = Math.max(most, n);
        }
        return most - least;
    }

    /** Takes an instance into the totals, or out of them. */
    private void count(String instance, int by) {
        Size all = registered.get(instance);
        Size room = free.get(instance);
        totals.cpu += (long) by * all.cpu();
        totals.memory += (long) by * all.memory();
        totals.freeCpu += (long) by * room.cpu();
        totals.freeMemory += (long) by * room.memory();
        if (!taskSizes.anyFits(room.cpu(), room.memory())) {
            totals.uselessCpu += (long) by * room.cpu();
            totals.uselessMemory += (long) by * room.memory();
        }
    }

    private void measure(long now) {
        cpuReservation.set(totals.cpu == 0 ? 0 : 1 - (double) totals.freeCpu / totals.cpu, now);
        memoryReservation.set(totals.memory == 0 ? 0 : 1 - (double) totals.freeMemory / totals.memory, now);
        cpuReservationPeak = Math.max(cpuReservationPeak, cpuReservation.value());
        memoryReservationPeak = Math.max(memoryReservationPeak, memoryReservation.value());
        double uselessCpu = share(totals.uselessCpu, totals.freeCpu);
        double uselessMemory = share(totals.uselessMemory, totals.freeMemory);
        fragmentation.set((uselessCpu + uselessMemory) / 2, now);
    }

    private static double share(double part, double whole) {
        return whole == 0 ? 0 : part / whole;
    }

    RunResult.ClusterResult result(long now, double unplacedTaskSeconds) {
        double seconds = Math.max(Time.toSeconds(now), Double.MIN_NORMAL);
        return new RunResult.ClusterResult(
                instancesPeak,
                instancesUsedPeak,
                instancesUsed.integral(now) / seconds,
                instances.integral(now) / Time.toSeconds(Time.HOUR),
                cpuReservationPeak,
                cpuReservation.integral(now) / seconds,
                memoryReservationPeak,
                memoryReservation.integral(now) / seconds,
                tasksPeak,
                unplacedTaskSeconds,
                fragmentation.integral(now) / seconds,
                zoneImbalanceMax,
                tasksLostWithZone,
                tasksLostWithInstance);
    }
}
