// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import io.ecsim.cluster.Changes;
import io.ecsim.cluster.InstanceView;
import io.ecsim.cluster.TaskNeeds;
import io.ecsim.cluster.TrackedCluster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The instances that one rule allows, ordered as it prefers them, for tasks that differ in CPU, memory and GPUs only.
 * Before each decision it takes in what changed since the last.
 *
 * <p>What depends on one instance alone (what is left, how many tasks of the group it has) is the instance's key in a
 * {@link PreferenceOrder}. A spread over an attribute gives all instances of one value the same score, which changes
 * for all of them at once; so instances with equal values form a {@link Part} with an order of its own, and the best of
 * each part are compared by the whole chain. Where values are so many that a part would hold only a few instances, the
 * score belongs to the keys, and a change gives those few new ones.
 */
final class RuleIndex {
    /** So many instances are expected at least. */
    private static final int LEAST = 64;

    /** The lower half of a key's second number. */
    private static final int NUMBER_BITS = 32;

    private final TrackedCluster cluster;
    private final PlacementRule rule;
    private final Fit fit;

    /** Null while this cluster cannot be indexed. */
    private Chain chain;

    private final Map<List<Integer>, Part> partsByPlaces = new LinkedHashMap<>();
    private final List<Part> parts = new ArrayList<>();
    private Member[] members;
    private int sizeAtBuild;
    private long read;

    private Part best;
    private long bestHigh;
    private long bestLow;
    private int[] equals = new int[16];
    private int equalsCount;

    /** Instances with the same values of the attributes whose scores are one for all of them. */
    private static final class Part {
        final PreferenceOrder order = new PreferenceOrder();
        final int[] places;

        Part(int[] places) {
            this.places = places;
        }
    }

    /** What is known of an instance. */
    static final class Member {
        final Placement.Placed placed;
        Map<String, String> attributes;
        boolean suitable;
        int[] places;
        Part part;
        int tasks;
        boolean listed;
        long high;
        long low;
        long room;

        Member(InstanceView instance) {
            placed = new Placement.Placed(instance);
        }
    }

    /** @param needs of one of the tasks; CPU, memory and GPUs of others may differ */
    RuleIndex(TrackedCluster cluster, TaskNeeds needs, PlacementRule rule) {
        this.cluster = cluster;
        this.rule = rule;
        this.fit = new Fit(needs, rule, cluster.start());
        build();
    }

    /** Takes in what changed. Returns false when this cluster cannot be indexed. */
    boolean catchUp() {
        Changes changes = cluster.changes();
        if (!changes.reachBackTo(read) || cluster.instances().size() > 2 * sizeAtBuild) {
            build();
        }
        for (; chain != null && read < changes.end(); read++) {
            update(changes.at(read));
        }
        return chain != null;
    }

    /** The instance for a task; null when none has room. To be asked after {@link #catchUp}. */
    Placement.Placed place(TaskNeeds needs, PlacementRule luck) {
        long asked = Room.of(needs.cpu(), needs.memory(), needs.gpus());
        if (!find(asked)) {
            return null;
        }
        return members[luck.draws() ? drawn(asked, luck) : (int) bestLow].placed;
    }

    private boolean find(long asked) {
        best = null;
        Part first = mostPromising();
        consider(first, asked);
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            if (part != first && (best == null || isPromising(part))) {
                consider(part, asked);
            }
        }
        return best != null;
    }

    /** To begin with the part that wins if anything there fits saves most of the others. */
    private Part mostPromising() {
        Part first = null;
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            if (!part.order.isEmpty()
                    && (first == null || chain.firstOfPart(part.places) < chain.firstOfPart(first.places))) {
                first = part;
            }
        }
        return first;
    }

    private boolean isPromising(Part part) {
        return chain.firstOfPart(part.places) <= chain.firstOfPart(best.places);
    }

    private void consider(Part part, long asked) {
        if (part == null || !part.order.find(asked)) {
            return;
        }
        PreferenceOrder order = part.order;
        int comparison = best == null ? -1 : chain.compare(order.foundHigh(), part.places, bestHigh, best.places);
        if (comparison < 0 || comparison == 0 && order.foundLow() < bestLow) {
            best = part;
            bestHigh = order.foundHigh();
            bestLow = order.foundLow();
        }
    }

    /** As {@link ScanPlacer} draws among candidates that no score tells apart. */
    private int drawn(long asked, PlacementRule luck) {
        List<? extends InstanceView> instances = cluster.instances();
        for (int i = 0; i < PlacementRule.DRAWS; i++) {
            int number = instances.get(luck.draw(instances.size())).number();
            Member any = members[number];
            if (any.listed
                    && Room.suffices(any.room, asked)
                    && chain.compare(any.high, any.part.places, bestHigh, best.places) == 0) {
                return number;
            }
        }
        equalsCount = 0;
        for (Part part : parts) {
            // Parts with another score are no equals; of the same part or one like it, those with the same key are.
            if (chain.compare(bestHigh, part.places, bestHigh, best.places) == 0) {
                part.order.each(bestHigh, asked, this::addEqual);
            }
        }
        Arrays.sort(equals, 0, equalsCount);
        return equals[luck.draw(equalsCount)];
    }

    private void addEqual(long low) {
        if (equalsCount == equals.length) {
            equals = Arrays.copyOf(equals, 2 * equalsCount);
        }
        equals[equalsCount++] = (int) low;
    }

    private void build() {
        read = cluster.changes().end();
        sizeAtBuild = Math.max(LEAST, cluster.instances().size());
        chain = Chain.of(rule, cluster);
        parts.clear();
        partsByPlaces.clear();
        members = new Member[sizeAtBuild];
        for (InstanceView instance : cluster.instances()) {
            if (chain != null) {
                update(instance.number());
            }
        }
    }

    private void update(int number) {
        if (number >= members.length) {
            members = Arrays.copyOf(members, Math.max(number + 1, 2 * members.length));
        }
        InstanceView instance = cluster.instance(number);
        Member member = members[number];
        if (instance == null) {
            if (member != null) {
                forget(member);
                members[number] = null;
            }
            return;
        }
        if (member == null) {
            member = new Member(instance);
            members[number] = member;
        }
        if (member.attributes != instance.attributes()) {
            forget(member);
            describe(member, instance);
        }
        count(member, instance.tasks(rule.group()));
        if (member.suitable && fit.admits(instance)) {
            list(member);
        } else {
            unlist(member);
        }
        if (!Chain.canHold(member.tasks)
                || !Room.canHold(instance.registeredCpu(), instance.registeredMemory(), instance.registeredGpus())) {
            chain = null;
        }
    }

    /** What follows from the attributes, which seldom change. */
    private void describe(Member member, InstanceView instance) {
        member.attributes = instance.attributes();
        member.suitable = fit.suits(instance);
        member.places = new int[chain.spreads().size()];
        List<Integer> ofPart = new ArrayList<>();
        for (int i = 0; i < member.places.length; i++) {
            Buckets spread = chain.spreads().get(i);
            member.places[i] = spread.place(member.attributes);
            if (spread.inKeys()) {
                spread.members(member.places[i]).add(member);
            } else {
                ofPart.add(member.places[i]);
            }
        }
        member.part = partsByPlaces.computeIfAbsent(ofPart, places -> new Part(member.places));
        if (partsByPlaces.size() > parts.size()) {
            parts.add(member.part);
        }
    }

    /** Takes back what follows from the attributes. */
    private void forget(Member member) {
        unlist(member);
        count(member, 0);
        for (int i = 0; member.places != null && i < member.places.length; i++) {
            Buckets spread = chain.spreads().get(i);
            spread.members(member.places[i]).remove(member);
        }
    }

    private void count(Member member, int tasks) {
        int more = tasks - member.tasks;
        member.tasks = tasks;
        for (int i = 0; more != 0 && i < member.places.length; i++) {
            Buckets spread = chain.spreads().get(i);
            spread.add(member.places[i], more);
            if (spread.inKeys()) {
                for (Member other : spread.members(member.places[i])) {
                    if (other.listed && other != member) {
                        list(other);
                    }
                }
            }
        }
    }

    /** Puts an instance where it belongs now. */
    private void list(Member member) {
        InstanceView instance = member.placed.instance();
        long room = Room.of(instance.remainingCpu(), instance.remainingMemory(), instance.freeGpus());
        long high = chain.key(instance, member.tasks, member.places);
        long low = instance.number() | (rule.draws() ? 0 : (long) member.tasks << NUMBER_BITS);
        if (member.listed && member.high == high && member.low == low && member.room == room) {
            return;
        }
        unlist(member);
        member.listed = true;
        member.high = high;
        member.low = low;
        member.room = room;
        member.part.order.add(high, low, room);
    }

    private void unlist(Member member) {
        if (member.listed) {
            member.part.order.remove(member.high, member.low);
            member.listed = false;
        }
    }
}
