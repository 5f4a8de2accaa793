// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import io.ecsim.capacity.Allocation.Tally;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.Time;
import io.ecsim.world.World;
import java.util.List;
import java.util.Set;

/**
 * What a group does whenever something has changed: it ends what it has too many of, launches what it lacks, evens out
 * its zones, fills its warm pool, and goes on with an instance refresh.
 */
final class GroupSettling {
    private static final String LAUNCH = "Launch";
    private static final String TERMINATE = "Terminate";

    private final Fleet fleet;
    private final Kernel kernel;
    private final Journal journal;
    private final World world;
    private final Market market;
    private final InstanceLifecycle instances;

    GroupSettling(
            Fleet fleet, Kernel kernel, Journal journal, World world, Market market, InstanceLifecycle instances) {
        this.fleet = fleet;
        this.kernel = kernel;
        this.journal = journal;
        this.world = world;
        this.market = market;
        this.instances = instances;
    }

    /** Of a group that is there from the beginning. */
    void begin(Group group) {
        grow(group, Group.FROM_THE_BEGINNING);
        keepWarm(group, Group.FROM_THE_BEGINNING);
        retry(group);
    }

    void settle(Group group, String why) {
        shrink(group, why);
        grow(group, why);
        balance(group);
        keepWarm(group, why);
        step(group);
        retry(group);
    }

    private void shrink(Group group, String why) {
        boolean held = false;
        while (!held && group.size() > group.desiredCapacity && !group.isSuspended(TERMINATE)) {
            Machine surplus = TerminationOrder.next(group, kernel.now());
            held = surplus == null;
            if (held && !group.held) {
                write(new Entry.GroupWaits(
                        group.name(),
                        "Could not scale to desired capacity because all remaining instances are protected from scale"
                                + " in."));
            } else if (!held) {
                instances.leave(surplus, why);
            }
        }
        group.held = held;
    }

    /** As many on demand and Spot as the group's distribution says; neither takes the place of the other. */
    private void grow(Group group, String why) {
        if (group.size() >= group.desiredCapacity || group.isSuspended(LAUNCH)) {
            return;
        }
        Tally tally = Allocation.tally(group.machines);
        for (boolean spot : new boolean[] {false, true}) {
            int wanted = group.allocation.wanted(group.desiredCapacity, spot);
            while (tally.size() < group.desiredCapacity && tally.of(spot) < wanted && group.mayExceed()) {
                Machine machine = spot ? null : instances.fromWarmPool(group, tally);
                if (machine == null) {
                    List<Launch> candidates = group.allocation.candidates(spot, tally, this::isOpen);
                    machine = launchFirst(group, candidates, null, why);
                }
                if (machine == null) {
                    break;
                }
                tally.add(machine);
            }
        }
    }

    /** The first that there is capacity for; null when there is none at all. */
    private Machine launchFirst(Group group, List<Launch> candidates, Machine replaces, String why) {
        for (Launch candidate : candidates) {
            String refusal = market.refusal(candidate);
            if (refusal == null) {
                return instances.launch(group, candidate, LifecycleState.PENDING, replaces, why);
            }
            if (group.refused.add(candidate)) {
                write(new Entry.LaunchFailed(
                        group.name(),
                        candidate.type().name(),
                        candidate.availabilityZone(),
                        candidate.spot() ? "spot" : null,
                        refusal));
            }
        }
        return null;
    }

    /** Evens out zones that differ by more than one: launches first and ends later (SC-446). */
    private void balance(Group group) {
        if (group.isSuspended("AZRebalance") || group.isSuspended(LAUNCH) || group.isSuspended(TERMINATE)) {
            return;
        }
        boolean launched = true;
        while (launched && group.mayExceed()) {
            Set<Machine> replaced = group.replaced();
            Tally tally = Allocation.tally(group.those(machine -> !replaced.contains(machine)));
            String fullest = group.allocation.fullest(tally);
            Machine victim = group.allocation.isEven(tally, this::isOpen)
                    ? null
                    : TerminationOrder.next(
                            group,
                            kernel.now(),
                            machine -> machine.zone().equals(fullest) && !replaced.contains(machine));
            launched = victim != null
                    && launchFirst(
                                    group,
                                    group.allocation.lacking(victim.launch.spot(), tally, this::isOpen),
                                    victim,
                                    "moves to a zone that has fewer")
                            != null;
        }
    }

    private boolean isOpen(String zone) {
        return !fleet.isClosed(zone);
    }

    /** A Spot Instance may be interrupted soon: its place is taken before, if the group wants that (SC-449). */
    void atRisk(Machine machine) {
        Group group = machine.group;
        if (group.document.capacityRebalance()
                && machine.state == LifecycleState.IN_SERVICE
                && machine.counts()
                && !group.replaced().contains(machine)
                && !group.isSuspended(LAUNCH)
                && group.mayExceed()) {
            Tally tally = Allocation.tally(group.those(other -> other != machine));
            launchFirst(
                    group,
                    group.allocation.candidates(true, tally, this::isOpen),
                    machine,
                    "Capacity Rebalancing: " + machine.id() + " is at an elevated risk of interruption");
        }
    }

    /** SC-444: launches into the warm pool, or ends what is too much there. */
    private void keepWarm(Group group, String why) {
        int wanted = group.warmSize();
        List<Machine> warm = group.those(machine -> machine.state.isWarm());
        for (int i = warm.size(); i > wanted && !group.isSuspended(TERMINATE); i--) {
            instances.leave(warm.get(i - 1), why);
        }
        Tally tally = Allocation.tally(group.machines);
        warm.forEach(tally::add);
        for (int i = warm.size(); i < wanted && !group.isSuspended(LAUNCH); i++) {
            Machine machine = null;
            for (Launch candidate : group.allocation.candidates(false, tally, this::isOpen)) {
                if (market.refusal(candidate) == null) {
                    String into = why.equals(Group.FROM_THE_BEGINNING) ? why : "fills the warm pool";
                    machine = instances.launch(group, candidate, LifecycleState.WARMED_PENDING, null, into);
                    break;
                }
            }
            if (machine == null) {
                return;
            }
            tally.add(machine);
        }
    }

    private void step(Group group) {
        InstanceRefresh refresh = group.refresh;
        if (refresh == null || group.isSuspended("InstanceRefresh")) {
            return;
        }
        for (Machine old : refresh.next(kernel.now())) {
            if (refresh.launchesFirst()) {
                Tally tally = Allocation.tally(group.those(machine -> machine != old));
                boolean spot = old.launch.spot();
                launchFirst(
                        group,
                        group.allocation.candidates(spot, tally, this::isOpen),
                        old,
                        "instance refresh: takes the place of " + old.id());
            } else {
                instances.leave(old, "instance refresh");
                grow(group, "instance refresh: replaces " + old.id());
            }
        }
        if (refresh.isOver(kernel.now())) {
            group.refresh = null;
            write(new Entry.InstanceRefreshChanged(group.name(), "Successful", "all instances are replaced"));
        }
    }

    /** Tries again later while something that was wanted could not be launched. */
    private void retry(Group group) {
        boolean lacks = group.size() < group.desiredCapacity
                || !group.allocation.isEven(Allocation.tally(group.machines), this::isOpen);
        if (!lacks) {
            group.refused.clear();
        } else if (!group.refused.isEmpty() && group.retry == null) {
            group.retry = kernel.after(Time.of(world.launchRetry()), () -> {
                group.retry = null;
                settle(group, "another attempt");
            });
        }
    }

    private void write(Entry entry) {
        journal.add(kernel.now(), entry);
    }
}
