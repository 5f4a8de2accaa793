// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import io.ecsim.agent.TaskLifecycle;
import io.ecsim.aws.TaskSize;
import io.ecsim.cluster.Compute;
import io.ecsim.cluster.Revision;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.Transitions;
import io.ecsim.kernel.Kernel;
import io.ecsim.world.Faults;
import io.ecsim.world.Quotas;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * Fargate: each task has a host of its own. It says how much runs at once (FG-6), how fast tasks are launched (FG-7), and
 * in which zone and subnet each is (PL-9, NW-29).
 */
public final class Fargate {
    /** Calls of RunTask at once, and in each second (FG-8). */
    private static final int RUN_TASK_CALLS = 20;

    private static final String TOO_MANY =
            "You\u2019ve reached the limit on the number of vCPUs you can run concurrently";
    private static final String TOO_BIG = "The requested CPU configuration is above your limit.";
    private static final String NO_CAPACITY =
            "Capacity is unavailable at this time. Please try again later or in a different availability zone.";

    /**
     * A task that is wanted.
     *
     * @param service null for a standalone task
     * @param subnets where it may be
     * @param zones of these; empty for all
     */
    public record Wanted(
            String service,
            String group,
            String deployment,
            Revision revision,
            Compute compute,
            List<String> subnets,
            Set<String> zones) {}

    /** On demand, or spare: counted apart, limited apart. */
    private static final class Pool {
        final int quota;
        final TokenBucket launches;
        /** CPU units of tasks that are not STOPPED. */
        int cpu;

        Pool(int vcpus, Quotas quotas) {
            quota = vcpus * TaskSize.UNITS_PER_VCPU;
            launches = new TokenBucket(quotas.fargateLaunchBurst(), quotas.fargateLaunchesPerSecond());
        }
    }

    private final Kernel kernel;
    private final Transitions transitions;
    private final TaskLifecycle lifecycle;
    private final Subnets subnets;
    private final Faults faults;
    private final Pool onDemand;
    private final Pool spot;
    private final TokenBucket runTaskCalls = new TokenBucket(RUN_TASK_CALLS, RUN_TASK_CALLS);
    private final Set<Task> living = new LinkedHashSet<>();
    /** Tasks by zone: of a group, and of a group's part on one capacity provider. */
    private final Map<String, Map<String, Integer>> zones = new LinkedHashMap<>();

    public Fargate(
            Kernel kernel,
            Transitions transitions,
            TaskLifecycle lifecycle,
            Subnets subnets,
            Faults faults,
            Quotas quotas) {
        this.kernel = kernel;
        this.transitions = transitions;
        this.lifecycle = lifecycle;
        this.subnets = subnets;
        this.faults = faults;
        this.onDemand = new Pool(quotas.fargateVcpu(), quotas);
        this.spot = new Pool(quotas.fargateSpotVcpu(), quotas);
    }

    /** Why Fargate does not take a task now, in ECS's words; null when it does. */
    public String refusal(Wanted wanted) {
        Pool pool = pool(wanted.compute());
        int cpu = wanted.revision().cpu();
        if (pool.cpu + cpu > pool.quota) {
            return cpu > pool.quota ? TOO_BIG : TOO_MANY;
        }
        return zone(wanted) == null ? NO_CAPACITY : null;
    }

    /** Launches a task that is not refused; it waits in PROVISIONING until its turn has come. */
    public Task launch(Wanted wanted) {
        Pool pool = pool(wanted.compute());
        String zone = zone(wanted);
        Task task = transitions.launch(
                wanted.service(), wanted.group(), wanted.deployment(), wanted.revision(), wanted.compute(), zone);
        pool.cpu += task.needs().cpu();
        living.add(task);
        count(task, 1);
        lifecycle.launch(task, subnets.byRoom(wanted.subnets(), zone), pool.launches.take(kernel.now()));
        return task;
    }

    /** A call of RunTask: whether it comes too soon after others, for itself or for one of its tasks (FG-7, FG-8). */
    public boolean throttles(List<Wanted> tasks) {
        long now = kernel.now();
        int onSpot = (int)
                tasks.stream().filter(task -> task.compute().isFargateSpot()).count();
        boolean throttled = !runTaskCalls.has(1, now)
                || !spot.launches.has(onSpot, now)
                || !onDemand.launches.has(tasks.size() - onSpot, now);
        if (!throttled) {
            runTaskCalls.take(now);
        }
        return throttled;
    }

    /** A task of Fargate is in another state: what stops no longer counts where it is, what is STOPPED nowhere. */
    public void moved(Task task) {
        if (task.stopRequested() && living.remove(task)) {
            count(task, -1);
        }
        if (task.isStopped()) {
            pool(task.compute()).cpu -= task.needs().cpu();
        }
    }

    private Pool pool(Compute compute) {
        return compute.isFargateSpot() ? spot : onDemand;
    }

    /** The zone with fewest tasks of the group on the same provider, then of the group at all; null when none has room. */
    private String zone(Wanted wanted) {
        Map<String, Integer> alike = zones.getOrDefault(part(wanted.group(), wanted.compute()), Map.of());
        Map<String, Integer> all = zones.getOrDefault(wanted.group(), Map.of());
        String best = null;
        for (String subnet : wanted.subnets()) {
            String zone = subnets.zone(subnet);
            if (zone == null || !wanted.zones().isEmpty() && !wanted.zones().contains(zone) || isFull(wanted, zone)) {
                continue;
            }
            int more = best == null ? -1 : alike.getOrDefault(zone, 0) - alike.getOrDefault(best, 0);
            if (more < 0 || more == 0 && all.getOrDefault(zone, 0) < all.getOrDefault(best, 0)) {
                best = zone;
            }
        }
        return best;
    }

    private boolean isFull(Wanted wanted, String zone) {
        return faults.noCapacity().stream()
                .filter(Objects::nonNull)
                .anyMatch(fault -> fault.isOnFargate(kernel.now(), provider(wanted.compute()), zone));
    }

    private void count(Task task, int by) {
        String zone = task.instance().availabilityZone();
        for (String key : List.of(task.group(), part(task.group(), task.compute()))) {
            zones.computeIfAbsent(key, k -> new LinkedHashMap<>()).merge(zone, by, Integer::sum);
        }
    }

    private static String part(String group, Compute compute) {
        return group + " on " + provider(compute);
    }

    private static String provider(Compute compute) {
        return compute.isFargateSpot()
                ? compute.capacityProvider()
                : compute.launchType().name();
    }
}
