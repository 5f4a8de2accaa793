// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import io.ecsim.aws.PlacementConstraint;
import io.ecsim.cluster.InstanceView;
import io.ecsim.cluster.TaskNeeds;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;

/** The kinds of tasks that may come, and whether an instance can take one of any. */
public final class Takers {
    /**
     * Tasks that are alike to an instance.
     *
     * @param group task group (PL-27)
     * @param constraints memberOf and distinctInstance
     */
    public record Kind(String group, TaskNeeds needs, List<PlacementConstraint> constraints) {
        private Fit fit(Instant start) {
            return new Fit(needs, PlacementRule.of(group, List.of(), constraints, true, false, null), start);
        }
    }

    private final List<Fit> fits;

    /** @param start of the scenario */
    public Takers(List<Kind> kinds, Instant start) {
        fits = new LinkedHashSet<>(kinds).stream().map(kind -> kind.fit(start)).toList();
    }

    /** Null when the instance can take a task of some kind; else the test that stops the one that passes most (EV-5). */
    public Reason hindrance(InstanceView instance) {
        Reason furthest = null;
        for (Fit fit : fits) {
            Reason reason = fit.failure(instance);
            if (reason == null) {
                return null;
            }
            furthest = furthest == null || reason.compareTo(furthest) > 0 ? reason : furthest;
        }
        return furthest;
    }
}
