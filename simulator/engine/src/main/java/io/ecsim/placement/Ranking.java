// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import io.ecsim.cluster.ClusterView;
import io.ecsim.cluster.InstanceView;
import io.ecsim.cluster.TaskNeeds;
import java.util.Optional;

/**
 * A way to rank instances, named as the {@code type} of a placement strategy. Others than AWS's are plugged in by
 * {@link java.util.ServiceLoader}: a public class with a public constructor without parameters. A ranking is a pure
 * function: it keeps nothing between decisions.
 */
public interface Ranking {
    /** The name in a scenario; unique, and not one of AWS's. */
    String type();

    /** What it prefers, in one line. */
    String description();

    /**
     * What is wrong with the {@code field} of a strategy.
     *
     * @param field null when the strategy has none
     * @return a sentence for the user; empty when all is well
     */
    default Optional<String> objection(String field) {
        return Optional.empty();
    }

    /**
     * Called once per decision; what all instances share is computed here.
     *
     * @param cluster every instance, also those that cannot take the task
     * @param group of the task: {@code service:NAME} or a task group (PL-27)
     * @param field to which {@link #objection} had nothing to say
     */
    Scorer scorer(ClusterView cluster, String group, String field);

    /** Scores the instances of one decision. */
    @FunctionalInterface
    interface Scorer {
        /**
         * Any number; the lowest is best, and equals are left to the next step. When a task must go, the same score of
         * its instance as it would be without the task decides: the highest goes (PL-35).
         */
        long score(InstanceView instance, TaskNeeds needs);
    }
}
