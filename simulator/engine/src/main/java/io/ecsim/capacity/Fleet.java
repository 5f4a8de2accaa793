// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import io.ecsim.agent.Durations;
import io.ecsim.agent.Rights;
import io.ecsim.aws.Arn;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.cluster.Ids;
import io.ecsim.cluster.TaskNeeds;
import io.ecsim.cluster.Transitions;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.kernel.Distribution;
import io.ecsim.kernel.Kernel;
import io.ecsim.placement.Placement;
import io.ecsim.placement.PlacementRule;
import io.ecsim.placement.ScanPlacer;
import io.ecsim.world.World;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * EC2: launches, stops and terminates instances. Those that a scenario begins with are registered at once, others after
 * the launch time (SC-451). Who belongs to an Auto Scaling group is the business of {@link AutoScalingGroups}, which
 * hears of all that happens to its instances.
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

        /** A machine is gone for good, whether it had registered or not. */
        default void gone(String instance) {}

        /** Its group lets it go: it waits for lifecycle hooks, and ends then. */
        default void leaving(ContainerInstance instance) {}

        /** Its agent is told that the instance is about to be interrupted (SC-502). */
        default void warned(ContainerInstance instance) {}
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
    private final AutoScalingGroups groups;
    private final SpotInterruptions interruptions;
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
            Market market,
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
        this.groups = new AutoScalingGroups(this, kernel, journal, world, market, listener::leaving);
        this.interruptions = new SpotInterruptions(this, kernel, journal, world, durations, market, listener::warned);
    }

    public AutoScalingGroups groups() {
        return groups;
    }

    public SpotInterruptions interruptions() {
        return interruptions;
    }

    /** Adds an instance that is there from the beginning and belongs to no group. */
    public void addFixed(Launch launch) {
        register(launch(launch, null, "there from the beginning"));
    }

    /** Ids of the machines of a name that are there, registered or not: an id or ARN names one, {@code ZONE/*} all of a zone. */
    public List<String> named(String name) {
        return machines.values().stream()
                .filter(machine ->
                        name.equals(machine.zone() + ALL) || Arn.name(name).equals(machine.id()))
                .map(Machine::id)
                .toList();
    }

    /** What instances of the types of a group offer to tasks, one by one. */
    List<InstanceDemand.Offer> offers(String group) {
        return groups.launches(group).stream().map(this::offer).distinct().toList();
    }

    /** What an instance would offer to tasks. */
    InstanceDemand.Offer offer(Launch launch) {
        ContainerInstance.Registration one = registrations.of("i-", launch, account.awsvpcTrunking());
        return new InstanceDemand.Offer(one.cpu(), one.memory(), one.gpus(), one.enis());
    }

    /** Whether an instance would take a task if nothing else were there. */
    boolean wouldTake(Launch launch, TaskNeeds needs, PlacementRule rule) {
        ClusterState alone = new ClusterState(Instant.EPOCH);
        new Transitions(alone, () -> 0, (time, entry) -> {})
                .register(registrations.of("i-", launch, account.awsvpcTrunking()));
        return new ScanPlacer().place(alone, needs, rule) instanceof Placement.Placed;
    }

    /**
     * Launches an instance of a capacity provider that has no group; it registers after its launch time.
     *
     * @param launched told its id before anything else happens to it
     */
    String launchManaged(Launch launch, String why, Consumer<String> launched) {
        Machine machine = launch(launch, null, why);
        launched.accept(machine.id());
        boot(machine, world.instanceLaunch(), () -> register(machine));
        return machine.id();
    }

    Machine machine(String id) {
        return machines.get(id);
    }

    Iterable<Machine> machines() {
        return machines.values();
    }

    boolean isThere(Machine machine) {
        return machines.get(machine.id()) == machine;
    }

    boolean isClosed(String zone) {
        return closed.contains(zone);
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

    /** Stops a machine that is up: it stays registered, its agent is disconnected. A group replaces it (SC-442). */
    public void stop(String id, String why) {
        Machine machine = machines.get(id);
        halt(machine, "stopped", why);
        if (machine.group != null) {
            groups.unhealthy(machine, "its Auto Scaling group found it stopped");
        }
    }

    /** Stops a machine, and nobody minds. */
    void halt(Machine machine, String how, String why) {
        machine.stopped = true;
        journal.add(kernel.now(), new Entry.InstanceStateChanged(machine.id(), how, why));
        if (machine.instance != null) {
            listener.halted(machine.instance, how);
            if (machine.isRegistered() && machine.instance.agentConnected()) {
                transitions.changeAgentConnection(machine.instance, false, why);
            }
        }
    }

    /** Starts a machine that is stopped. */
    public void start(String id, String why) {
        Machine machine = machines.get(id);
        start(machine, why, world.instanceLaunch(), () -> join(machine));
    }

    /** @param then when it has booted */
    void start(Machine machine, String why, Distribution time, Runnable then) {
        machine.stopped = false;
        journal.add(kernel.now(), new Entry.InstanceStateChanged(machine.id(), "running", why));
        boot(machine, time, then);
    }

    /** A machine that is up joins the cluster, or is there again. */
    void join(Machine machine) {
        if (machine.instance == null) {
            register(machine);
        } else if (machine.isRegistered() && !machine.instance.agentConnected()) {
            listener.booted(machine.instance);
        }
    }

    /**
     * Ends a machine. It leaves the cluster with it if its agent is connected, else it stays registered until somebody
     * deregisters it (IN-4). Its group launches another.
     */
    public void terminate(String id, String why) {
        Machine machine = machines.get(id);
        end(machine, why);
        if (machine.group != null) {
            groups.lost(machine);
        } else if (closed.contains(machine.zone()) && !machine.launch.isManaged()) {
            waiting.add(machine);
        }
    }

    /** Ends a machine, and nobody minds. */
    void end(Machine machine, String why) {
        machines.remove(machine.id());
        groups.forget(machine);
        interruptions.forget(machine);
        if (machine.boot != null) {
            machine.boot.cancel();
        }
        ContainerInstance instance = machine.instance;
        if (instance != null) {
            listener.halted(instance, "terminated");
        }
        if (machine.isRegistered() && instance.agentConnected()) {
            transitions.terminate(instance, why);
        } else {
            String how = machine.isRegistered() ? why + "; it stays registered, as its agent was not connected" : why;
            journal.add(kernel.now(), new Entry.InstanceTerminated(machine.id(), how));
        }
        if (instance != null) {
            listener.ended(instance);
        }
        listener.gone(machine.id());
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
                boot(again, world.instanceLaunch(), () -> register(again));
            }
        }
        groups.settleAll(zone + " is back");
    }

    /** Launches a machine, which is paid from now on. */
    Machine launch(Launch launch, Group group, String why) {
        String id = Ids.instance(++launched);
        journal.add(
                kernel.now(),
                new Entry.InstanceLaunched(
                        id,
                        launch.type().name(),
                        launch.availabilityZone(),
                        launch.group(),
                        launch.spot() ? "spot" : null,
                        launch.isManaged() ? launch.capacityProvider() : null,
                        launch.cpuCredits(),
                        why));
        Machine machine =
                new Machine(registrations.of(id, launch, account.awsvpcTrunking()), launch, group, kernel.now());
        machines.put(id, machine);
        if (launch.spot()) {
            interruptions.expect(machine);
        }
        return machine;
    }

    void boot(Machine machine, Distribution time, Runnable then) {
        String name = machine.group == null ? "fixed" : machine.group.name();
        machine.boot = kernel.after(durations.draw(time, "instance-launch", name), () -> {
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
