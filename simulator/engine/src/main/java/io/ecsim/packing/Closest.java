// SPDX-License-Identifier: Apache-2.0
package io.ecsim.packing;

import io.ecsim.cluster.TaskNeeds;
import io.ecsim.placement.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which test the instance that comes closest to a task fails, while instances are only filled: one that has too little
 * for a size never has enough again, so the search for a size goes on where the last one for it ended.
 */
final class Closest {
    private final List<PackedInstance> instances;
    private final Map<Size, Search> searches = new LinkedHashMap<>();
    private final Sizes lackingMemory = new Sizes();

    private record Size(int cpu, int memory) {}

    /** The first instances that have enough, each from 0 to the number of instances. */
    private static final class Search {
        int cpu;
        int cpuAndMemory;
    }

    Closest(List<PackedInstance> instances) {
        this.instances = instances;
    }

    /**
     * The first failing test of the instance that comes closest to a task that none takes (EV-5, EV-6). Instances that
     * have come since the task was last asked about must be no closer than those that were there.
     */
    Reason reason(TaskNeeds needs) {
        int cpu = needs.cpu();
        int memory = needs.memory();
        boolean known = lackingMemory.anyWithin(cpu, memory, 0);
        Search search = searches.computeIfAbsent(new Size(cpu, known ? 0 : memory), size -> new Search());
        if (!known) {
            search.cpuAndMemory = next(search.cpuAndMemory, cpu, memory);
            if (search.cpuAndMemory < instances.size()) {
                return Reason.GPU;
            }
            lackingMemory.add(cpu, memory, 0);
        }
        search.cpu = next(search.cpu, cpu, 0);
        return search.cpu < instances.size() ? Reason.MEMORY : Reason.CPU;
    }

    /** The first from a number on that has enough; the number of instances when none has. */
    private int next(int from, int cpu, int memory) {
        int number = from;
        while (number < instances.size()
                && (instances.get(number).remainingCpu() < cpu
                        || instances.get(number).remainingMemory() < memory)) {
            number++;
        }
        return number;
    }
}
