// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import io.ecsim.aws.NearestName;
import io.ecsim.cluster.ClusterView;
import java.util.List;
import java.util.Optional;

/** Fills the fullest instance first (PL-17, PL-18). */
final class Binpack implements Ranking {
    static final String TYPE = "binpack";

    private static final List<String> FIELDS = List.of("cpu", "memory");

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String description() {
        return "least cpu or memory left that is still enough";
    }

    /** AWS answers with the field in upper case, so either case comes in. */
    @Override
    public Optional<String> objection(String field) {
        if (field == null || field.isBlank()) {
            return Optional.of("binpack field should be specified: cpu or memory.");
        }
        if (FIELDS.stream().anyMatch(field::equalsIgnoreCase)) {
            return Optional.empty();
        }
        return Optional.of("binpack field '" + field + "' is invalid." + NearestName.advice(field, FIELDS));
    }

    /** Whether the field is CPU; otherwise it is memory. */
    static boolean isCpu(String field) {
        return field.equalsIgnoreCase("cpu");
    }

    /** Score: CPU units or MiB left before placement, 0 or more; an amount, not a share (PL-18). */
    @Override
    public Scorer scorer(ClusterView cluster, String group, String field) {
        return isCpu(field)
                ? (instance, needs) -> instance.remainingCpu()
                : (instance, needs) -> instance.remainingMemory();
    }
}
