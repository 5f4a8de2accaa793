// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import java.util.List;

/**
 * Which tasks were on which instances at a moment; tasks that were told to stop hold nothing any more and are not there.
 *
 * @param moment which one
 * @param time nanoseconds since the scenario's start
 * @param instances registered then, in order of launch
 */
public record Occupancy(Moment moment, long time, List<Place> instances) {
    /** What makes a moment worth a picture. */
    public enum Moment {
        /** Tasks had been placed one soon after the other, and then no more, or the first of them was told to stop. */
        FIRST_PLACED,
        /** So many tasks were never on instances before or after. */
        MOST_TASKS,
        /** So much of CPU and memory was never free and of no use before or after. */
        MOST_UNUSABLE,
        /** A moment that the user has named. */
        CHOSEN,
        /** The end of the run. */
        END
    }

    /**
     * An instance. CPU in CPU units, memory in MiB.
     *
     * @param open whether it takes tasks: ACTIVE, its agent connected
     */
    public record Place(
            String instance, String availabilityZone, int cpu, int memory, boolean open, List<Placed> tasks) {
        public int reservedCpu() {
            return tasks.stream().mapToInt(Placed::cpu).sum();
        }

        public int reservedMemory() {
            return tasks.stream().mapToInt(Placed::memory).sum();
        }
    }

    /** A task. @param owner its service, or its group for a standalone task */
    public record Placed(String task, String owner, String taskDefinition, int cpu, int memory) {}

    public int tasks() {
        return instances.stream().mapToInt(place -> place.tasks().size()).sum();
    }
}
