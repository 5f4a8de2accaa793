// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import io.ecsim.cluster.TaskNeeds;
import java.util.List;

/**
 * How many instances a capacity provider needs, and what its metric CapacityProviderReservation says: M of N in percent
 * (SC-410 to SC-417).
 *
 * @param targetCapacity percent, from 1 to 100
 * @param minimumStep fewest instances of a scale-out
 * @param maximumStep most instances of a scale-out
 */
public record InstanceDemand(int targetCapacity, int minimumStep, int maximumStep) {
    /** SC-411: the first scale-out from nothing, and what the metric says then. */
    private static final int FIRST = 2;

    private static final double FROM_NOTHING = 200;

    private static final double ALL = 100;
    private static final int NEVER_SHORT = Integer.MAX_VALUE;

    /**
     * What an instance of a type offers to tasks.
     *
     * @param cpu CPU units that it registers
     * @param memory MiB that it registers
     */
    public record Offer(int cpu, int memory, int gpus, int enis) {
        /** How many of such tasks find room; a host port is there once. */
        int fits(TaskNeeds needs) {
            int fits = Math.min(per(cpu, needs.cpu()), per(memory, needs.memory()));
            fits = Math.min(fits, per(gpus, needs.gpus()));
            fits = Math.min(fits, per(enis, needs.eni() ? 1 : 0));
            return Math.min(fits, needs.hostPorts().isEmpty() ? NEVER_SHORT : 1);
        }

        /** What is left of it. */
        Offer without(TaskNeeds needs) {
            return new Offer(
                    cpu - needs.cpu(), memory - needs.memory(), gpus - needs.gpus(), needs.eni() ? enis - 1 : enis);
        }

        private static int per(int offered, int needed) {
            return needed == 0 ? NEVER_SHORT : offered / needed;
        }

        private Offer most(Offer other) {
            return new Offer(
                    Math.max(cpu, other.cpu),
                    Math.max(memory, other.memory),
                    Math.max(gpus, other.gpus),
                    Math.max(enis, other.enis));
        }

        private Offer least(Offer other) {
            return new Offer(
                    Math.min(cpu, other.cpu),
                    Math.min(memory, other.memory),
                    Math.min(gpus, other.gpus),
                    Math.min(enis, other.enis));
        }
    }

    /**
     * Tasks that wait, all with the same needs.
     *
     * @param alone each must be on an instance of its own ({@code distinctInstance})
     */
    public record Waiting(TaskNeeds needs, int count, boolean alone) {}

    /**
     * M, the instances that are needed.
     *
     * @param instances N, those that are there
     * @param empty of these, how many have no task but those of daemons
     * @param waiting tasks that wait, by their needs
     * @param types of instances that the group may launch, at least one
     * @return -1 when tasks wait and no instance could ever take one (SC-413)
     */
    public int needed(int instances, int empty, List<Waiting> waiting, List<Offer> types) {
        if (waiting.isEmpty()) {
            return instances - empty;
        }
        Offer largest = types.stream().reduce(Offer::most).orElseThrow();
        Offer smallest = types.stream().reduce(Offer::least).orElseThrow();
        int more = 0;
        for (Waiting each : waiting) {
            int fits = each.alone() ? 1 : largest.fits(each.needs());
            if (smallest.fits(each.needs()) > 0) {
                more = Math.max(more, (each.count() + fits - 1) / fits);
            }
        }
        return more == 0 ? -1 : instances + Math.max(minimumStep, Math.min(maximumStep, more));
    }

    /** CapacityProviderReservation, in percent. An idle group, and tasks that nothing can help, keep it at its target. */
    public double reservation(int needed, int instances) {
        if (needed < 0 || needed == 0 && instances == 0) {
            return targetCapacity;
        }
        return instances == 0 ? FROM_NOTHING : ALL * needed / instances;
    }

    /** The desired capacity that brings the metric to its target, before the group's own limits (SC-417). */
    public int desired(double reservation, int instances) {
        return instances == 0 ? FIRST : (int) Math.ceil(instances * reservation / targetCapacity - 1e-9);
    }
}
