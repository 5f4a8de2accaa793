// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import io.ecsim.workload.ResponseTimes.Stay;

/**
 * How long requests are in a task while a number of them is in it: what they wait, and what they take when they are worked
 * on with so many others. The number changes slowly against one request (the snapshot principle: M. I. Reiman, "Open
 * Queueing Networks in Heavy Traffic", Math. Oper. Res. 9 (3), 1984). Of a time its mean and variation count: a fixed part
 * and an exponential one, or two exponential ones.
 */
final class Stays {
    /** As an exponent; beyond it nothing is left. */
    private static final double NEVER = 40;

    private final TaskModel model;
    private final Throughput throughput;

    Stays(TaskModel model, Throughput throughput) {
        this.model = model;
        this.throughput = throughput;
    }

    /**
     * Seconds at the CPU of a request that is finished when {@code n} are in the task.
     *
     * @param part of the time that it shared the CPU with others, as these were fewer before
     */
    double atCpu(double n, double part) {
        double stretch = model.cpuSeconds() == 0 ? 0 : throughput.stretch(Math.max(1, n));
        double alone = Math.max(1, 1 / Math.max(1e-9, throughput.vcpus));
        return model.cpuSeconds() * Math.max(Math.min(alone, stretch), stretch * part);
    }

    /** @param wait seconds before it is worked on, and {@code cpu} seconds at the CPU */
    Stay stay(double wait, double cpu) {
        double mean = model.latency() + cpu;
        double deviation = StrictMath.sqrt(model.latencyVariance() + model.cpuVariation() * cpu * cpu);
        if (deviation <= mean) {
            return new Stay(wait + mean - deviation, deviation, 1, 0);
        }
        double squared = deviation * deviation / (mean * mean);
        double often = (1 + StrictMath.sqrt((squared - 1) / (squared + 1))) / 2;
        return new Stay(wait, mean / (2 * often), often, mean / (2 * (1 - often)));
    }

    /** Probability that it takes longer than its client waits. */
    double late(Stay stay) {
        double left = model.timeout() - stay.fixed();
        if (left <= 0) {
            return left < 0 || stay.random() > 0 ? 1 : 0;
        }
        return stay.often() * tail(left, stay.random()) + (1 - stay.often()) * tail(left, stay.seldom());
    }

    /** Seconds that it takes longer than its client waits, 0 if it does not. */
    double beyond(Stay stay) {
        double left = model.timeout() - stay.fixed();
        if (left <= 0) {
            return Math.max(0, stay.mean() - model.timeout());
        }
        return stay.often() * stay.random() * tail(left, stay.random())
                + (1 - stay.often()) * stay.seldom() * tail(left, stay.seldom());
    }

    private static double tail(double left, double mean) {
        return left >= NEVER * mean ? 0 : StrictMath.exp(-left / mean);
    }
}
