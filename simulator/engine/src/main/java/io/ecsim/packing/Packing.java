// SPDX-License-Identifier: Apache-2.0
package io.ecsim.packing;

import io.ecsim.aws.PlacementStrategy;
import io.ecsim.cluster.TaskNeeds;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.placement.IndexedPlacer;
import io.ecsim.placement.Placement;
import io.ecsim.placement.PlacementRule;
import io.ecsim.placement.Reason;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Tasks placed one by one in their order, as one task group, each by the same strategy; what fits nowhere is counted and
 * the next one is tried. Ties by PL-26.
 */
public final class Packing {
    /** The place of a task that fits nowhere. */
    public static final int NOWHERE = -1;

    private static final String GROUP = "packing";

    private final TaskRows tasks;
    private final Pool pool;
    private final List<PlacementStrategy> strategy;
    private final long seed;
    private final PackingCluster cluster;
    private final IndexedPlacer placer;
    private final PlacementRule rule;
    private final Closest closest;
    private final Sizes refused = new Sizes();
    private final int[] places;
    private final Map<Reason, Integer> unplacedByReason = new EnumMap<>(Reason.class);
    private int unplaced;

    private Packing(TaskRows tasks, Pool pool, List<PlacementStrategy> strategy, long seed) {
        this.tasks = tasks;
        this.pool = pool;
        this.strategy = strategy;
        this.seed = seed;
        cluster = PackingCluster.of(pool.instances(), GROUP);
        placer = new IndexedPlacer(cluster);
        rule = PlacementRule.of(
                GROUP, strategy, List.of(), false, false, new RandomStreams(seed).stream("placement/" + GROUP));
        closest = new Closest(cluster.instances());
        places = new int[tasks.tasks()];
        Arrays.fill(places, NOWHERE);
    }

    /**
     * Places the tasks.
     *
     * @param strategy a valid chain, not empty
     * @param seed of the strategy {@code random}; the others draw nothing
     */
    public static Packing of(TaskRows tasks, Pool pool, List<PlacementStrategy> strategy, long seed) {
        Packing packing = new Packing(tasks, pool, strategy, seed);
        packing.run(tasks.tasks());
        return packing;
    }

    /** Whether these instances of the pool, by their numbers in order, take as many tasks as the whole pool did. */
    boolean canBeOn(int[] numbers) {
        List<InstanceKind> kinds = Arrays.stream(numbers).mapToObj(this::kind).toList();
        return new Packing(tasks, Pool.of(kinds), strategy, seed).run(unplaced);
    }

    private InstanceKind kind(int number) {
        return number < pool.instances().size() ? pool.instances().get(number) : pool.more();
    }

    /** Returns false, and stops, when more tasks than allowed fit nowhere. */
    private boolean run(int mostUnplaced) {
        int task = 0;
        for (int row = 0; row < tasks.rows(); row++) {
            TaskNeeds needs = TaskNeeds.of(tasks.cpu(row), tasks.memory(row), tasks.gpus(row));
            for (int i = 0; i < tasks.count(row); i++) {
                places[task] = place(needs);
                if (places[task] == NOWHERE && ++unplaced > mostUnplaced) {
                    return false;
                }
                task++;
            }
        }
        return true;
    }

    private int place(TaskNeeds needs) {
        Reason onEmpty = pool.more() == null ? Reason.STATUS : pool.more().failure(needs);
        // While instances are only filled, what was refused once is refused for ever, and all that is larger with it.
        if (onEmpty != null && refused.anyWithin(needs.cpu(), needs.memory(), needs.gpus())) {
            return refuse(needs, onEmpty);
        }
        Placement.Placed placed = placer.placeOrNull(cluster, needs, rule);
        if (placed != null) {
            cluster.place(placed.instance(), needs);
            return placed.instance().number();
        }
        if (onEmpty == null) {
            PackedInstance opened = cluster.register(pool.more());
            cluster.place(opened, needs);
            return opened.number();
        }
        refused.add(needs.cpu(), needs.memory(), needs.gpus());
        return refuse(needs, onEmpty);
    }

    /** @param onEmpty why an instance that could be opened would not take it either: it may come closer than all others */
    private int refuse(TaskNeeds needs, Reason onEmpty) {
        Reason onOpen = closest.reason(needs);
        unplacedByReason.merge(onOpen.compareTo(onEmpty) < 0 ? onEmpty : onOpen, 1, Integer::sum);
        return NOWHERE;
    }

    public TaskRows tasks() {
        return tasks;
    }

    /** The number of the instance of each task, from 0 in order of registration, or {@link #NOWHERE}. */
    public int place(int task) {
        return places[task];
    }

    public int placed() {
        return tasks.tasks() - unplaced;
    }

    public int unplaced() {
        return unplaced;
    }

    /** How many tasks no instance takes, by the first failing test of the instance that came closest (EV-5, EV-6). */
    public Map<Reason, Integer> unplacedByReason() {
        return Collections.unmodifiableMap(unplacedByReason);
    }

    /** How many instances there are, used or not. */
    public int instances() {
        return cluster.instances().size();
    }

    /** How many instances have a task. */
    public int instancesUsed() {
        return (int) used().count();
    }

    /** What the tasks reserve of the instances that have one, from 0 to 1; NaN when these have nothing of it. */
    public double reservation(Resource resource) {
        long registered = used().mapToLong(resource::registered).sum();
        long free = used().mapToLong(resource::free).sum();
        return registered == 0 ? Double.NaN : (double) (registered - free) / registered;
    }

    /**
     * The share of what is free on the instances that have a task which no task of the batch could use, for none that
     * asks for it fits there, from 0 to 1; NaN when nothing is free (Q. Weng et al., "Beware of Fragmentation: Scheduling
     * GPU-Sharing Workloads with Fragmentation Gradient Descent", USENIX ATC 2023).
     */
    public double fragmentation(Resource resource) {
        Sizes asking = new Sizes();
        for (int row = 0; row < tasks.rows(); row++) {
            if (resource.asked(tasks, row) > 0) {
                asking.add(tasks.cpu(row), tasks.memory(row), tasks.gpus(row));
            }
        }
        long free = used().mapToLong(resource::free).sum();
        long useless = used().filter(i -> !asking.anyWithin(i.remainingCpu(), i.remainingMemory(), i.freeGpus()))
                .mapToLong(resource::free)
                .sum();
        return free == 0 ? Double.NaN : (double) useless / free;
    }

    private Stream<PackedInstance> used() {
        return cluster.instances().stream().filter(instance -> instance.packed() > 0);
    }

    /** How few instances could have taken the tasks that were placed: no fewer than this. */
    public LowerBound lowerBound() {
        LowerBound best = placed() == 0 ? LowerBound.NONE : LowerBound.ONE;
        for (Resource resource : Resource.values()) {
            int[] capacities =
                    cluster.instances().stream().mapToInt(resource::registered).toArray();
            best = best.or(LowerBound.of(resource, asked(resource), capacities));
        }
        return best;
    }

    /** What each placed task asks of a resource. */
    private int[] asked(Resource resource) {
        int[] asked = new int[placed()];
        int task = 0;
        int end = 0;
        for (int row = 0; row < tasks.rows(); row++) {
            for (int i = 0; i < tasks.count(row); i++) {
                if (places[task++] != NOWHERE) {
                    asked[end++] = resource.asked(tasks, row);
                }
            }
        }
        return asked;
    }
}
