// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.TaskSize;
import java.util.Map;
import java.util.TreeMap;

/** Task sizes, and whether any of them fits: those that need more of both than another are not kept. */
public final class SmallestSizes {
    /** MiB by CPU units: the more CPU, the less memory. */
    private final TreeMap<Integer, Integer> memoryByCpu = new TreeMap<>();

    /** Of all tasks that a scenario knows: of its task definitions and of its traces. */
    public static SmallestSizes of(Scenario scenario) {
        SmallestSizes sizes = new SmallestSizes();
        scenario.taskDefinitions()
                .forEach(
                        definition -> sizes.add(TaskSize.reservedCpu(definition), TaskSize.reservedMemory(definition)));
        for (TaskSource source : scenario.tasks()) {
            if (source instanceof TracedTasks trace) {
                trace.jobs().forEach(job -> sizes.add(job.cpu(), job.memory()));
            }
        }
        return sizes;
    }

    /** @param cpu CPU units; memory in MiB */
    void add(int cpu, int memory) {
        if (anyFits(cpu, memory)) {
            return;
        }
        Map.Entry<Integer, Integer> larger = memoryByCpu.ceilingEntry(cpu);
        while (larger != null && larger.getValue() >= memory) {
            memoryByCpu.remove(larger.getKey());
            larger = memoryByCpu.ceilingEntry(cpu);
        }
        memoryByCpu.put(cpu, memory);
    }

    /** Whether a task of some size fits into free CPU units and MiB. */
    public boolean anyFits(int freeCpu, int freeMemory) {
        Map.Entry<Integer, Integer> best = memoryByCpu.floorEntry(freeCpu);
        return best != null && best.getValue() <= freeMemory;
    }
}
