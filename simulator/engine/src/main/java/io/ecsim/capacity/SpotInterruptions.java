// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import io.ecsim.agent.Durations;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.kernel.Distribution;
import io.ecsim.kernel.Event;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.Time;
import io.ecsim.world.World;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * EC2 takes Spot Instances back: a rebalance recommendation, a notice two minutes before the end, the end (SC-501). When
 * is drawn for each instance at its launch, exponentially (SC-505).
 */
public final class SpotInterruptions {
    private static final long NOTICE = 2 * Time.MINUTE;
    private static final double SECONDS_PER_HOUR = 3600;

    private final Fleet fleet;
    private final Kernel kernel;
    private final Journal journal;
    private final World world;
    private final Durations durations;
    private final Market market;
    private final Consumer<ContainerInstance> warned;
    /** What comes next for each. */
    private final Map<Machine, Event> expected = new LinkedHashMap<>();

    SpotInterruptions(
            Fleet fleet,
            Kernel kernel,
            Journal journal,
            World world,
            Durations durations,
            Market market,
            Consumer<ContainerInstance> warned) {
        this.fleet = fleet;
        this.kernel = kernel;
        this.journal = journal;
        this.world = world;
        this.durations = durations;
        this.market = market;
        this.warned = warned;
    }

    /** Draws when an instance that is launched now will be interrupted. */
    void expect(Machine machine) {
        double perHour = market.interruptionsPerHour(machine.launch.type());
        if (perHour > 0) {
            Distribution law = new Distribution.Exponential(SECONDS_PER_HOUR / perHour);
            long notice = durations.draw(law, "spot-interruption", machine.owner());
            long ahead = durations.draw(world.rebalanceRecommendation(), "rebalance-recommendation", machine.owner());
            plan(machine, Math.max(0, notice - ahead), () -> recommend(machine, Math.min(notice, ahead)));
        }
    }

    void forget(Machine machine) {
        Event next = expected.remove(machine);
        if (next != null) {
            next.cancel();
        }
    }

    /** Ids of the Spot Instances that have no notice yet, in the order of their launch; null is any. */
    public List<String> running(String group, String capacityProvider, String instanceType, String availabilityZone) {
        List<String> ids = new ArrayList<>();
        for (Machine machine : fleet.machines()) {
            if (machine.launch.spot()
                    && !machine.interrupted
                    && (group == null || machine.group != null && group.equals(machine.group.name()))
                    && (capacityProvider == null || capacityProvider.equals(machine.launch.capacityProvider()))
                    && (instanceType == null
                            || instanceType.equals(machine.launch.type().name()))
                    && (availabilityZone == null || availabilityZone.equals(machine.zone()))) {
                ids.add(machine.id());
            }
        }
        return ids;
    }

    /** EC2 wants one of these back now: recommendation and notice come together. */
    public void interrupt(String id) {
        Machine machine = fleet.machine(id);
        forget(machine);
        recommend(machine, 0);
    }

    private void recommend(Machine machine, long ahead) {
        write(new Entry.RebalanceRecommended(machine.id(), machine.owner()));
        if (ahead > 0) {
            plan(machine, ahead, () -> warn(machine));
        } else {
            warn(machine);
        }
        if (machine.group != null) {
            fleet.groups().atRisk(machine);
        }
    }

    private void warn(Machine machine) {
        machine.interrupted = true;
        write(new Entry.SpotInterruptionWarning(machine.id(), machine.owner(), "terminate"));
        if (machine.isRegistered()) {
            warned.accept(machine.instance);
        }
        plan(machine, NOTICE, () -> fleet.terminate(machine.id(), "Spot Instance interruption"));
    }

    private void plan(Machine machine, long after, Runnable what) {
        expected.put(machine, kernel.after(after, () -> {
            expected.remove(machine);
            what.run();
        }));
    }

    private void write(Entry entry) {
        journal.add(kernel.now(), entry);
    }
}
