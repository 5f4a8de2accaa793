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

    private Member best;
    private Member luckiest;

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
        final int number;
        final Placement.Placed placed;
        Map<String, String> attributes;
        boolean suitable;
        int[] places;
        Part part;
        int tasks;
        boolean listed;
        PreferenceOrder.Leaf leaf;
        /** Under which it is listed, and with how much room. */
        long key;

        long room;

        Member(InstanceView instance) {
            number = instance.number();
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
        while (chain != null && read < changes.end()) {
            update(changes.at(read++));
            if (chain.isOverflown()) {
                build();
            }
        }
        return chain != null;
    }

    /** The instance for a task; null when none has room. To be asked after {@link #catchUp}. */
    Placement.Placed place(TaskNeeds needs, PlacementRule luck) {
        long asked = Room.of(needs.cpu(), needs.memory(), needs.gpus());
        if (!find(asked, chain.lowest(needs))) {
            return null;
        }
        return (luck.draws() ? drawn(asked, luck) : best).placed;
    }

    private boolean find(long asked, long lowest) {
        best = null;
        Part first = mostPromising();
        if (first != null) {
            consider(first, asked, lowest);
        }
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            if (part != first) {
                consider(part, asked, lowest);
            }
        }
        return best != null;
    }

    /** To begin with the part that wins if anything there fits saves most of the others. */
    private Part mostPromising() {
        Part first = null;
        for (int i = 0; i < parts.size(); i++) {
            Part part = parts.get(i);
            if (!part.order.isEmpty() && (first == null || chain.compareLeading(part.places, first.places) < 0)) {
                first = part;
            }
        }
        return first;
    }

    private void consider(Part part, long asked, long lowest) {
        int ahead = best == null ? -1 : chain.compareLeading(part.places, best.places);
        if (ahead > 0) {
            return;
        }
        long limit = ahead < 0 ? Long.MAX_VALUE : chain.limit(best.key);
        if (ahead == 0 && part.order.first() >= limit) {
            return;
        }
        long key = part.order.find(asked, lowest, limit);
        if (key == PreferenceOrder.NONE) {
            return;
        }
        Member found = members[chain.number(key)];
        int comparison = best == null ? -1 : compare(found, best);
        if (comparison < 0 || comparison == 0 && found.number < best.number) {
            best = found;
        }
    }

    /** By all scores; the numbers do not count. */
    private int compare(Member one, Member other) {
        return chain.compare(one.key, one.places, other.key, other.places);
    }

    /** As {@link ScanPlacer} draws among candidates that no score tells apart. */
    private Member drawn(long asked, PlacementRule luck) {
        List<? extends InstanceView> instances = cluster.instances();
        for (int i = 0; i < PlacementRule.DRAWS; i++) {
            Member any = members[instances.get(luck.draw(instances.size())).number()];
            if (any.listed && Room.suffices(any.room, asked) && compare(any, best) == 0) {
                return any;
            }
        }
        luckiest = null;
        PlacementRule.Lots lots = luck.lots();
        for (Part part : parts) {
            // A part whose common scores are worse has no equals; in the others those with the same key are.
            if (chain.compare(best.key, part.places, best.key, best.places) == 0) {
                part.order.each(chain.first(best.key), chain.behind(best.key), asked, key -> {
                    Member equal = members[chain.number(key)];
                    if (luckiest == null || lots.isLuckier(equal.number, luckiest.number)) {
                        luckiest = equal;
                    }
                });
            }
        }
        return luckiest;
    }

    private void build() {
        read = cluster.changes().end();
        sizeAtBuild = Math.max(LEAST, cluster.instances().size());
        chain = Chain.of(rule, cluster);
        parts.clear();
        partsByPlaces.clear();
        members = new Member[sizeAtBuild];
        for (InstanceView instance : cluster.instances()) {
            boolean held =
                    Room.canHold(instance.registeredCpu(), instance.registeredMemory(), instance.registeredGpus());
            if (chain == null || !held) {
                chain = null;
                return;
            }
            update(instance.number());
        }
        if (chain != null && chain.isOverflown()) {
            chain = null;
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
        if (ofPart.size() == member.places.length) {
            member.places = member.part.places; // equal, and one for all
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
        long key = chain.key(instance, member.tasks, member.places);
        if (!member.listed || member.key != key || member.room != room) {
            unlist(member);
            member.key = key;
            member.room = room;
            member.listed = true;
            member.leaf = member.part.order.add(key, room);
        }
    }

    private void unlist(Member member) {
        if (member.listed) {
            member.listed = false;
            member.part.order.remove(member.key, member.leaf);
        }
    }
}
