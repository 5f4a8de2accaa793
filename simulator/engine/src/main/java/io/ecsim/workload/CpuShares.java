// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import java.util.Arrays;

/**
 * How an instance's vCPUs are shared among its tasks: by weight, as Linux shares them among control groups. Nobody gets
 * more than it wants or may have; what one leaves is shared by the others, again by weight (weighted max-min fairness;
 * D. Bertsekas and R. Gallager, "Data Networks", 2nd ed. 1992, 6.5.2).
 */
public final class CpuShares {
    private CpuShares() {}

    /**
     * @param vcpus of the instance
     * @param weights above 0
     * @param limits vCPUs that each may have; infinity when nothing limits it
     * @param demands vCPUs that each wants; infinity for as much as it can get
     * @return vCPUs that each gets
     */
    public static double[] grants(double vcpus, double[] weights, double[] limits, double[] demands) {
        int tasks = weights.length;
        var grants = new double[tasks];
        var content = new boolean[tasks];
        boolean rising = true;
        while (rising) {
            double level = level(vcpus, weights, grants, content);
            rising = false;
            for (int i = 0; i < tasks; i++) {
                double wanted = Math.min(limits[i], demands[i]);
                if (!content[i] && wanted <= level * weights[i]) {
                    content[i] = true;
                    grants[i] = wanted;
                    rising = true; // it leaves something of its part: the level of the others rises
                }
            }
            if (!rising) {
                Arrays.setAll(grants, i -> content[i] ? grants[i] : level * weights[i]);
            }
        }
        return grants;
    }

    /** vCPUs that each would get if it alone wanted all it can have; parameters as above. */
    static double[] available(double vcpus, double[] weights, double[] limits, double[] demands) {
        int tasks = weights.length;
        var available = new double[tasks];
        double level = level(vcpus, weights, available, new boolean[tasks]);
        boolean idle = true;
        for (int i = 0; i < tasks; i++) {
            idle &= Math.min(limits[i], demands[i]) <= level * weights[i];
        }
        for (int i = 0; i < tasks; i++) {
            available[i] = idle
                    ? leftBy(i, vcpus, level, weights, limits, demands)
                    : ifGreedy(i, vcpus, weights, limits, demands);
        }
        return available;
    }

    private static double ifGreedy(int i, double vcpus, double[] weights, double[] limits, double[] demands) {
        double wanted = demands[i];
        demands[i] = Double.POSITIVE_INFINITY;
        double available = grants(vcpus, weights, limits, demands)[i];
        demands[i] = wanted;
        return available;
    }

    /** The common case, without raising levels: all others are content with less than their parts. */
    private static double leftBy(
            int i, double vcpus, double level, double[] weights, double[] limits, double[] demands) {
        if (limits[i] <= level * weights[i]) {
            return limits[i];
        }
        double left = vcpus;
        for (int other = 0; other < weights.length; other++) {
            left -= other == i ? 0 : Math.min(limits[other], demands[other]);
        }
        return Math.min(limits[i], Math.max(0, left) / weights[i] * weights[i]);
    }

    /** vCPUs per unit of weight that are left for those who want more. */
    private static double level(double vcpus, double[] weights, double[] grants, boolean[] content) {
        double left = vcpus;
        double weight = 0;
        for (int i = 0; i < weights.length; i++) {
            if (content[i]) {
                left -= grants[i];
            } else {
                weight += weights[i];
            }
        }
        return Math.max(0, left) / weight;
    }
}
