// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import io.ecsim.cluster.ClusterView;
import io.ecsim.cluster.TaskNeeds;
import io.ecsim.cluster.TrackedCluster;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Decides as {@link ScanPlacer} does, and looks only at a few instances: a {@link RuleIndex} for each rule and kind of
 * task keeps the instances in the order in which the rule prefers them.
 *
 * <p>It leaves to the scan: another cluster than its own; the first decision of a rule, for an index costs as much as
 * some scans; strategies that are plugged in; more CPU, memory or tasks than a key can hold ({@link Room}, {@link
 * Chain}).
 */
public final class IndexedPlacer implements Placer {
    /** So many rules and kinds of tasks have an index; of more, those that were not asked about for longest lose it. */
    static final int MOST_INDEXES = 256;

    private final TrackedCluster cluster;
    private final Placer scan = new ScanPlacer();
    private final Map<Kind, Use> uses = new LinkedHashMap<>(64, 0.75f, true);
    private long decisions;
    private long scans;

    private PlacementRule lastRule;
    private TaskNeeds lastNeeds;
    private Use lastUse;

    /** Decisions that one index can make: with any CPU, memory and GPUs, unless the rule sees them. */
    private record Kind(PlacementRule.Identity rule, TaskNeeds needs) {
        static Kind of(PlacementRule rule, TaskNeeds needs) {
            return new Kind(rule.identity(), rule.seesAmounts() ? needs : withoutAmounts(needs));
        }

        private static TaskNeeds withoutAmounts(TaskNeeds needs) {
            return new TaskNeeds(
                    0,
                    0,
                    0,
                    needs.hostPorts(),
                    needs.eni(),
                    needs.ebsVolume(),
                    needs.attributes(),
                    needs.availabilityZones());
        }
    }

    private static final class Use {
        private boolean before;
        private RuleIndex index;
    }

    /** @param cluster whose changes are noted, all of them */
    public IndexedPlacer(TrackedCluster cluster) {
        this.cluster = cluster;
    }

    @Override
    public Placement place(ClusterView view, TaskNeeds needs, PlacementRule rule) {
        Placement.Placed placed = placeOrNull(view, needs, rule);
        return placed != null ? placed : ScanPlacer.refused(view, new Fit(needs, rule, view.start()), rule);
    }

    @Override
    public Placement.Placed placeOrNull(ClusterView view, TaskNeeds needs, PlacementRule rule) {
        decisions++;
        RuleIndex index = view == cluster ? index(needs, rule) : null;
        if (index == null || !index.catchUp() || !Room.canHold(needs.cpu(), needs.memory(), needs.gpus())) {
            scans++;
            return scan.place(view, needs, rule) instanceof Placement.Placed placed ? placed : null;
        }
        return index.place(needs, rule);
    }

    private RuleIndex index(TaskNeeds needs, PlacementRule rule) {
        if (rule != lastRule || !isLikeTheLast(needs)) {
            lastUse = uses.computeIfAbsent(Kind.of(rule, needs), kind -> new Use());
            lastRule = rule;
            lastNeeds = needs;
            if (uses.size() > MOST_INDEXES) {
                uses.remove(uses.keySet().iterator().next());
            }
        }
        if (lastUse.before && lastUse.index == null) {
            lastUse.index = new RuleIndex(cluster, needs, rule);
        }
        lastUse.before = true;
        return lastUse.index;
    }

    private boolean isLikeTheLast(TaskNeeds needs) {
        return needs == lastNeeds
                || !lastRule.seesAmounts()
                        && needs.eni() == lastNeeds.eni()
                        && needs.ebsVolume() == lastNeeds.ebsVolume()
                        && needs.hostPorts().equals(lastNeeds.hostPorts())
                        && needs.attributes().equals(lastNeeds.attributes())
                        && needs.availabilityZones().equals(lastNeeds.availabilityZones());
    }

    /** How many decisions were made. */
    public long decisions() {
        return decisions;
    }

    /** How many of them by looking at all instances. */
    public long scans() {
        return scans;
    }
}
