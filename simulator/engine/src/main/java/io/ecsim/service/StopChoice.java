// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import java.util.List;

/** Chooses which tasks to stop among equals: scale-in by SV-6. */
@FunctionalInterface
public interface StopChoice {
    /** {@code count} ids of the given tasks, at most as many as there are, in the order in which to stop them. */
    List<String> choose(List<TaskFacts> tasks, int count);
}
