// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import io.ecsim.cluster.ClusterView;
import java.util.Optional;

/**
 * Prefers nobody. {@link PlacementRule} ends the chain here, and luck decides among those that are left (PL-19).
 */
final class RandomDraw implements Ranking {
    static final String TYPE = "random";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String description() {
        return "any, each equally likely";
    }

    @Override
    public Optional<String> objection(String field) {
        return field == null || field.isEmpty()
                ? Optional.empty()
                : Optional.of("random field should not be specified.");
    }

    @Override
    public Scorer scorer(ClusterView cluster, String group, String field) {
        return (instance, needs) -> 0;
    }
}
