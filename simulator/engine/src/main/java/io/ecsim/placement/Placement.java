// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import io.ecsim.cluster.InstanceView;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What became of one task. */
public sealed interface Placement {
    /** It goes there. */
    record Placed(InstanceView instance) implements Placement {}

    /**
     * No instance can take it.
     *
     * @param refusals one per container instance, in order of registration; empty when there is none (EV-19)
     * @param closest the one that passed most tests (EV-6); null when there is none
     */
    record Refused(List<Refusal> refusals, Refusal closest) implements Placement {
        static final String EMPTY_CLUSTER = "No Container Instances were found in your cluster.";

        public Refused {
            refusals = List.copyOf(refusals);
        }

        /** The part of the service event that tells the cause, with a space before it (EV-10 to EV-22). */
        public String event() {
            return closest == null
                    ? " Reason: " + EMPTY_CLUSTER
                    : " The closest matching container-instance " + closest.instance() + " "
                            + closest.reason().event();
        }

        /** How many instances failed which test, most first, such as {@code 12 of 12 instances: ENIs 9, CPU 3}. */
        public String summary() {
            if (closest == null) {
                return "no container instances";
            }
            int[] counts = new int[Reason.values().length];
            refusals.forEach(refusal -> counts[refusal.reason().ordinal()]++);
            return Arrays.stream(Reason.values())
                    .filter(reason -> counts[reason.ordinal()] > 0)
                    .sorted(Comparator.comparingInt(reason -> -counts[reason.ordinal()]))
                    .map(reason -> reason.label() + " " + counts[reason.ordinal()])
                    .collect(Collectors.joining(", ", refusals.size() + " of " + refusals.size() + " instances: ", ""));
        }

        /** The {@code reason} of a RunTask failure for the closest instance (EV-1, EV-3). */
        public String failureReason() {
            return closest == null ? EMPTY_CLUSTER : closest.reason().failure();
        }
    }
}
