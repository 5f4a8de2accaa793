// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import io.ecsim.aws.LifecycleHookSpecification;
import io.ecsim.capacity.Allocation.Tally;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.kernel.Kernel;
import io.ecsim.world.World;
import java.util.Comparator;
import java.util.function.Consumer;

/**
 * The way of each instance of a group: launched, waiting for its hooks, in service or prepared in the warm pool, and
 * out again. How many there should be is {@link GroupSettling}'s business.
 */
final class InstanceLifecycle {
    /** Told that a group may have to do something about an instance that came, or went. */
    @FunctionalInterface
    interface Settler {
        void settle(Group group, String why);
    }

    private final Fleet fleet;
    private final Kernel kernel;
    private final Journal journal;
    private final World world;
    private final LifecycleHooks hooks;
    private final Consumer<ContainerInstance> leaving;
    private final Settler settler;

    /** @param leaving told of instances in the cluster that wait for hooks before they end */
    InstanceLifecycle(
            Fleet fleet,
            Kernel kernel,
            Journal journal,
            World world,
            Consumer<ContainerInstance> leaving,
            Settler settler) {
        this.fleet = fleet;
        this.kernel = kernel;
        this.journal = journal;
        this.world = world;
        this.leaving = leaving;
        this.settler = settler;
        this.hooks = new LifecycleHooks(kernel, journal, this::proceed);
    }

    Machine launch(Group group, Launch launch, LifecycleState state, Machine replaces, String why) {
        Machine machine = fleet.launch(launch, group, why);
        machine.state = state;
        machine.replaces = replaces;
        group.machines.add(machine);
        if (state == LifecycleState.WARMED_PENDING) {
            become(machine, state, null);
        }
        boolean booted = why.equals(Group.FROM_THE_BEGINNING);
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
            settler.settle(machine.group, machine.id() + " is in service");
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
    Machine fromWarmPool(Group group, Tally tally) {
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
            settler.settle(group, "replaces " + machine.id());
        }
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

    void leave(Machine machine, String why) {
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

    private void become(Machine machine, LifecycleState state, String why) {
        machine.state = state;
        journal.add(
                kernel.now(), new Entry.LifecycleStateChanged(machine.id(), machine.group.name(), state.word(), why));
    }

    /** Answers a lifecycle hook for which an instance waits. */
    void complete(Machine machine, String hook, String result, String why) {
        hooks.complete(machine, hook, result, why);
    }
}
