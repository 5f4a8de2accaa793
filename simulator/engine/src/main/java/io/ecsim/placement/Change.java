// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import io.ecsim.cluster.ClusterSnapshot;
import io.ecsim.cluster.InstanceView;
import io.ecsim.cluster.TaskNeeds;

/**
 * The question of an {@link Attempt} with one thing changed: the cluster, what the task asks, or the rule.
 *
 * @param size tells smaller changes of a kind from larger ones; 0 or more, in a unit of the kind
 * @param what is changed, such as {@code 128 MiB less}
 */
public record Change(Kind kind, long size, String what, ClusterSnapshot cluster, TaskNeeds needs, PlacementRule rule) {
    /** From what is easily done to what is not: the order in which changes are told. Ours. */
    public enum Kind {
        /** An instance that is there may be used: nothing is bought, no document changes. */
        INSTANCE_STATE,
        /** The account's setting: no document changes, but instances are launched anew. */
        SETTING,
        /** The task asks up to a half less of something. Size: the share, in thousandths. */
        LESS,
        /** A constraint, a static port, a required attribute or the limit of the subnets goes. */
        RULE,
        /** An instance more, which costs money. Size: millionths of a USD an hour. */
        INSTANCE,
        /** The task asks more than a half less of something: another task, really. Size: as for less. */
        MUCH_LESS
    }

    /** With another cluster. */
    public static Change of(Kind kind, long size, String what, Attempt attempt, ClusterSnapshot cluster) {
        return new Change(kind, size, what, cluster, attempt.needs(), attempt.rule());
    }

    /** With other needs. */
    static Change of(Kind kind, long size, String what, Attempt attempt, TaskNeeds needs) {
        return new Change(kind, size, what, attempt.cluster(), needs, attempt.rule());
    }

    /** Tries it. Null when still nobody can take the task; else who would, luck aside: nothing is drawn. */
    public InstanceView taker() {
        return ScanPlacer.preferred(cluster, needs, rule);
    }
}
