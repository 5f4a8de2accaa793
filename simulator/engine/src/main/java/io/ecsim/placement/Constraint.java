// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import io.ecsim.cluster.InstanceView;
import io.ecsim.cluster.TaskNeeds;
import java.time.Instant;
import java.util.Optional;

/**
 * A condition that an instance must meet to take a task, named as the {@code type} of a placement constraint. Others
 * than AWS's are plugged in by {@link java.util.ServiceLoader}: a public class with a public constructor without
 * parameters, named in {@code META-INF/services/io.ecsim.placement.Constraint} of a jar on the class path.
 *
 * <p>A constraint is a pure function of one instance, the task and the expression: the same answer for the same three,
 * whatever was asked before, for answers are kept until the instance changes. It asks no clock, no random source, no
 * file, and leaves nothing to the order of a hash table. What it throws while a run goes on ends the run.
 */
public interface Constraint {
    /** The name in a scenario, letters, digits, {@code -}, {@code _} and {@code .}; unique, and not one of AWS's. */
    String type();

    /** What it asks of an instance, in one line for {@code ecsim policies}. */
    default String description() {
        return "";
    }

    /**
     * What is wrong with the {@code expression}. Without a word of its own, a constraint takes none.
     *
     * @param expression null when the constraint has none
     * @return a sentence for the user; empty when all is well
     */
    default Optional<String> objection(String expression) {
        return expression == null ? Optional.empty() : Optional.of(type() + " expression should not be specified.");
    }

    /**
     * The expression, read once; called when a service or a request comes in, not for each decision.
     *
     * @param expression to which {@link #objection} had nothing to say
     */
    Check check(String expression);

    /** Looks at the instances, one by one. */
    @FunctionalInterface
    interface Check {
        /**
         * Whether the instance may take the task, apart from room, which is tested for by itself. Called at most once
         * for each instance in a decision, or once for each change of an instance: thousands of times, so it should
         * cost little.
         *
         * @param instance as it is before the task comes: CPU units (1024 = 1 vCPU), MiB, whole GPUs, tasks by group;
         *     what is left may be less than the task needs
         */
        boolean allows(InstanceView instance, Arrival task);
    }

    /**
     * The task that asks for a place.
     *
     * @param needs CPU units (1024 = 1 vCPU), MiB, whole GPUs, ports and the rest, 0 or more of each
     * @param group for {@link InstanceView#tasks(String)}: {@code service:NAME} or a task group (PL-27)
     * @param start simulated time zero, from which {@link InstanceView#registeredAt} counts
     */
    record Arrival(TaskNeeds needs, String group, Instant start) {}
}
