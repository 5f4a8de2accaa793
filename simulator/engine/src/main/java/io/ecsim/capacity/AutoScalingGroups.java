// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import io.ecsim.aws.AutoScalingGroup;
import io.ecsim.aws.LifecycleHookSpecification;
import io.ecsim.aws.StartInstanceRefreshRequest.RefreshPreferences;
import io.ecsim.capacity.Allocation.Tally;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.Time;
import io.ecsim.world.World;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * EC2 Auto Scaling: each group keeps as many instances as it desires, in as many zones as it can. Whatever changes, a
 * group settles: it ends what it has too many of, launches what it lacks, evens out its zones, fills its warm pool, and
 * goes on with an instance refresh.
 */
public final class AutoScalingGroups {
    private static final String LAUNCH = "Launch";
    private static final String TERMINATE = "Terminate";
    private static final String FROM_THE_BEGINNING = "there from the beginning";

    private final Fleet fleet;
    private final Kernel kernel;
    private final Journal journal;
    private final World world;
    private final Market market;
    private final LifecycleHooks hooks;
    private final Consumer<ContainerInstance> leaving;
    private final Map<String, Group> groups = new LinkedHashMap<>();

    /** @param leaving told of instances in the cluster that wait for hooks before they end */
    AutoScalingGroups(
            Fleet fleet,
            Kernel kernel,
            Journal journal,
            World world,
            Market market,
            Consumer<ContainerInstance> leaving) {
        this.leaving = leaving;
        this.fleet = fleet;
        this.kernel = kernel;
        this.journal = journal;
        this.world = world;
        this.market = market;
        this.hooks = new LifecycleHooks(kernel, journal, this::proceed);
    }

    /**
     * Adds a group with its desired capacity in service, as far as there is capacity, spread over its zones, and its
     * warm pool filled.
     *
     * @param launches all that it may launch, on demand: in each of its zones, in its order, the most preferred type first
     */
    public void add(AutoScalingGroup document, List<Launch> launches) {
        Group group = new Group(document, launches, market);
        groups.put(group.name(), group);
        grow(group, FROM_THE_BEGINNING);
        keepWarm(group, FROM_THE_BEGINNING);
        retry(group);
    }

    /** Null when there is none of that name. */
    public GroupSize size(String group) {
        Group found = groups.get(group);
        return found == null ? null : new GroupSize(found.minSize, found.maxSize, found.desiredCapacity);
    }

    /** Gives a group another size: it launches and terminates at once. */
    public void resize(String name, GroupSize size, String why) {
        Group group = groups.get(name);
        int from = group.desiredCapacity;
        group.minSize = size.minSize();
        group.maxSize = size.maxSize();
        group.desiredCapacity = size.desiredCapacity();
        if (from != group.desiredCapacity) {
            write(new Entry.DesiredCapacityChanged(name, from, group.desiredCapacity, why));
        }
        settle(group, why);
    }

    /** All that a group may launch, on demand. */
    List<Launch> launches(String group) {
        return groups.get(group).allocation.launches();
    }

    /** When the newest instance of a group was launched; long ago for those that are there from the beginning. */
    long newestLaunch(String group) {
        return groups.get(group).machines.stream()
                .filter(Machine::counts)
                .mapToLong(machine -> machine.launchedAt)
                .filter(time -> time > 0)
                .max()
                .orElse(Long.MIN_VALUE / 2);
    }

    /** Whether an instance is in service in a group. */
    public boolean isInService(String group, String id) {
        Machine machine = fleet.machine(id);
        return machine != null && machine.group == groups.get(group) && machine.state == LifecycleState.IN_SERVICE;
    }

    /** Name of the group of an instance; null when it has none. */
    public String groupOf(String id) {
        Machine machine = fleet.machine(id);
        return machine == null || machine.group == null ? null : machine.group.name();
    }

    /** Nanoseconds since the start of the run; of an instance that is there. */
    public long launchedAt(String id) {
        return fleet.machine(id).launchedAt;
    }

    public boolean isProtected(String id) {
        return fleet.machine(id).protectedFromScaleIn;
    }

    /** Protects an instance from scale-in, or no longer. */
    public void protect(String id, boolean fromScaleIn, String why) {
        Machine machine = fleet.machine(id);
        if (machine.protectedFromScaleIn != fromScaleIn) {
            machine.protectedFromScaleIn = fromScaleIn;
            write(new Entry.InstanceProtectionChanged(id, machine.group.name(), fromScaleIn, why));
            if (!fromScaleIn) {
                settle(machine.group, why);
            }
        }
    }

    /** Ids of the instances of a group that wait for an answer to a lifecycle hook. */
    public List<String> waiting(String group, String hook) {
        return groups.get(group).those(machine -> machine.hooks.containsKey(hook)).stream()
                .map(Machine::id)
                .toList();
    }

    /** Adds a lifecycle hook to those of a group's document. */
    public void addHook(String group, LifecycleHookSpecification hook) {
        groups.get(group).moreHooks.add(hook);
    }

    public boolean hasHook(String group, String hook) {
        return groups.get(group).document.lifecycleHookSpecificationList().stream()
                .anyMatch(each -> hook.equals(each.lifecycleHookName()));
    }

    /** Answers a lifecycle hook for which an instance waits. */
    public void complete(String id, String hook, String result, String why) {
        hooks.complete(fleet.machine(id), hook, result, why);
    }

    /** Whether an instance came into service so long ago that its health counts (SC-442). */
    public boolean isPastGracePeriod(String id) {
        Machine machine = fleet.machine(id);
        long grace = machine.group.document.healthCheckGracePeriod() * Time.SECOND;
        return machine.state == LifecycleState.IN_SERVICE && kernel.now() >= machine.inServiceAt + grace;
    }

    /** Somebody says that an instance is not healthy. */
    public void setUnhealthy(String id, String why) {
        unhealthy(fleet.machine(id), why);
    }

    /** Processes of a group that do nothing until they are resumed. */
    public void suspend(String name, List<String> processes) {
        groups.get(name).suspended.addAll(processes);
    }

    public void resume(String name, List<String> processes) {
        groups.get(name).suspended.removeAll(processes);
        settle(groups.get(name), "resumeProcesses");
    }

    public boolean isRefreshing(String name) {
        return groups.get(name).refresh != null;
    }

    /** Replaces all instances of a group, a few at a time. */
    public void refresh(String name, RefreshPreferences preferences) {
        Group group = groups.get(name);
        group.refresh = new InstanceRefresh(group, preferences, kernel.now());
        write(new Entry.InstanceRefreshChanged(
                name, "InProgress", group.refresh.left() + " instances are to be replaced"));
        settle(group, "startInstanceRefresh");
    }

    void settleAll(String why) {
        groups.values().forEach(group -> settle(group, why));
    }

    private void settle(Group group, String why) {
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
                leave(surplus, why);
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
                Machine machine = spot ? null : fromWarmPool(group, tally);
                if (machine == null) {
                    List<Launch> candidates = group.allocation.candidates(spot, tally, zone -> !fleet.isClosed(zone));
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
                return launch(group, candidate, LifecycleState.PENDING, replaces, why);
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

    private Machine launch(Group group, Launch launch, LifecycleState state, Machine replaces, String why) {
        Machine machine = fleet.launch(launch, group, why);
        machine.state = state;
        machine.replaces = replaces;
        group.machines.add(machine);
        if (state == LifecycleState.WARMED_PENDING) {
            become(machine, state, null);
        }
        boolean booted = why.equals(FROM_THE_BEGINNING);
        if (booted && state == LifecycleState.PENDING) {
            fleet.join(machine);
            machine.state = LifecycleState.IN_SERVICE;
            machine.inServiceAt = kernel.now();
            machine.protectedFromScaleIn = group.document.newInstancesProtectedFromScaleIn();
        } else if (booted) {
            prepared(machine);
        } else {
            fleet.boot(machine, world.instanceLaunch(), () -> arrived(machine));
        }
        return machine;
    }

    private void arrived(Machine machine) {
        if (machine.state == LifecycleState.TERMINATING_WAIT) {
            return;
        }
        if (machine.state == LifecycleState.WARMED_PENDING) {
            prepared(machine);
            return;
        }
        fleet.join(machine);
        if (!hooks.wait(machine, LifecycleHookSpecification.LAUNCHING, LifecycleState.PENDING_WAIT)) {
            serve(machine);
        }
    }

    private void serve(Machine machine) {
        Group group = machine.group;
        machine.inServiceAt = kernel.now();
        machine.protectedFromScaleIn = group.document.newInstancesProtectedFromScaleIn();
        become(machine, LifecycleState.IN_SERVICE, null);
        long warmup = group.refresh == null ? 0 : group.refresh.warmup();
        if (warmup > 0) {
            kernel.after(warmup, () -> takeOver(machine));
        } else {
            takeOver(machine);
        }
    }

    /** It is there for good, and takes the place of another if it was launched for that. */
    private void takeOver(Machine machine) {
        if (!fleet.isThere(machine)) {
            return;
        }
        Machine replaced = machine.replaces;
        machine.replaces = null;
        if (replaced != null && replaced.state.counts()) {
            leave(replaced, machine.id() + " has taken its place");
        }
        if (replaced != null || machine.group.refresh != null) {
            settle(machine.group, machine.id() + " is in service");
        }
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
            leave(warm.get(i - 1), why);
        }
        Tally tally = Allocation.tally(group.machines);
        warm.forEach(tally::add);
        for (int i = warm.size(); i < wanted && !group.isSuspended(LAUNCH); i++) {
            Machine machine = null;
            for (Launch candidate : group.allocation.candidates(false, tally, this::isOpen)) {
                if (market.refusal(candidate) == null) {
                    String into = why.equals(FROM_THE_BEGINNING) ? why : "fills the warm pool";
                    machine = launch(group, candidate, LifecycleState.WARMED_PENDING, null, into);
                    break;
                }
            }
            if (machine == null) {
                return;
            }
            tally.add(machine);
        }
    }

    /** An agent without ECS_WARM_POOLS_CHECK registers here already. */
    private void prepared(Machine machine) {
        String state = machine.group.document.warmPoolConfiguration().poolState();
        if (!machine.launch.ecsConfig().warmPoolsCheck()) {
            fleet.join(machine);
        }
        become(machine, LifecycleState.warmed(state), null);
        if (machine.state != LifecycleState.WARMED_RUNNING) {
            fleet.halt(machine, "stopped", "waits in the warm pool");
        }
    }

    /** One that is prepared, in the zone that has fewest; null when there is none. */
    private Machine fromWarmPool(Group group, Tally tally) {
        Machine machine = group.machines.stream()
                .filter(each -> each.state.isWarm() && each.state != LifecycleState.WARMED_PENDING)
                .min(Comparator.comparing(each -> tally.zone(each.zone())))
                .orElse(null);
        if (machine != null) {
            become(machine, LifecycleState.PENDING, "leaves the warm pool");
            if (machine.stopped) {
                fleet.start(machine, "leaves the warm pool", world.warmPoolStart(), () -> arrived(machine));
            } else {
                arrived(machine);
            }
        }
        return machine;
    }

    /** It was found stopped, or somebody says that it is not healthy (SC-442). */
    void unhealthy(Machine machine, String why) {
        Group group = machine.group;
        if (!group.isSuspended("HealthCheck") && !group.isSuspended("ReplaceUnhealthy")) {
            leave(machine, why);
            settle(group, "replaces " + machine.id());
        }
    }

    /** It ended, and its group was not asked. */
    void lost(Machine machine) {
        settle(machine.group, "replaces " + machine.id());
    }

    /** Its machine is gone. */
    void forget(Machine machine) {
        machine.forget();
        machine.state = LifecycleState.TERMINATED;
        if (machine.group != null) {
            machine.group.machines.remove(machine);
            machine.group.machines.stream()
                    .filter(other -> other.replaces == machine)
                    .forEach(other -> other.replaces = null);
        }
    }

    private void leave(Machine machine, String why) {
        if (machine.state == LifecycleState.TERMINATING_WAIT) {
            return;
        }
        machine.forget(); // of a launch that is not over
        if (!hooks.wait(machine, LifecycleHookSpecification.TERMINATING, LifecycleState.TERMINATING_WAIT)) {
            fleet.end(machine, why);
        } else if (machine.isRegistered()) {
            leaving.accept(machine.instance);
        }
    }

    /** All hooks for which an instance waited are answered. */
    private void proceed(Machine machine, boolean abandoned, String why) {
        if (machine.state == LifecycleState.TERMINATING_WAIT) {
            fleet.end(machine, why);
        } else if (abandoned) {
            unhealthy(machine, why);
        } else {
            serve(machine);
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
                leave(old, "instance refresh");
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

    private void become(Machine machine, LifecycleState state, String why) {
        machine.state = state;
        write(new Entry.LifecycleStateChanged(machine.id(), machine.group.name(), state.word(), why));
    }

    private void write(Entry entry) {
        journal.add(kernel.now(), entry);
    }
}
