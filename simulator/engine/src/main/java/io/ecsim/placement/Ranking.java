// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import io.ecsim.cluster.ClusterView;
import io.ecsim.cluster.InstanceView;
import io.ecsim.cluster.TaskNeeds;
import java.util.Optional;

/**
 * A way to rank instances, named as the {@code type} of a placement strategy. Others than AWS's are plugged in by
 * {@link java.util.ServiceLoader}: a public class with a public constructor without parameters, named in
 * {@code META-INF/services/io.ecsim.placement.Ranking} of a jar on the class path.
 *
 * <p>A ranking is a pure function: it keeps nothing between decisions and scores the same for the same. It asks no
 * clock, no random source, no file, leaves nothing to the order of a hash table, and calculates in whole numbers, which
 * are the same on every machine. What it throws while a run goes on ends the run.
 */
public interface Ranking {
    /** The name in a scenario, letters, digits, {@code -}, {@code _} and {@code .}; unique, and not one of AWS's. */
    String type();

    /** What it prefers, in one line for {@code ecsim policies}. */
    default String description() {
        return "";
    }

    /**
     * What is wrong with the {@code field} of a strategy. Without a word of its own, a ranking takes none.
     *
     * @param field null when the strategy has none
     * @return a sentence for the user; empty when all is well
     */
    default Optional<String> objection(String field) {
        return field == null || field.isEmpty()
                ? Optional.empty()
                : Optional.of(type() + " field should not be specified.");
    }

    /**
     * Called once for each decision that comes to this step; what all instances share is computed here.
     *
     * @param cluster every instance, also those that cannot take the task; when a task must go, the instances that have
     *     tasks of its service
     * @param group for {@link InstanceView#tasks(String)}: that of the task, {@code service:NAME} or a task group
     *     (PL-27); when a task must go, another name for its service
     * @param field to which {@link #objection} had nothing to say
     */
    Scorer scorer(ClusterView cluster, String group, String field);

    /** Scores the instances of one decision. */
    @FunctionalInterface
    interface Scorer {
        /**
         * Any number; the lowest is best, and equals are left to the next step, or to PL-26 after the last. Called once
         * for each instance that can take the task and that the steps before left over, thousands of times in a
         * decision, so it should cost little.
         *
         * <p>When a task must go, it is called for the instance of each task that may, as it would be without that task
         * and with no tasks but those of the service, once for those that reserve the same: the highest goes (PL-35).
         *
         * @param instance before the task comes: CPU units (1024 = 1 vCPU), MiB, whole GPUs, tasks by group; what is
         *     left is at least what the task needs
         * @param needs of the task in the same units, 0 or more of each; when a task must go, its CPU and memory only
         */
        long score(InstanceView instance, TaskNeeds needs);
    }
}
