// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

/** The same rate for ever; {@code rate} in requests per second, at least 0. */
public record ConstantTraffic(double rate) implements Traffic {
    /** Nobody comes. */
    public static final Traffic NONE = new ConstantTraffic(0);

    public ConstantTraffic {
        Amounts.requireRate("rate", rate);
    }

    @Override
    public double rate(long time) {
        return rate;
    }

    @Override
    public long nextChange(long time) {
        return Long.MAX_VALUE;
    }

    @Override
    public long arrivedBefore(long time) {
        return Amounts.of(rate, time);
    }

    @Override
    public String description() {
        return Amounts.plain(rate) + "/s";
    }
}
