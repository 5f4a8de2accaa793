// SPDX-License-Identifier: Apache-2.0
package io.ecsim.packing;

import io.ecsim.aws.PlacementStrategy;
import io.ecsim.kernel.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Tasks and instances for tests. */
final class Batches {
    static final PlacementStrategy BINPACK_CPU = new PlacementStrategy("binpack", "cpu");
    static final PlacementStrategy BINPACK_MEMORY = new PlacementStrategy("binpack", "memory");
    static final PlacementStrategy SPREAD_ZONE = new PlacementStrategy("spread", "attribute:ecs.availability-zone");
    static final PlacementStrategy SPREAD_INSTANCE = new PlacementStrategy("spread", "instanceId");
    static final PlacementStrategy RANDOM = new PlacementStrategy("random", null);

    private Batches() {}

    static InstanceKind kind(int cpu, int memory, int gpus) {
        return InstanceKind.of(cpu, memory, gpus, null);
    }

    static InstanceKind kind(int cpu, int memory, int gpus, String zone) {
        return InstanceKind.of(cpu, memory, gpus, zone);
    }

    /** Tasks that ask for memory only. */
    static TaskRows ofMemory(int... memory) {
        TaskRows tasks = new TaskRows();
        for (int each : memory) {
            tasks.add(0, each, 0, 1);
        }
        return tasks;
    }

    static List<Integer> places(Packing packing) {
        return IntStream.range(0, packing.tasks().tasks())
                .mapToObj(packing::place)
                .toList();
    }

    /** From one to eight small tasks, now and then several alike. */
    static TaskRows drawTasks(RandomStream random, int mostRows) {
        TaskRows tasks = new TaskRows();
        for (int rows = 1 + random.nextInt(mostRows); rows > 0; rows--) {
            int gpus = random.nextInt(3) == 0 ? random.nextInt(3) : 0;
            tasks.add(random.nextInt(9), 1 + random.nextInt(9), gpus, 1 + random.nextInt(2) * random.nextInt(2));
        }
        return tasks;
    }

    static List<InstanceKind> drawInstances(RandomStream random, int most) {
        List<InstanceKind> kinds = new ArrayList<>();
        for (int count = 1 + random.nextInt(most); count > 0; count--) {
            int gpus = random.nextInt(2) * random.nextInt(4);
            int cpu = 4 + random.nextInt(10);
            int memory = 4 + random.nextInt(10);
            kinds.add(
                    random.nextInt(3) == 0
                            ? kind(cpu, memory, gpus)
                            : kind(cpu, memory, gpus, "zone-" + random.nextInt(3)));
        }
        return kinds;
    }

    static void shuffle(int[] values, RandomStream random) {
        for (int i = values.length - 1; i > 0; i--) {
            int other = random.nextInt(i + 1);
            int value = values[i];
            values[i] = values[other];
            values[other] = value;
        }
    }
}
