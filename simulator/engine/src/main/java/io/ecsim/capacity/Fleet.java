// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import io.ecsim.agent.Durations;
import io.ecsim.agent.Rights;
import io.ecsim.aws.Arn;
import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.cluster.Ids;
import io.ecsim.cluster.Transitions;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.kernel.Kernel;
import io.ecsim.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Launches, stops and terminates instances. Those that a scenario begins with are registered at once; an Auto Scaling
 * group keeps as many as it desires, in as many zones as it can, and what it launches registers after the launch time
 * (SC-442, SC-446, SC-451).
 */
public final class Fleet {
    /** Told what happens to instances that are or were in the cluster. */
    @FunctionalInterface
    public interface Listener {
        /** An instance has joined the cluster. */
        void registered(ContainerInstance instance);

        /**
         * Its machine stops, and with it all that runs there.
         *
         * @param how {@code stopped} or {@code terminated}
         */
        default void halted(ContainerInstance instance, String how) {}

        /** A machine that was stopped has booted again. */
        default void booted(ContainerInstance instance) {}

        /** Its machine is gone for good. */
        default void ended(ContainerInstance instance) {}
    }

    private static final String ALL = "/*";

    private final Kernel kernel;
    private final Transitions transitions;
    private final Journal journal;
    private final World world;
    private final Durations durations;
    private final AccountSettings account;
    private final Rights rights;
    private final Registrations registrations;
    private final Listener listener;
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Map<String, Machine> machines = new LinkedHashMap<>();
    private final Set<String> closed = new LinkedHashSet<>();
    private final List<Machine> waiting = new ArrayList<>();
    private int launched;

    public Fleet(
            Kernel kernel,
            Transitions transitions,
            Journal journal,
            World world,
            Durations durations,
            AccountSettings account,
            Rights rights,
            Listener listener) {
        this.kernel = kernel;
        this.transitions = transitions;
        this.journal = journal;
        this.world = world;
        this.durations = durations;
        this.account = account;
        this.rights = rights;
        this.registrations = new Registrations(world);
        this.listener = listener;
    }

    /** Adds an instance that is there from the beginning and belongs to no group. */
    public void addFixed(Launch launch) {
        register(launch(launch, null, "there from the beginning"));
    }

    /**
     * Adds a group with its desired capacity already running, spread over its zones.
     *
     * @param launches one for each of its zones, in its order
     */
    public void addGroup(String name, int minSize, int maxSize, int desiredCapacity, List<Launch> launches) {
        Group group = new Group(name, minSize, maxSize, desiredCapacity, launches);
        groups.put(name, group);
        for (int i = 0; i < desiredCapacity; i++) {
            register(launch(group.next(closed), group, "there from the beginning"));
        }
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
            journal.add(kernel.now(), new Entry.DesiredCapacityChanged(name, from, group.desiredCapacity, why));
        }
        settle(group, why);
    }

    /** Ids of the machines of a name that are there, registered or not: an id or ARN names one, {@code ZONE/*} all of a zone. */
    public List<String> named(String name) {
        return machines.values().stream()
                .filter(machine ->
                        name.equals(machine.zone() + ALL) || Arn.name(name).equals(machine.id()))
                .map(Machine::id)
                .toList();
    }

    /** Whether a machine is there, has booted and is not stopped. */
    public boolean isUp(String id) {
        Machine machine = machines.get(id);
        return machine != null && machine.isUp();
    }

    /** Whether a machine is there and stopped. */
    public boolean isStopped(String id) {
        Machine machine = machines.get(id);
        return machine != null && machine.stopped;
    }

    /** Whether a machine is there and its zone is lost. */
    public boolean isInClosedZone(String id) {
        Machine machine = machines.get(id);
        return machine != null && closed.contains(machine.zone());
    }

    /** Stops a machine that is up: it stays registered, its agent is disconnected. A group terminates it (SC-442). */
    public void stop(String id, String why) {
        Machine machine = machines.get(id);
        machine.stopped = true;
        journal.add(kernel.now(), new Entry.InstanceStateChanged(id, "stopped", why));
        if (machine.instance != null) {
            listener.halted(machine.instance, "stopped");
            if (isRegistered(machine.instance) && machine.instance.agentConnected()) {
                transitions.changeAgentConnection(machine.instance, false, why);
            }
        }
        if (machine.group != null) {
            terminate(id, "its Auto Scaling group found it stopped");
        }
    }

    /** Starts a machine that is stopped. */
    public void start(String id, String why) {
        Machine machine = machines.get(id);
        machine.stopped = false;
        journal.add(kernel.now(), new Entry.InstanceStateChanged(id, "running", why));
        boot(machine, "fixed", () -> {
            if (machine.instance == null) {
                register(machine);
            } else if (isRegistered(machine.instance)) {
                listener.booted(machine.instance);
            }
        });
    }

    /**
     * Ends a machine. It leaves the cluster with it if its agent is connected, else it stays registered until somebody
     * deregisters it (IN-4). Its group launches another.
     */
    public void terminate(String id, String why) {
        Machine machine = machines.get(id);
        end(machine, why);
        if (machine.group != null) {
            settle(machine.group, "replaces " + id);
        } else if (closed.contains(machine.zone())) {
            waiting.add(machine);
        }
    }

    private void end(Machine machine, String why) {
        machines.remove(machine.id());
        if (machine.group != null) {
            machine.group.machines.remove(machine);
        }
        if (machine.boot != null) {
            machine.boot.cancel();
        }
        ContainerInstance instance = machine.instance;
        if (instance != null) {
            listener.halted(instance, "terminated");
        }
        if (instance != null && isRegistered(instance) && instance.agentConnected()) {
            transitions.terminate(instance, why);
        } else {
            boolean stays = instance != null && isRegistered(instance);
            String how = stays ? why + "; it stays registered, as its agent was not connected" : why;
            journal.add(kernel.now(), new Entry.InstanceTerminated(machine.id(), how));
        }
        if (instance != null) {
            listener.ended(instance);
        }
    }

    private static boolean isRegistered(ContainerInstance instance) {
        return instance.status() != ContainerInstanceStatus.INACTIVE;
    }

    /** A zone is lost, with all that is there; nothing is launched there until it is open again. Returns what is lost. */
    public List<String> close(String zone, String why) {
        closed.add(zone);
        List<String> lost = named(zone + ALL);
        lost.forEach(id -> terminate(id, why));
        return lost;
    }

    /** A zone is back: fixed instances that it had come back, and groups move back into it (SC-446). */
    public void open(String zone) {
        closed.remove(zone);
        for (Machine lost : List.copyOf(waiting)) {
            if (lost.zone().equals(zone)) {
                waiting.remove(lost);
                Machine again = launch(lost.launch, null, "replaces " + lost.id() + ", as its zone is back");
                boot(again, "fixed", () -> register(again));
            }
        }
        groups.values().forEach(group -> settle(group, zone + " is back"));
    }

    /** Gives a group as many instances as it desires, as evenly over its zones as it can. */
    private void settle(Group group, String why) {
        while (group.size() > group.desiredCapacity) {
            end(group.surplus(), why);
        }
        while (group.size() < group.desiredCapacity && group.next(closed) != null) {
            launchInto(group, why);
        }
        while (group.moving() < group.moves(closed)) {
            launchInto(group, "moves to a zone that has fewer").moves = true;
        }
    }

    private Machine launchInto(Group group, String why) {
        Machine machine = launch(group.next(closed), group, why);
        boot(machine, group.name, () -> {
            register(machine);
            if (machine.moves) {
                machine.moves = false;
                settle(group, "another has taken its place in a zone that had fewer");
            }
        });
        return machine;
    }

    private Machine launch(Launch launch, Group group, String why) {
        String id = Ids.instance(++launched);
        journal.add(
                kernel.now(),
                new Entry.InstanceLaunched(id, launch.type().name(), launch.availabilityZone(), launch.group(), why));
        Machine machine = new Machine(registrations.of(id, launch, account.awsvpcTrunking()), launch, group);
        machines.put(id, machine);
        if (group != null) {
            group.machines.add(machine);
        }
        return machine;
    }

    private void boot(Machine machine, String name, Runnable then) {
        long delay = durations.draw(world.instanceLaunch(), "instance-launch", name);
        machine.boot = kernel.after(delay, () -> {
            machine.boot = null;
            then.run();
        });
    }

    /** An instance whose role does not let it register runs, and costs, and is not in the cluster. */
    private void register(Machine machine) {
        String refusal = transitions.clusterIsActive()
                ? rights.cannotRegister()
                : "ClusterNotFoundException: The referenced cluster was inactive.";
        if (refusal != null) {
            journal.add(kernel.now(), new Entry.Requested("registerContainerInstance", machine.id(), null, refusal));
            return;
        }
        machine.instance = transitions.register(machine.registration);
        listener.registered(machine.instance);
    }
}
