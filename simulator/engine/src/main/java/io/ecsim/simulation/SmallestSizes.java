// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import java.util.Map;
import java.util.TreeMap;

/** Task sizes, and whether any of them fits: those that need more of both than another are not kept. */
final class SmallestSizes {
    /** MiB by CPU units: the more CPU, the less memory. */
    private final TreeMap<Integer, Integer> memoryByCpu = new TreeMap<>();

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
    boolean anyFits(int freeCpu, int freeMemory) {
        Map.Entry<Integer, Integer> best = memoryByCpu.floorEntry(freeCpu);
        return best != null && best.getValue() <= freeMemory;
    }
}
