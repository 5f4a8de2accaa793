// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import io.ecsim.aws.AutoScalingGroup;
import io.ecsim.aws.LifecycleHookSpecification;
import io.ecsim.aws.StartInstanceRefreshRequest.RefreshPreferences;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.Time;
import io.ecsim.world.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * EC2 Auto Scaling: each group keeps as many instances as it desires, in as many zones as it can. Whatever changes, a
 * group settles ({@link GroupSettling}); the way of each of its instances is an {@link InstanceLifecycle}.
 */
public final class AutoScalingGroups {
    private final Fleet fleet;
    private final Kernel kernel;
    private final Journal journal;
    private final Market market;
    private final InstanceLifecycle instances;
    private final GroupSettling settling;
    private final Map<String, Group> groups = new LinkedHashMap<>();

    /** @param leaving told of instances in the cluster that wait for hooks before they end */
    AutoScalingGroups(
            Fleet fleet,
            Kernel kernel,
            Journal journal,
            World world,
            Market market,
            Consumer<ContainerInstance> leaving) {
        this.fleet = fleet;
        this.kernel = kernel;
        this.journal = journal;
        this.market = market;
        this.instances = new InstanceLifecycle(fleet, kernel, journal, world, leaving, this::settle);
        this.settling = new GroupSettling(fleet, kernel, journal, world, market, instances);
    }

    private void settle(Group group, String why) {
        settling.settle(group, why);
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
        settling.begin(group);
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
        boolean bounded = group.minSize != size.minSize() || group.maxSize != size.maxSize();
        group.minSize = size.minSize();
        group.maxSize = size.maxSize();
        group.desiredCapacity = size.desiredCapacity();
        if (bounded) {
            write(new Entry.GroupSizeChanged(name, group.minSize, group.maxSize, why));
        }
        if (from != group.desiredCapacity) {
            write(new Entry.DesiredCapacityChanged(name, from, group.desiredCapacity, why));
        }
        settling.settle(group, why);
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
                settling.settle(machine.group, why);
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
        instances.complete(fleet.machine(id), hook, result, why);
    }

    /** Whether an instance came into service so long ago that its health counts (SC-442). */
    public boolean isPastGracePeriod(String id) {
        Machine machine = fleet.machine(id);
        long grace = machine.group.document.healthCheckGracePeriod() * Time.SECOND;
        return machine.state == LifecycleState.IN_SERVICE && kernel.now() >= machine.inServiceAt + grace;
    }

    /** Somebody says that an instance is not healthy. */
    public void setUnhealthy(String id, String why) {
        instances.unhealthy(fleet.machine(id), why);
    }

    /**
     * The instances of a group that are in service and past the warmup that its policies count with (SC-450); those that
     * are there from the beginning are.
     */
    public List<ContainerInstance> warmedInstances(String name) {
        return groups.get(name).those(machine -> isWarmed(machine, 0)).stream()
                .map(machine -> machine.instance)
                .toList();
    }

    /** How many were so some time ago: those of which the newest point of a metric speaks. */
    public int warmed(String name, long ago) {
        return groups.get(name).count(machine -> isWarmed(machine, ago));
    }

    /** Whether any instance of a group is on its way, or warmed up some time ago. */
    public boolean isWarmingUp(String name, long ago) {
        return groups.get(name).count(machine -> machine.counts() && !isWarmed(machine, ago)) > 0;
    }

    private boolean isWarmed(Machine machine, long ago) {
        long warmup = machine.group.document.instanceWarmup() * Time.SECOND;
        return machine.counts()
                && machine.state == LifecycleState.IN_SERVICE
                && (machine.launchedAt == 0 || kernel.now() >= machine.inServiceAt + warmup + ago);
    }

    /** When the last instance of a group came into service; now while one is on its way (SC-441). */
    public long settledAt(String name) {
        long last = 0;
        for (Machine machine : groups.get(name).machines) {
            boolean serves = machine.state == LifecycleState.IN_SERVICE;
            last = Math.max(last, serves ? machine.inServiceAt : machine.counts() ? kernel.now() : 0);
        }
        return last;
    }

    public boolean isSuspended(String name, String process) {
        return groups.get(name).isSuspended(process);
    }

    /** Processes of a group that do nothing until they are resumed. */
    public void suspend(String name, List<String> processes) {
        groups.get(name).suspended.addAll(processes);
    }

    public void resume(String name, List<String> processes) {
        groups.get(name).suspended.removeAll(processes);
        settling.settle(groups.get(name), "resumeProcesses");
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
        settling.settle(group, "startInstanceRefresh");
    }

    void settleAll(String why) {
        groups.values().forEach(group -> settling.settle(group, why));
    }

    /** It ended, and its group was not asked. */
    void lost(Machine machine) {
        settling.settle(machine.group, "replaces " + machine.id());
    }

    /** It was found stopped (SC-442). */
    void unhealthy(Machine machine, String why) {
        instances.unhealthy(machine, why);
    }

    /** Its machine is gone. */
    void forget(Machine machine) {
        instances.forget(machine);
    }

    /** A Spot Instance may be interrupted soon (SC-449). */
    void atRisk(Machine machine) {
        settling.atRisk(machine);
    }

    private void write(Entry entry) {
        journal.add(kernel.now(), entry);
    }
}
