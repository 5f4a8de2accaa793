// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import io.ecsim.agent.TaskLifecycle;
import io.ecsim.aws.NetworkConfiguration;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.ClusterView;
import io.ecsim.cluster.Revision;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.TaskNeeds;
import io.ecsim.cluster.Transitions;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.placement.Placement;
import io.ecsim.placement.Placer;
import io.ecsim.service.ServicePlan.Start;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongSupplier;

/** Starts tasks of services as far as they find a place. */
final class Starts {
    /** Of the tasks that were to start, who found a place and why the others did not; {@code refused} may be null. */
    record Outcome(List<String> started, int unplaced, Revision revision, NoPlace refused) {}

    private final ClusterState cluster;
    private final Transitions transitions;
    private final TaskLifecycle lifecycle;
    private final Placer placer;
    private final StrategyStarts strategies;
    private final Journal journal;
    private final LongSupplier now;

    Starts(
            ClusterState cluster,
            Transitions transitions,
            TaskLifecycle lifecycle,
            Placer placer,
            StrategyStarts strategies,
            Journal journal,
            LongSupplier now) {
        this.cluster = cluster;
        this.transitions = transitions;
        this.lifecycle = lifecycle;
        this.placer = placer;
        this.strategies = strategies;
        this.journal = journal;
        this.now = now;
    }

    /** Starts what a plan says, until one finds no place. */
    Outcome start(Service service, List<Start> starts) {
        if (service.settings.onProviders()) {
            return strategies.start(service, starts);
        }
        int wanted = starts.stream().mapToInt(Start::count).sum();
        List<String> started = new ArrayList<>();
        for (Start start : starts) {
            Revision revision = service.deployment(start.deployment()).revision();
            TaskNeeds needs = revision.needs(
                    service.deployment(start.deployment()).target().availabilityZones());
            for (int i = 0; i < start.count(); i++) {
                Placement placement = placer.place(cluster, needs, service.rule);
                if (placement instanceof Placement.Refused refused) {
                    return new Outcome(started, wanted - started.size(), revision, NoPlace.onInstances(refused));
                }
                started.add(begin(service, start.deployment(), needs, (Placement.Placed) placement));
            }
        }
        return new Outcome(started, 0, service.primary().revision(), null);
    }

    /** Starts a task of the PRIMARY deployment in some zones, or on an instance; returns its id, or null for no place. */
    String startOne(Service service, Set<String> zones, ClusterView among) {
        TaskNeeds needs = service.primary().revision().needs(zones);
        boolean may = lifecycle.obstacle(service.primary().revision()) == null;
        if (service.settings.onProviders()) {
            return may ? strategies.startOne(service, zones) : null;
        }
        return may && placer.place(among, needs, service.rule) instanceof Placement.Placed placed
                ? begin(service, service.primary().id(), needs, placed)
                : null;
    }

    private String begin(Service service, String deployment, TaskNeeds needs, Placement.Placed placed) {
        Revision revision = service.deployment(deployment).revision();
        Task task = transitions.place(service.name(), service.group(), deployment, revision, needs, placed.instance());
        lifecycle.start(
                task,
                NetworkConfiguration.subnets(
                        service.deployment(deployment).target().network()));
        return task.id();
    }

    /** How many tasks wait for a place now, if that is news. */
    void tell(Service service, int unplaced, Revision revision, String why, boolean anyway) {
        if (unplaced != service.unplaced || anyway) {
            service.unplaced = unplaced;
            journal.add(
                    now.getAsLong(),
                    new Entry.PlacementRefused(service.group(), service.name(), revision.name(), unplaced, why));
        }
    }
}
