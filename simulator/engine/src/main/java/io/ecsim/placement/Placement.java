// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import io.ecsim.cluster.InstanceView;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;

/** What became of one task. */
public sealed interface Placement {
    /** It goes there. */
    record Placed(InstanceView instance) implements Placement {}

    /**
     * No instance can take it. Why each of them cannot, {@link ScanPlacer#refusals} says.
     *
     * @param counts how many instances failed which test first (EV-5); empty when there is no instance (EV-19)
     * @param closest the one that passed most tests (EV-6); null when there is none
     * @param where there is none: in the cluster, or in the capacity provider (EV-20)
     */
    record Refused(Map<Reason, Integer> counts, Refusal closest, String where) implements Placement {
        public Refused(Map<Reason, Integer> counts, Refusal closest) {
            this(counts, closest, "cluster");
        }

        /** There is no instance in the capacity provider, whatever there is beside it. */
        public static Refused byEmptyProvider() {
            return new Refused(Map.of(), null, "capacity provider");
        }

        private String nothingThere() {
            return "No Container Instances were found in your " + where + ".";
        }

        /** The part of the service event that tells the cause, with a space before it (EV-10 to EV-22). */
        public String event() {
            return closest == null
                    ? " Reason: " + nothingThere()
                    : " The closest matching container-instance " + closest.instance() + " " + closest.event();
        }

        /** How many instances failed which test, most first, such as {@code 12 of 12 instances: ENIs 9, CPU 3}. */
        public String summary() {
            if (closest == null) {
                return "no container instances";
            }
            int all = counts.values().stream().mapToInt(Integer::intValue).sum();
            return counts.entrySet().stream()
                    .sorted(Comparator.comparingInt((Map.Entry<Reason, Integer> count) -> -count.getValue())
                            .thenComparing(Map.Entry::getKey))
                    .map(count -> count.getKey().label() + " " + count.getValue())
                    .collect(Collectors.joining(", ", all + " of " + all + " instances: ", ""));
        }

        /** The {@code reason} of a RunTask failure for the closest instance (EV-1, EV-3). */
        public String failureReason() {
            return closest == null ? nothingThere() : closest.failure();
        }
    }
}
