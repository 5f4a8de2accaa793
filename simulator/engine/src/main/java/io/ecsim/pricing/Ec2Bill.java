// SPDX-License-Identifier: Apache-2.0
package io.ecsim.pricing;

import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.kernel.Time;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** EC2 on demand: every started second in which it is not stopped, 60 at least (SC-701). Exact until it is shown (SC-710). */
public final class Ec2Bill implements Journal {
    private static final long MINIMUM_SECONDS = 60;
    private static final BigDecimal SECONDS_PER_HOUR = BigDecimal.valueOf(3600);

    private record Launch(String instanceType, long at) {}

    private final Function<String, BigDecimal> usdPerHour;
    private final Map<String, Launch> running = new LinkedHashMap<>();
    /** Instance types of those that are stopped. */
    private final Map<String, String> stopped = new LinkedHashMap<>();
    /** USD per hour times seconds, of those that are gone. */
    private BigDecimal usdSeconds = BigDecimal.ZERO;

    /** @param usdPerHour price of an instance type */
    public Ec2Bill(Function<String, BigDecimal> usdPerHour) {
        this.usdPerHour = usdPerHour;
    }

    @Override
    public void add(long time, Entry entry) {
        if (entry instanceof Entry.InstanceLaunched launched) {
            running.put(launched.instance(), new Launch(launched.instanceType(), time));
        } else if (entry instanceof Entry.InstanceTerminated terminated) {
            charge(running.remove(terminated.instance()), time);
            stopped.remove(terminated.instance());
        } else if (entry instanceof Entry.InstanceStateChanged changed
                && changed.state().equals("stopped")) {
            Launch launch = running.remove(changed.instance());
            charge(launch, time);
            stopped.put(changed.instance(), launch.instanceType());
        } else if (entry instanceof Entry.InstanceStateChanged changed) {
            running.put(changed.instance(), new Launch(stopped.remove(changed.instance()), time));
        }
    }

    /** @param launch null for one that was stopped before it ended */
    private void charge(Launch launch, long end) {
        if (launch == null) {
            return;
        }
        usdSeconds = usdSeconds.add(usdSeconds(launch, end));
    }

    private BigDecimal usdSeconds(Launch launch, long end) {
        long started = (end - launch.at() + Time.SECOND - 1) / Time.SECOND;
        return usdPerHour.apply(launch.instanceType()).multiply(BigDecimal.valueOf(Math.max(MINIMUM_SECONDS, started)));
    }

    /** USD until now; instances that still run are charged as if they were terminated at {@code end}. */
    public BigDecimal total(long end) {
        BigDecimal total = usdSeconds;
        for (Launch launch : running.values()) {
            total = total.add(usdSeconds(launch, end));
        }
        return total.divide(SECONDS_PER_HOUR, MathContext.DECIMAL128);
    }
}
