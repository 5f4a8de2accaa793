// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import io.ecsim.cluster.ClusterView;
import io.ecsim.events.Event;
import io.ecsim.journal.Entry;
import io.ecsim.metrics.Datapoint;
import io.ecsim.metrics.Metric;
import io.ecsim.requests.TracedRequest;
import io.ecsim.simulation.RunObserver;

/**
 * Everybody who takes what a run leaves behind.
 *
 * @param events null when nobody asked for them
 * @param traces null when nobody asked for them
 */
record Fan(
        JournalWriter journal,
        MetricsWriter metrics,
        JsonLines events,
        JsonLines traces,
        OpenTelemetry telemetry,
        Expectations expectations,
        Recording recording,
        Refusals refusals,
        RunObserver watcher)
        implements RunObserver {
    @Override
    public void begins(ClusterView cluster) {
        recording.begins(cluster);
    }

    @Override
    public void add(long time, Entry entry) {
        journal.add(time, entry);
        recording.add(time, entry);
        refusals.add(time, entry);
        watcher.add(time, entry);
    }

    @Override
    public void metric(Metric metric, Datapoint point) {
        metrics.add(metric, point);
        expectations.metric(metric, point);
        recording.metric(metric, point);
        watcher.metric(metric, point);
    }

    @Override
    public boolean takesEvents() {
        return events != null;
    }

    @Override
    public void event(Event event) {
        events.add(event.members());
    }

    @Override
    public boolean takesTraces() {
        return true;
    }

    @Override
    public void traced(TracedRequest request) {
        recording.traced(request);
        if (traces != null) {
            traces.add(telemetry.export(request));
        }
    }
}
