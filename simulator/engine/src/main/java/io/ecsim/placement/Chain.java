// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import io.ecsim.cluster.ClusterView;
import io.ecsim.cluster.InstanceView;
import io.ecsim.cluster.TaskNeeds;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A rule's strategies as an index needs them: each score has its bits in an instance's key, the first the highest, or
 * is one for all instances with the same value of an attribute. The instance's number has the lowest bits.
 */
final class Chain {
    /** Bits of a key; the sign stays free. */
    private static final int KEY_BITS = 63;

    /** A count of tasks has at most and at least so many; where less is left, there can be no key. */
    private static final int MOST_COUNT_BITS = 20;

    private static final int LEAST_COUNT_BITS = 5;

    /** With fewer instances per value than this, the score of a value is part of their keys. */
    private static final int FEW = 32;

    private enum Score {
        CPU,
        MEMORY,
        /** Tasks of the group on the instance. */
        TASKS,
        /** Tasks of the group on all instances with the same value. */
        BUCKET,
        /** The same, not in the key: it is one for a whole part of the instances. */
        PART
    }

    /** @param spread which of the chain's spreads over an attribute it is; -1 for none */
    private record Link(Score score, int shift, int bits, int spread) {
        int of(long key) {
            return (int) (key >>> shift & (1L << bits) - 1);
        }
    }

    private final Link[] links;
    private final List<Buckets> spreads;
    private final int numberBits;

    /** The links of a kind, of which there can be one only; null where there is none. */
    private final Link cpu;

    private final Link memory;
    private final Link ofGroup;
    private final Link[] buckets;
    /** So many links come first whose scores are one for all instances of a part. */
    private final int leading;
    /** The score with the highest bits of a key. */
    private final Link highest;
    /** Instances of parts with equal leading scores are told apart by the bits of their keys from here on. */
    private final int comparable;

    private boolean overflown;

    private Chain(List<Link> links, List<Buckets> spreads, int numberBits) {
        this.links = links.toArray(Link[]::new);
        this.spreads = spreads;
        this.numberBits = numberBits;
        cpu = only(links, Score.CPU);
        memory = only(links, Score.MEMORY);
        ofGroup = only(links, Score.TASKS);
        buckets = links.stream().filter(link -> link.score == Score.BUCKET).toArray(Link[]::new);
        int next = 0;
        while (next < this.links.length && this.links[next].score == Score.PART) {
            next++;
        }
        leading = next;
        highest = next < this.links.length ? this.links[next] : null;
        int shift = KEY_BITS;
        while (next < this.links.length && this.links[next].score != Score.PART) {
            shift = this.links[next++].shift;
        }
        comparable = next < this.links.length ? shift : 0;
    }

    private static Link only(List<Link> links, Score score) {
        return links.stream().filter(link -> link.score == score).findFirst().orElse(null);
    }

    /** Null when a strategy is not one of AWS's or a key is too short for the scores: then there can be no index. */
    static Chain of(PlacementRule rule, ClusterView cluster) {
        List<Link> wanted = new ArrayList<>();
        List<Buckets> spreads = new ArrayList<>();
        for (PlacementRule.Step step : new LinkedHashSet<>(rule.steps())) {
            String attribute = step.ranking() instanceof Spread ? Spread.attribute(step.field()) : null;
            Score score = score(step, attribute, cluster);
            if (score == null) {
                return null;
            }
            wanted.add(new Link(score, 0, 0, attribute == null ? -1 : spreads.size()));
            if (attribute != null) {
                spreads.add(new Buckets(attribute, score == Score.BUCKET));
            }
        }
        // PL-26: fewest tasks of the group, unless a strategy has looked at them or luck decides.
        if (!rule.draws() && wanted.stream().noneMatch(link -> link.score == Score.TASKS)) {
            wanted.add(new Link(Score.TASKS, 0, 0, -1));
        }
        return laidOut(wanted, spreads, cluster);
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

    /** Gives amounts the bits that the cluster needs, and counts what is left. */
    private static Chain laidOut(List<Link> wanted, List<Buckets> spreads, ClusterView cluster) {
        int cpu = 1;
        int memory = 1;
        int number = 64;
        for (InstanceView instance : cluster.instances()) {
            cpu = Math.max(cpu, instance.registeredCpu());
            memory = Math.max(memory, instance.registeredMemory());
            number = Math.max(number, instance.number());
        }
        int numberBits = bits(number) + 1;
        int left = KEY_BITS - numberBits;
        int counts = 0;
        for (Link link : wanted) {
            switch (link.score) {
                case CPU -> left -= bits(cpu);
                case MEMORY -> left -= bits(memory);
                case TASKS, BUCKET -> counts++;
                case PART -> {}
            }
        }
        int countBits = counts == 0 ? 0 : Math.min(MOST_COUNT_BITS, left / counts);
        if (left < 0 || counts > 0 && countBits < LEAST_COUNT_BITS) {
            return null;
        }
        List<Link> links = new ArrayList<>();
        int end = KEY_BITS;
        for (Link link : wanted) {
            int bits = switch (link.score) {
                case CPU -> bits(cpu);
                case MEMORY -> bits(memory);
                case TASKS, BUCKET -> countBits;
                case PART -> 0;
            };
            end -= bits;
            links.add(new Link(link.score, end, bits, link.spread));
        }
        return new Chain(links, spreads, numberBits);
    }

    private static int bits(int most) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(most);
    }

    /** The attributes over which the chain spreads, in order. */
    List<Buckets> spreads() {
        return spreads;
    }

    /**
     * The key of an instance.
     *
     * @param places in the buckets of each spread
     */
    long key(InstanceView instance, int tasks, int[] places) {
        long number = instance.number();
        long tooLarge = number >>> numberBits;
        long key = number;
        if (cpu != null) {
            tooLarge |= (long) instance.remainingCpu() >>> cpu.bits;
            key |= (long) instance.remainingCpu() << cpu.shift;
        }
        if (memory != null) {
            tooLarge |= (long) instance.remainingMemory() >>> memory.bits;
            key |= (long) instance.remainingMemory() << memory.shift;
        }
        if (ofGroup != null) {
            tooLarge |= (long) tasks >>> ofGroup.bits;
            key |= (long) tasks << ofGroup.shift;
        }
        for (Link link : buckets) {
            long score = spreads.get(link.spread).tasks(places[link.spread]);
            tooLarge |= score >>> link.bits;
            key |= score << link.shift;
        }
        overflown |= tooLarge != 0;
        return key;
    }

    /** Whether a key was asked for that its bits could not hold. */
    boolean isOverflown() {
        return overflown;
    }

    /** The number of the instance whose key it is. */
    int number(long key) {
        return (int) (key & (1L << numberBits) - 1);
    }

    /** The first key with the same scores. */
    long first(long key) {
        return key >>> numberBits << numberBits;
    }

    /** The first key behind all with the same scores. */
    long behind(long key) {
        return (key >>> numberBits) + 1 << numberBits;
    }

    /** No key of an instance with enough room is below this. */
    long lowest(TaskNeeds needs) {
        if (highest != null && highest.score == Score.CPU) {
            return (long) needs.cpu() << highest.shift;
        }
        return highest != null && highest.score == Score.MEMORY ? (long) needs.memory() << highest.shift : 0;
    }

    /** From this key on nobody of a part with the same leading scores is preferred to the one with the key. */
    long limit(long key) {
        return comparable == 0 ? key : comparable == KEY_BITS ? Long.MAX_VALUE : (key >>> comparable) + 1 << comparable;
    }

    /** Compares the scores that come first and are one for all instances of a part. */
    int compareLeading(int[] places, int[] otherPlaces) {
        for (int i = 0; i < leading; i++) {
            Buckets spread = spreads.get(links[i].spread);
            int order =
                    Integer.compare(spread.tasks(places[links[i].spread]), spread.tasks(otherPlaces[links[i].spread]));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }

    /** Compares instances of any parts, score by score; their numbers do not count. */
    int compare(long key, int[] places, long otherKey, int[] otherPlaces) {
        for (Link link : links) {
            int order = link.score == Score.PART
                    ? Integer.compare(
                            spreads.get(link.spread).tasks(places[link.spread]),
                            spreads.get(link.spread).tasks(otherPlaces[link.spread]))
                    : Integer.compare(link.of(key), link.of(otherKey));
            if (order != 0) {
                return order;
            }
        }
        return 0;
    }
}
