// SPDX-License-Identifier: Apache-2.0
package io.ecsim.packing;

import io.ecsim.cluster.TaskNeeds;
import io.ecsim.placement.Reason;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What can be known of tasks that no instance takes while instances are only filled: what was refused once is refused
 * for ever, with all that is larger; and an instance that has too little for a size never has enough again, so that the
 * closest one is found by going on from where the last search for that size ended.
 */
final class NoRoom {
    private final List<PackedInstance> instances;
    private final Sizes refused = new Sizes();
    private final Map<Size, Search> searches = new LinkedHashMap<>();

    private record Size(int cpu, int memory) {}

    /** The first instances that have enough, each from 0 to the number of instances. */
    private static final class Search {
        int cpu;
        int cpuAndMemory;
    }

    NoRoom(List<PackedInstance> instances) {
        this.instances = instances;
    }

    boolean isCertainFor(TaskNeeds needs) {
        return refused.anyWithin(needs.cpu(), needs.memory(), needs.gpus());
    }

    void note(TaskNeeds needs) {
        refused.add(needs.cpu(), needs.memory(), needs.gpus());
    }

    /** The first failing test of the instance that comes closest to a task that none takes (EV-5, EV-6). */
    Reason reason(TaskNeeds needs) {
        int cpu = needs.cpu();
        int memory = needs.memory();
        Search search = searches.computeIfAbsent(new Size(cpu, memory), size -> new Search());
        while (search.cpuAndMemory < instances.size() && !has(search.cpuAndMemory, cpu, memory)) {
            search.cpuAndMemory++;
        }
        if (search.cpuAndMemory < instances.size()) {
            return Reason.GPU;
        }
        while (search.cpu < instances.size() && !has(search.cpu, cpu, 0)) {
            search.cpu++;
        }
        return search.cpu < instances.size() ? Reason.MEMORY : Reason.CPU;
    }

    private boolean has(int number, int cpu, int memory) {
        PackedInstance instance = instances.get(number);
        return instance.remainingCpu() >= cpu && instance.remainingMemory() >= memory;
    }
}
