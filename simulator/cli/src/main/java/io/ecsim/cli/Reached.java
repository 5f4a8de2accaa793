// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import io.ecsim.journal.Entry;
import io.ecsim.metrics.Datapoint;
import io.ecsim.metrics.Metric;
import io.ecsim.simulation.RunObserver;

/** How far a run has come in simulated time, for whoever watches it from another thread. */
final class Reached implements RunObserver {
    private final long duration;
    private volatile long simulated;

    /** @param duration of the whole run in nanoseconds */
    Reached(long duration) {
        this.duration = Math.max(1, duration);
    }

    double fraction() {
        return simulated / (double) duration;
    }

    @Override
    public void add(long time, Entry entry) {
        simulated = time;
    }

    @Override
    public void metric(Metric metric, Datapoint point) {
        simulated = point.start() + point.period();
    }
}
