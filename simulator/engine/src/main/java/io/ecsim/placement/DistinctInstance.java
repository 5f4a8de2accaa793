// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

/** Keeps the instances without a task of the group (CN-1); only desired status RUNNING counts (CN-2). */
final class DistinctInstance implements Constraint {
    static final String TYPE = "distinctInstance";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String description() {
        return "each task of the group on another instance";
    }

    @Override
    public Check check(String expression) {
        return (instance, task) -> instance.tasks(task.group()) == 0;
    }
}
