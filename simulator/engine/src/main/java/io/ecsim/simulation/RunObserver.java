// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.cluster.ClusterView;
import io.ecsim.events.Event;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.metrics.Datapoint;
import io.ecsim.metrics.Metric;
import io.ecsim.requests.TracedRequest;

/** Takes what a run leaves behind, as it happens: the journal and the metrics of every minute. */
public interface RunObserver extends Journal {
    /** The run is about to begin on this cluster, which shows at each row of the journal how it is after that row. */
    default void begins(ClusterView cluster) {}

    /** A period of a metric has ended. Called in order of time; at the same time in a fixed order of metrics. */
    void metric(Metric metric, Datapoint point);

    /** Whether it takes events; always the same answer. Events that nobody takes are not built. */
    default boolean takesEvents() {
        return false;
    }

    /** AWS would have sent this to EventBridge because of the row of the journal that was added last. */
    default void event(Event event) {}

    /** Whether it takes traces of requests; always the same answer. Only the discrete solver has them. */
    default boolean takesTraces() {
        return false;
    }

    /** A request of the sample has ended. */
    default void traced(TracedRequest request) {}

    /** Takes nothing. */
    RunObserver NONE = new RunObserver() {
        @Override
        public void add(long time, Entry entry) {}

        @Override
        public void metric(Metric metric, Datapoint point) {}
    };
}
