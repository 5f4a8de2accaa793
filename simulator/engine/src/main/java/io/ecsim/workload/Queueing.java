// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

/**
 * Mean times in a queue in equilibrium, with Poisson arrivals (L. Kleinrock, "Queueing Systems", vol. I, 1975, 3.5 for
 * M/M/c; vol. II, 1976, 4.4 for processor sharing).
 */
final class Queueing {
    private Queueing() {}

    /**
     * Erlang's C: the probability that a request finds all servers busy in M/M/c.
     *
     * @param servers at least 1
     * @param load busy servers on average, from 0 to below {@code servers}
     */
    static double erlangC(int servers, double load) {
        double blocked = erlangB(servers, load);
        return blocked / (1 - load / servers * (1 - blocked));
    }

    /** Erlang's B, the probability that all are busy when nobody waits; by the recursion over the number of servers. */
    static double erlangB(int servers, double load) {
        double blocked = 1;
        for (int n = 1; n <= servers; n++) {
            blocked = load * blocked / (n + load * blocked);
        }
        return blocked;
    }

    /**
     * Mean time that a request spends running and waiting for a vCPU. Up to one vCPU it is processor sharing, M/G/1-PS:
     * s / (1 - load) for any law of the CPU time, with s stretched by the part of a vCPU there is. Beyond it is M/M/c,
     * the same at c = 1; between two whole numbers of vCPUs it is interpolated linearly at the same load per vCPU,
     * which is ours.
     *
     * @param cpuSeconds CPU time of a request
     * @param busy vCPUs that all requests together keep busy
     * @param vcpus that there are for them, above 0
     * @return seconds; infinity when there is not enough CPU
     */
    static double timeAtCpu(double cpuSeconds, double busy, double vcpus) {
        double load = busy / vcpus;
        if (cpuSeconds == 0) {
            return 0;
        }
        if (!(load < 1)) {
            return Double.POSITIVE_INFINITY;
        }
        if (vcpus <= 1) {
            return cpuSeconds / vcpus / (1 - load);
        }
        int below = (int) vcpus;
        double between = vcpus - below;
        double wait = (1 - between) * waitPerService(below, load);
        if (between > 0) {
            wait += between * waitPerService(below + 1, load);
        }
        return cpuSeconds * (1 + wait);
    }

    /** Mean wait in M/M/c in units of the mean service time. */
    private static double waitPerService(int servers, double loadPerServer) {
        return erlangC(servers, loadPerServer * servers) / (servers * (1 - loadPerServer));
    }
}
