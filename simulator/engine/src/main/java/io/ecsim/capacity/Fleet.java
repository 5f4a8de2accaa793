// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import io.ecsim.agent.Durations;
import io.ecsim.agent.Rights;
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
import java.util.function.Consumer;

/**
 * Launches and terminates instances. Those that a scenario begins with are registered at once; an Auto Scaling group
 * that loses one launches another in the zone where it has fewest, which registers after the launch time (SC-442,
 * SC-451).
 */
public final class Fleet {
    private static final class Group {
        final List<Launch> launches;
        final Map<String, Integer> instancesByZone = new LinkedHashMap<>();

        Group(List<Launch> launches) {
            this.launches = launches;
            launches.forEach(launch -> instancesByZone.put(launch.availabilityZone(), 0));
        }

        /** Where it has fewest instances, first in its order of zones (SC-447); null when all zones are closed. */
        Launch next(Set<String> closed) {
            Launch best = null;
            for (Launch launch : launches) {
                if (closed.contains(launch.availabilityZone())) {
                    continue;
                }
                if (best == null
                        || instancesByZone.get(launch.availabilityZone())
                                < instancesByZone.get(best.availabilityZone())) {
                    best = launch;
                }
            }
            return best;
        }
    }

    private final Kernel kernel;
    private final Transitions transitions;
    private final Journal journal;
    private final World world;
    private final Durations durations;
    private final AccountSettings account;
    private final Rights rights;
    private final Registrations registrations;
    private final Consumer<ContainerInstance> registered;
    private final Map<String, Group> groups = new LinkedHashMap<>();
    private final Map<String, Launch> fixed = new LinkedHashMap<>();
    private final Set<String> closed = new LinkedHashSet<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private int launched;

    /** @param registered told of every instance that joins the cluster */
    public Fleet(
            Kernel kernel,
            Transitions transitions,
            Journal journal,
            World world,
            Durations durations,
            AccountSettings account,
            Rights rights,
            Consumer<ContainerInstance> registered) {
        this.kernel = kernel;
        this.transitions = transitions;
        this.journal = journal;
        this.world = world;
        this.durations = durations;
        this.account = account;
        this.rights = rights;
        this.registrations = new Registrations(world);
        this.registered = registered;
    }

    /** Adds an instance that is there from the beginning and belongs to no group. */
    public void addFixed(Launch launch) {
        registerFixed(launch, launch(launch, "there from the beginning"));
    }

    private void registerFixed(Launch launch, ContainerInstance.Registration registration) {
        fixed.put(registration.id(), launch);
        register(registration);
    }

    /** A zone is lost: nothing is launched there until it is open again. */
    public void close(String zone) {
        closed.add(zone);
    }

    /** A zone is back: fixed instances that it had come back, and groups without any open zone launch again. */
    public void open(String zone) {
        closed.remove(zone);
        List<Runnable> due = List.copyOf(waiting);
        waiting.clear();
        due.forEach(Runnable::run);
    }

    private void launchAgain(Launch launch, String lost) {
        if (closed.contains(launch.availabilityZone())) {
            waiting.add(() -> launchAgain(launch, lost));
            return;
        }
        var again = launch(launch, "replaces " + lost + ", as its zone is back");
        kernel.after(
                durations.draw(world.instanceLaunch(), "instance-launch", "fixed"), () -> registerFixed(launch, again));
    }

    /**
     * Adds a group with its desired capacity already running, spread over its zones.
     *
     * @param launches one for each of its zones, in its order
     */
    public void addGroup(String name, int desiredCapacity, List<Launch> launches) {
        Group group = new Group(launches);
        groups.put(name, group);
        for (int i = 0; i < desiredCapacity; i++) {
            register(launchInto(group, "there from the beginning"));
        }
    }

    /** The instance is gone; its tasks must be STOPPED before. Its group launches another. */
    public void terminate(ContainerInstance instance, String why) {
        transitions.terminate(instance, why);
        Group group = instance.group() == null ? null : groups.get(instance.group());
        Launch launch = fixed.remove(instance.id());
        if (group != null) {
            group.instancesByZone.merge(instance.availabilityZone(), -1, Integer::sum);
            replace(group, instance.id(), instance.group());
        } else if (launch != null && closed.contains(launch.availabilityZone())) {
            launchAgain(launch, instance.id());
        }
    }

    private void replace(Group group, String lost, String name) {
        if (group.next(closed) == null) {
            waiting.add(() -> replace(group, lost, name));
            return;
        }
        var replacement = launchInto(group, "replaces " + lost);
        long delay = durations.draw(world.instanceLaunch(), "instance-launch", name);
        kernel.after(delay, () -> register(replacement));
    }

    private ContainerInstance.Registration launchInto(Group group, String why) {
        Launch launch = group.next(closed);
        group.instancesByZone.merge(launch.availabilityZone(), 1, Integer::sum);
        return launch(launch, why);
    }

    private ContainerInstance.Registration launch(Launch launch, String why) {
        String id = Ids.instance(++launched);
        journal.add(
                kernel.now(),
                new Entry.InstanceLaunched(id, launch.type().name(), launch.availabilityZone(), launch.group(), why));
        return registrations.of(id, launch, account.awsvpcTrunking());
    }

    /** An instance whose role does not let it register runs, and costs, and is not in the cluster. */
    private void register(ContainerInstance.Registration registration) {
        String refusal = rights.cannotRegister();
        if (refusal != null) {
            journal.add(
                    kernel.now(), new Entry.Requested("registerContainerInstance", registration.id(), null, refusal));
            return;
        }
        registered.accept(transitions.register(registration));
    }
}
