// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.metrics.Datapoint;
import io.ecsim.metrics.Metric;
import io.ecsim.simulation.RunObserver;

/** Shows the journal to somebody, and everything to who comes next. */
record Watchers(Journal journal, RunObserver next) implements RunObserver {
    @Override
    public void add(long time, Entry entry) {
        journal.add(time, entry);
        next.add(time, entry);
    }

    @Override
    public void metric(Metric metric, Datapoint point) {
        next.metric(metric, point);
    }
}
