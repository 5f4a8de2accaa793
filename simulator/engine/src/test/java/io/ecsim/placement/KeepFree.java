// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import java.util.Optional;

/** A constraint as a user would plug it in, by META-INF/services: so many MiB stay free when the task is there. */
public final class KeepFree implements Constraint {
    @Override
    public String type() {
        return "keep-free";
    }

    @Override
    public Optional<String> objection(String expression) {
        return expression == null ? Optional.of("keep-free needs MiB.") : Optional.empty();
    }

    @Override
    public Check check(String expression) {
        int free = Integer.parseInt(expression);
        return (instance, task) -> instance.remainingMemory() - task.needs().memory() >= free;
    }
}
