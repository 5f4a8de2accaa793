// SPDX-License-Identifier: Apache-2.0
package io.ecsim.packing;

import io.ecsim.cluster.TaskNeeds;
import java.util.ArrayList;
import java.util.List;

/** The fewest instances of a pool that take all of a few tasks, by trying every assignment. */
final class Optimum {
    private final List<TaskNeeds> tasks;
    private final PackingCluster cluster;
    private int best = Integer.MAX_VALUE;

    private Optimum(List<TaskNeeds> tasks, List<InstanceKind> kinds) {
        this.tasks = tasks;
        this.cluster = PackingCluster.of(kinds, "optimum");
    }

    /** Of the tasks that a packing placed. */
    static int of(Packing packing, List<InstanceKind> kinds) {
        List<TaskNeeds> placed = new ArrayList<>();
        TaskRows rows = packing.tasks();
        int task = 0;
        for (int row = 0; row < rows.rows(); row++) {
            for (int i = 0; i < rows.count(row); i++) {
                if (packing.place(task++) != Packing.NOWHERE) {
                    placed.add(TaskNeeds.of(rows.cpu(row), rows.memory(row), rows.gpus(row)));
                }
            }
        }
        Optimum optimum = new Optimum(placed, kinds);
        optimum.assign(0, new int[kinds.size()][3], 0);
        return optimum.best;
    }

    /** @param taken CPU, memory and GPUs by instance; used is the number of those with a task */
    private void assign(int task, int[][] taken, int used) {
        if (used >= best) {
            return;
        }
        if (task == tasks.size()) {
            best = used;
            return;
        }
        TaskNeeds needs = tasks.get(task);
        for (int i = 0; i < taken.length; i++) {
            PackedInstance instance = cluster.instance(i);
            if (taken[i][0] + needs.cpu() <= instance.registeredCpu()
                    && taken[i][1] + needs.memory() <= instance.registeredMemory()
                    && taken[i][2] + needs.gpus() <= instance.registeredGpus()) {
                // Every task here asks for some memory, so an instance without taken memory has none.
                int more = taken[i][1] == 0 ? 1 : 0;
                add(taken[i], needs, 1);
                assign(task + 1, taken, used + more);
                add(taken[i], needs, -1);
            }
        }
    }

    private static void add(int[] taken, TaskNeeds needs, int sign) {
        taken[0] += sign * needs.cpu();
        taken[1] += sign * needs.memory();
        taken[2] += sign * needs.gpus();
    }
}
