// SPDX-License-Identifier: Apache-2.0
package com.example.placement;

import io.ecsim.placement.Constraint;
import java.util.Optional;

/** Lets an instance have at most so many tasks of one service or task group: distinctInstance for more than one. */
public final class MaxTasksPerInstance implements Constraint {
    @Override
    public String type() {
        return "max-tasks-per-instance";
    }

    @Override
    public String description() {
        return "at most so many tasks of the group on one instance: expression: \"2\"";
    }

    @Override
    public Optional<String> objection(String expression) {
        return expression != null && expression.matches("[1-9][0-9]{0,3}")
                ? Optional.empty()
                : Optional.of("max-tasks-per-instance expression should be a whole number from 1 to 9999.");
    }

    @Override
    public Check check(String expression) {
        int most = Integer.parseInt(expression);
        return (instance, task) -> instance.tasks(task.group()) < most;
    }
}
