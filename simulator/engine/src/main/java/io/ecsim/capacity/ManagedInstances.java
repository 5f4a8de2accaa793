// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import io.ecsim.aws.CapacityProvider;
import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.cluster.Task;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.kernel.Event;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.Time;
import io.ecsim.world.World;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;

/**
 * The instances that ECS manages for one capacity provider (SC-460): it launches what waiting tasks need, ends what is
 * idle, moves tasks together where an instance can be saved, and replaces what is too old.
 */
public final class ManagedInstances {
    private static final long LIFETIME = 14 * 24 * Time.HOUR;
    /** From the beginning of draining an old instance to its end, whatever runs there. */
    private static final long LAST_DAYS = 7 * 24 * Time.HOUR;

    /** One of them. */
    private static final class Own {
        final String id;
        final String zone;
        ContainerInstance instance;
        Event scaleIn;
        Event lifetime;

        Own(String id, String zone) {
            this.id = id;
            this.zone = zone;
        }

        boolean isActive() {
            return instance != null && instance.status() == ContainerInstanceStatus.ACTIVE;
        }

        void keep() {
            if (scaleIn != null) {
                scaleIn.cancel();
                scaleIn = null;
            }
        }
    }

    private final CapacityProvider provider;
    private final ManagedChoice choice;
    private final Kernel kernel;
    private final Journal journal;
    private final Fleet fleet;
    private final Provisioning provisioning;
    private final Predicate<Task> isOfDaemon;
    private final BiConsumer<ContainerInstance, String> drain;
    private final World world;
    private final Map<String, Own> own = new LinkedHashMap<>();
    /** For which instance that has not registered yet a task waits. */
    private final Map<Task, String> promised = new LinkedHashMap<>();

    private boolean looks;
    private boolean refused;

    /**
     * @param launches one for each zone and type that it may launch
     * @param isOfDaemon tasks that hold no instance
     * @param drain sets an instance to DRAINING
     */
    public ManagedInstances(
            CapacityProvider provider,
            List<Launch> launches,
            Kernel kernel,
            Journal journal,
            Fleet fleet,
            Market market,
            Provisioning provisioning,
            Predicate<Task> isOfDaemon,
            BiConsumer<ContainerInstance, String> drain,
            World world) {
        this.provider = provider;
        this.choice = new ManagedChoice(launches, fleet, market, provisioning);
        this.kernel = kernel;
        this.journal = journal;
        this.fleet = fleet;
        this.provisioning = provisioning;
        this.isOfDaemon = isOfDaemon;
        this.drain = drain;
        this.world = world;
    }

    /** Whether an instance is one of its own. */
    public boolean has(String instance) {
        return own.containsKey(instance);
    }

    public void registered(ContainerInstance instance) {
        own.get(instance.id()).instance = instance;
        promised.values().removeIf(instance.id()::equals);
        changed();
    }

    public void gone(String instance) {
        Own gone = own.remove(instance);
        gone.keep();
        gone.lifetime.cancel();
        promised.values().removeIf(instance::equals);
        changed();
    }

    /** A task waits, has moved or is gone, or an instance is another: all is looked at when the instant is over. */
    public void changed() {
        if (!looks) {
            looks = true;
            kernel.atEndOfInstant(this::look);
        }
    }

    private void look() {
        looks = false;
        launchForWaiting();
        List.copyOf(own.values()).forEach(this::lookAtIdle);
        lookAtUnderutilized();
    }

    // More

    private void launchForWaiting() {
        List<Task> waiting = provisioning.waiting(provider.name());
        promised.keySet().retainAll(waiting);
        List<Task> without =
                waiting.stream().filter(task -> !promised.containsKey(task)).toList();
        if (without.isEmpty()) {
            return;
        }
        boolean some = false;
        for (ManagedChoice.Choice chosen : choice.of(without, this::instancesIn)) {
            String why = "for " + chosen.tasks().size() + " of " + without.size() + " tasks that wait for "
                    + provider.name();
            if (chosen.refusal() == null) {
                launch(chosen, why);
            } else {
                some = true;
                failed(chosen);
            }
        }
        if (some) {
            kernel.after(Time.of(world.launchRetry()), this::changed);
        }
        refused = some;
    }

    private int instancesIn(String zone) {
        return (int)
                own.values().stream().filter(each -> zone.equals(each.zone)).count();
    }

    private void launch(ManagedChoice.Choice chosen, String why) {
        String id = fleet.launchManaged(chosen.launch(), why, launched -> {
            Own added = new Own(launched, chosen.launch().availabilityZone());
            own.put(launched, added);
            added.lifetime = kernel.after(LIFETIME, () -> retire(added));
        });
        chosen.tasks().forEach(task -> promised.put(task, id));
    }

    /** Said again only after something could be launched in between. */
    private void failed(ManagedChoice.Choice chosen) {
        if (!refused) {
            Launch launch = chosen.launch();
            journal.add(
                    kernel.now(),
                    new Entry.LaunchFailed(
                            provider.name(),
                            launch.type().name(),
                            launch.availabilityZone(),
                            launch.spot() ? "spot" : null,
                            chosen.refusal()));
        }
    }

    // Less

    /** Nanoseconds; below 0 for never. */
    private long scaleInAfter() {
        Integer seconds = provider.managedInstancesProvider().scaleInAfter();
        return seconds == null ? Time.of(world.managedScaleInAfter()) : seconds * Time.SECOND;
    }

    private boolean isIdle(Own one) {
        return one.instance.tasks().stream().allMatch(isOfDaemon);
    }

    private void lookAtIdle(Own one) {
        if (one.instance == null) {
            return;
        }
        if (!one.isActive()) {
            one.keep();
            if (one.instance.tasks().isEmpty()) {
                fleet.terminate(one.id, "its tasks have stopped");
            }
        } else if (!isIdle(one)) {
            one.keep();
        } else if (one.scaleIn == null && scaleInAfter() >= 0) {
            one.scaleIn = kernel.after(scaleInAfter(), () -> fleet.terminate(one.id, "it was idle"));
        }
    }

    /** The least used instance whose tasks have room on the others goes, one at a time. */
    private void lookAtUnderutilized() {
        boolean busy = own.values().stream().anyMatch(one -> one.instance == null || !one.isActive());
        if (busy || scaleInAfter() < 0 || !provisioning.waiting(provider.name()).isEmpty()) {
            return;
        }
        own.values().stream()
                .filter(one -> !isIdle(one))
                .sorted(Comparator.comparingDouble(ManagedInstances::reserved))
                .filter(this::canMove)
                .findFirst()
                .ifPresent(one -> one.scaleIn = kernel.after(scaleInAfter(), () -> {
                    one.scaleIn = null;
                    if (one.isActive() && canMove(one)) {
                        drain.accept(one.instance, "its tasks have room on other instances");
                        changed();
                    }
                }));
    }

    private static double reserved(Own one) {
        ContainerInstance instance = one.instance;
        return 1 - (double) instance.remainingCpu() / instance.registeredCpu();
    }

    /** Tasks without a service cannot be started elsewhere. */
    private boolean canMove(Own one) {
        List<Task> tasks =
                one.instance.tasks().stream().filter(isOfDaemon.negate()).toList();
        List<InstanceDemand.Offer> rooms = new ArrayList<>();
        for (Own other : own.values()) {
            if (other != one && other.isActive() && !isIdle(other)) {
                rooms.add(free(other.instance));
            }
        }
        return tasks.stream().allMatch(task -> task.service() != null && take(task, rooms));
    }

    private static InstanceDemand.Offer free(ContainerInstance instance) {
        return new InstanceDemand.Offer(
                instance.remainingCpu(), instance.remainingMemory(), instance.freeGpus(), instance.freeEnis());
    }

    private static boolean take(Task task, List<InstanceDemand.Offer> rooms) {
        for (int i = 0; i < rooms.size(); i++) {
            if (rooms.get(i).fits(task.needs()) > 0) {
                rooms.set(i, rooms.get(i).without(task.needs()));
                return true;
            }
        }
        return false;
    }

    // Older and older

    private void retire(Own one) {
        if (one.isActive()) {
            drain.accept(one.instance, "it is 14 days old");
        }
        one.lifetime = kernel.after(LAST_DAYS, () -> fleet.terminate(one.id, "it drains for seven days"));
        changed();
    }
}
