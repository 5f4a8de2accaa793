// SPDX-License-Identifier: Apache-2.0
package io.ecsim.pricing;

import io.ecsim.kernel.Time;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Whose tasks reserved how much of the instances of one type, and for how long. CPU and memory of an instance are
 * weighed 9 to 1 by vCPU and GiB, as AWS's split cost allocation data does; what a task reserved counts from its
 * placement until it is STOPPED.
 */
final class SharedInstances {
    private static final int CPU_WEIGHT = 9;
    private static final long MILLISECOND = Time.SECOND / 1_000;

    /** Weight times milliseconds by service. */
    private final Map<String, Long> byService = new LinkedHashMap<>();

    private long weight;

    /** A task on one of the instances. */
    final class Task {
        private final String service;
        private final long weight;
        private long since;

        private Task(String service, long weight, long since) {
            this.service = service;
            this.weight = weight;
            this.since = since;
        }

        /** Counts what has passed; it goes on. */
        void until(long now) {
            byService.merge(service, weight * ((now - since) / MILLISECOND), Long::sum);
            since = now;
        }

        void stopped(long now) {
            until(now);
        }
    }

    /** CPU units and MiB of one instance. */
    void registered(int cpu, int memory) {
        weight = weight(cpu, memory);
    }

    private static long weight(int cpu, int memory) {
        return CPU_WEIGHT * (long) cpu + memory;
    }

    /** @param service null for a standalone task */
    Task placed(String service, int cpu, int memory, long now) {
        return new Task(service == null ? Bill.STANDALONE : service, weight(cpu, memory), now);
    }

    /** Shares of what all instances of the type cost in their time together. */
    Map<String, BigDecimal> split(BigDecimal usd, long seconds) {
        Map<String, BigDecimal> shares = new LinkedHashMap<>();
        BigDecimal all = BigDecimal.valueOf(seconds).multiply(BigDecimal.valueOf(1_000 * weight));
        byService.forEach((service, part) ->
                shares.put(service, usd.multiply(BigDecimal.valueOf(part)).divide(all, MathContext.DECIMAL128)));
        return shares;
    }
}
