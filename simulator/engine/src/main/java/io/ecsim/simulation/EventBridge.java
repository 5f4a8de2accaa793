// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.SchedulingStrategy;
import io.ecsim.cluster.ClusterState;
import io.ecsim.events.EventFeed;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;

/** The events of a run and who takes them. Nothing is built where nobody does. */
final class EventBridge implements Journal {
    private final Scenario scenario;
    private final EventFeed feed;

    EventBridge(Scenario scenario, ClusterState cluster, RunObserver observer) {
        this.scenario = scenario;
        feed = new EventFeed(
                cluster,
                scenario.region(),
                scenario.cluster().clusterName(),
                scenario.seed(),
                scenario.start(),
                this::isDaemon,
                type -> observer.takesEvents(),
                observer::event);
    }

    private boolean isDaemon(String service) {
        return scenario.services().stream()
                .anyMatch(request -> request.serviceName().equals(service)
                        && request.schedulingStrategy() == SchedulingStrategy.DAEMON);
    }

    @Override
    public void add(long time, Entry entry) {
        feed.add(time, entry);
    }
}
