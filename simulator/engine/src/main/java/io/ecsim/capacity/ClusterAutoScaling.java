// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import io.ecsim.aws.CapacityProvider;
import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.aws.ManagedScaling;
import io.ecsim.capacity.InstanceDemand.Waiting;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.TaskNeeds;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.Time;
import io.ecsim.world.World;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;

/**
 * Keeps the Auto Scaling group of a capacity provider at what its tasks need: every minute it publishes
 * CapacityProviderReservation, and two alarms on that move the desired capacity (SC-410 to SC-420). It leaves the group's
 * own limits alone.
 */
public final class ClusterAutoScaling {
    /** Takes the metric of a capacity provider at the end of a minute, in percent. */
    @FunctionalInterface
    public interface Publisher {
        void reservation(String capacityProvider, double percent);
    }

    /** SC-416, SC-419: minutes below the target, and since the last scale-out, before instances go. */
    private static final int LOW_MINUTES = 15;

    private final CapacityProvider provider;
    private final InstanceDemand demand;
    private final Kernel kernel;
    private final ClusterState cluster;
    private final Fleet fleet;
    private final Provisioning provisioning;
    private final Predicate<Task> isOfDaemon;
    private final Publisher publisher;
    private final long decidesAfter;
    private final World world;
    private long scaledInAt = Long.MIN_VALUE / 2;
    private long scaledOutAt = Long.MIN_VALUE / 2;
    private int lowMinutes;

    /**
     * @param isOfDaemon tasks that hold no instance (SC-412)
     * @param world when the alarms look at the point of a minute, and how fast instances go
     */
    public ClusterAutoScaling(
            CapacityProvider provider,
            Kernel kernel,
            ClusterState cluster,
            Fleet fleet,
            Provisioning provisioning,
            Predicate<Task> isOfDaemon,
            Publisher publisher,
            World world) {
        ManagedScaling settings = provider.autoScalingGroupProvider().managedScaling();
        this.provider = provider;
        this.demand = new InstanceDemand(
                settings.targetCapacity(), settings.minimumScalingStepSize(), settings.maximumScalingStepSize());
        this.kernel = kernel;
        this.cluster = cluster;
        this.fleet = fleet;
        this.provisioning = provisioning;
        this.isOfDaemon = isOfDaemon;
        this.publisher = publisher;
        this.decidesAfter = decidesAfter(world);
        this.world = world;
    }

    /** Alarms look at a point when it is there, at their moment of the minute (SC-217). */
    private static long decidesAfter(World world) {
        long delay = Time.of(world.metricDelay().managedScaling());
        long after = Time.of(world.alarmOffset());
        while (after < delay) {
            after += Time.MINUTE;
        }
        return after;
    }

    private String group() {
        return provider.autoScalingGroupProvider().group();
    }

    /** The end of a minute. */
    public void minute() {
        List<ContainerInstance> instances = cluster.instances().stream()
                .filter(instance -> instance.status() == ContainerInstanceStatus.ACTIVE)
                .filter(instance -> provider.name().equals(instance.attributes().get(TaskNeeds.CAPACITY_PROVIDER)))
                .toList();
        int empty = (int) instances.stream().filter(this::isEmpty).count();
        int needed = demand.needed(instances.size(), empty, waiting(), fleet.offers(group()));
        double reservation = demand.reservation(needed, instances.size());
        publisher.reservation(provider.name(), reservation);
        kernel.after(decidesAfter, () -> decide(reservation, needed, instances));
    }

    private boolean isEmpty(ContainerInstance instance) {
        return instance.tasks().stream().allMatch(isOfDaemon);
    }

    private List<Waiting> waiting() {
        Map<TaskNeeds, Waiting> waiting = new LinkedHashMap<>();
        for (Task task : provisioning.waiting(provider.name())) {
            boolean alone = provisioning.rule(task).constraints().contains("distinctInstance");
            waiting.merge(
                    task.needs(),
                    new Waiting(task.needs(), 1, alone),
                    (a, b) -> new Waiting(a.needs(), a.count() + b.count(), a.alone() || b.alone()));
        }
        return List.copyOf(waiting.values());
    }

    /** What the alarms make of a point. */
    private void decide(double reservation, int needed, List<ContainerInstance> instances) {
        double target = demand.targetCapacity();
        lowMinutes = reservation < target ? lowMinutes + 1 : 0;
        if (reservation > target) {
            scaleOut(reservation, needed, instances.size());
        } else if (lowMinutes >= LOW_MINUTES && kernel.now() - scaledOutAt >= LOW_MINUTES * Time.MINUTE) {
            scaleInWhenDue(reservation, needed, instances);
        }
    }

    private void scaleOut(double reservation, int needed, int instances) {
        GroupSize size = fleet.groups().size(group());
        int desired = Math.min(size.maxSize(), demand.desired(reservation, instances));
        if (desired > size.desiredCapacity() && isWarm()) {
            scaledOutAt = kernel.now();
            resize(size, desired, reservation, needed, instances);
        }
    }

    /** SC-418: counted from the launch, of those too that have not registered yet. */
    private boolean isWarm() {
        long warmup = provider.autoScalingGroupProvider().managedScaling().instanceWarmupPeriod() * Time.SECOND;
        return kernel.now() - fleet.groups().newestLaunch(group()) >= warmup;
    }

    /** SC-421. */
    private void protectWhatIsInUse(List<ContainerInstance> instances) {
        if (provider.protectsFromTermination()) {
            instances.stream()
                    .filter(instance -> fleet.groups().isInService(group(), instance.id()))
                    .forEach(instance -> fleet.groups()
                            .protect(instance.id(), !isEmpty(instance), "managed termination protection"));
        }
    }

    /** SC-419: a step that is due before the next point comes is taken when it is due. */
    private void scaleInWhenDue(double reservation, int needed, List<ContainerInstance> instances) {
        long wait = Math.max(0, scaledInAt + Time.of(world.clusterScaleInEvery()) - kernel.now());
        if (wait < Time.MINUTE) {
            kernel.after(wait, () -> {
                protectWhatIsInUse(instances);
                scaleIn(reservation, needed, instances.size());
            });
        }
    }

    /** SC-419: a share of them at a time, at most, and one at least. */
    private void scaleIn(double reservation, int needed, int instances) {
        GroupSize size = fleet.groups().size(group());
        int desired = Math.max(demand.desired(reservation, instances), instances - world.clusterScaleIn(instances));
        desired = Math.max(desired, size.minSize());
        if (desired < size.desiredCapacity()) {
            scaledInAt = kernel.now();
            resize(size, desired, reservation, needed, instances);
        }
    }

    private void resize(GroupSize size, int desired, double reservation, int needed, int instances) {
        String why = String.format(
                Locale.ROOT,
                "managed scaling of %s: %d instances are needed, %d are there (%.4g %%, target %d %%)",
                provider.name(),
                Math.max(0, needed),
                instances,
                reservation,
                demand.targetCapacity());
        fleet.groups().resize(group(), new GroupSize(size.minSize(), size.maxSize(), desired), why);
    }
}
