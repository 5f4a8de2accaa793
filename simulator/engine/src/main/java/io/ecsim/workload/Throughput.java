// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import java.util.Arrays;

/**
 * Requests per second that a task finishes while a number of them is in it: as many as its concurrency allows are at its
 * CPU, which they share, or in the part of their time that is not CPU. It is the throughput of a closed network of the CPU
 * and a delay, by mean value analysis (M. Reiser and S. S. Lavenberg, "Mean-Value Analysis of Closed Multichain Queuing
 * Networks", JACM 27 (2), 1980), and stands for both of them (K. M. Chandy, U. Herzog and L. Woo, "Parametric Analysis of
 * Queuing Networks", IBM J. R&amp;D 19 (1), 1975), whatever the laws of both times.
 */
final class Throughput {
    /** The CPU is busy but for so small a part. */
    private static final double IDLE = 1e-9;

    final double cpuSeconds;
    final double vcpus;
    final int concurrency;
    private final double latency;
    /** By number, from 0 up; beyond the last it is that of the last. Without CPU time each has its own pace. */
    private double[] rates = new double[16];

    /** Vacant vCPUs: the probability that so many requests are at the CPU, for fewer than there are vCPUs. */
    private final double[] atCpu;

    /**
     * @param cpuSeconds of a request, from 0 up
     * @param latency other seconds of a request, from 0 up; not both are 0
     * @param vcpus that they share, each using one at most; from 0 up
     * @param concurrency requests that are worked on at once
     */
    Throughput(double cpuSeconds, double latency, double vcpus, int concurrency) {
        this.cpuSeconds = cpuSeconds;
        this.latency = latency;
        this.vcpus = vcpus;
        this.concurrency = concurrency;
        this.atCpu = new double[Math.max(1, (int) Math.ceil(vcpus))];
        atCpu[0] = 1;
        if (cpuSeconds > 0) {
            int last = vcpus > 0 ? fill() : 0;
            rates = Arrays.copyOf(rates, last + 1);
        }
    }

    private int fill() {
        double mean = 0;
        int n = 0;
        while (n < concurrency && rates[n] * cpuSeconds < vcpus * (1 - IDLE)) {
            n++;
            double seconds = cpuSeconds / vcpus * (1 + mean);
            for (int k = 1; k < atCpu.length; k++) {
                seconds += cpuSeconds * (1 - k / vcpus) * atCpu[k - 1];
            }
            if (n == rates.length) {
                rates = Arrays.copyOf(rates, 2 * n);
            }
            rates[n] = n / (latency + seconds);
            mean = rates[n] * seconds;
            oneMore(rates[n] * cpuSeconds);
        }
        return n;
    }

    private void oneMore(double busy) {
        double idle = vcpus - busy;
        for (int k = atCpu.length - 1; k > 0; k--) {
            atCpu[k] = busy / k * atCpu[k - 1];
            idle -= (vcpus - k) * atCpu[k];
        }
        atCpu[0] = Math.max(0, idle / vcpus);
    }

    /** @param n from 0 up, also a broken number */
    double at(double n) {
        if (cpuSeconds == 0) {
            return Math.min(n, concurrency) / latency;
        }
        int below = (int) Math.min(n, rates.length - 1);
        return below == rates.length - 1
                ? rates[below]
                : rates[below] + (n - below) * (rates[below + 1] - rates[below]);
    }

    /** Of as many requests as it can work on. */
    double most() {
        return at(concurrency);
    }

    /** Seconds that a request is at the CPU, of so many that are worked on, for each second of CPU time. */
    double stretch(double n) {
        double rate = at(n);
        return cpuSeconds == 0 ? 1 : Math.max(1, (Math.min(n, concurrency) / rate - latency) / cpuSeconds);
    }

    /** By how much less than the first the next request adds: 0 while each has a vCPU, 1 when all are busy. */
    double crowding(double n) {
        double first = at(1);
        return n >= concurrency || first == 0 ? 1 : Math.max(0, 1 - (at(n + 1) - at(n)) / first);
    }
}
