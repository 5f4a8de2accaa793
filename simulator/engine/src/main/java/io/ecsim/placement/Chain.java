// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import io.ecsim.cluster.ClusterView;
import io.ecsim.cluster.InstanceView;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A rule's strategies as an index needs them: each score has its place in a key, or is one for all instances with the
 * same value of an attribute.
 */
final class Chain {
    /** Bits of a key; the sign stays free. */
    private static final int KEY_BITS = 63;

    /** Tasks of one group on one instance. */
    private static final int TASKS_BITS = 15;

    /** Tasks of one group on all instances with one value. */
    private static final int BUCKET_BITS = 20;

    /** With fewer instances per value than this, the score of a value is part of their keys. */
    private static final int FEW = 32;

    private enum Score {
        CPU(Room.CPU_BITS),
        MEMORY(Room.MEMORY_BITS),
        TASKS(TASKS_BITS),
        BUCKET(BUCKET_BITS),
        /** The same for a whole part of the instances: not in the key. */
        PART(0);

        private final int bits;

        Score(int bits) {
            this.bits = bits;
        }
    }

    /** @param spread which of the chain's spreads over an attribute it is; -1 for none */
    private record Link(Score score, int shift, int spread) {
        int ofKey(long key) {
            return (int) (key >>> shift & (1L << score.bits) - 1);
        }
    }

    private final List<Link> links;
    private final List<Buckets> spreads;

    private Chain(List<Link> links, List<Buckets> spreads) {
        this.links = links;
        this.spreads = spreads;
    }

    /** Null when a strategy is not one of AWS's or the scores do not fit into a key: then there can be no index. */
    static Chain of(PlacementRule rule, ClusterView cluster) {
        List<Link> links = new ArrayList<>();
        List<Buckets> spreads = new ArrayList<>();
        int left = KEY_BITS;
        for (PlacementRule.Step step : new LinkedHashSet<>(rule.steps())) {
            String attribute = step.ranking() instanceof Spread ? Spread.attribute(step.field()) : null;
            Score score = score(step, attribute, cluster);
            if (score == null || score.bits > left) {
                return null;
            }
            left -= score.bits;
            links.add(new Link(score, left, attribute == null ? -1 : spreads.size()));
            if (attribute != null) {
                spreads.add(new Buckets(attribute, score == Score.BUCKET));
            }
        }
        return new Chain(links, spreads);
    }

    private static Score score(PlacementRule.Step step, String attribute, ClusterView cluster) {
        if (step.ranking() instanceof Binpack) {
            return Binpack.isCpu(step.field()) ? Score.CPU : Score.MEMORY;
        }
        if (!(step.ranking() instanceof Spread)) {
            return null;
        }
        if (attribute == null) {
            return Score.TASKS;
        }
        Set<String> values = new LinkedHashSet<>();
        cluster.instances().forEach(instance -> values.add(instance.attributes().get(attribute)));
        return cluster.instances().size() < (long) FEW * values.size() && values.size() > FEW
                ? Score.BUCKET
                : Score.PART;
    }

    /** The attributes over which the chain spreads, in order. */
    List<Buckets> spreads() {
        return spreads;
    }

    /**
     * The scores of an instance that are its own, the first one highest.
     *
     * @param places in the buckets of each spread
     */
    long key(InstanceView instance, int tasks, int[] places) {
        long key = 0;
        for (int i = 0; i < links.size(); i++) {
            Link link = links.get(i);
            long score = switch (link.score) {
                case CPU -> instance.remainingCpu();
                case MEMORY -> instance.remainingMemory();
                case TASKS -> tasks;
                case BUCKET -> spreads.get(link.spread).tasks(places[link.spread]);
                case PART -> 0;
            };
            key |= score << link.shift;
        }
        return key;
    }

    /** Whether the counts of an instance are small enough for a key. */
    static boolean canHold(int tasks) {
        return tasks >>> TASKS_BITS == 0;
    }

    /** The first score where it is one for all instances of a part; 0 where it is not. */
    int firstOfPart(int[] places) {
        return links.isEmpty() || links.get(0).score != Score.PART
                ? 0
                : spreads.get(0).tasks(places[0]);
    }

    /** Compares instances of any parts by their keys and places, score by score. */
    int compare(long key, int[] places, long otherKey, int[] otherPlaces) {
        for (int i = 0; i < links.size(); i++) {
            Link link = links.get(i);
            int order = link.score == Score.PART
                    ? Integer.compare(
                            spreads.get(link.spread).tasks(places[link.spread]),
                            spreads.get(link.spread).tasks(otherPlaces[link.spread]))
                    : Integer.compare(link.ofKey(key), link.ofKey(otherKey));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
