// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Task;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.placement.StopOrder;
import io.ecsim.service.Service;
import io.ecsim.service.StopChoice;
import io.ecsim.service.TaskFacts;
import java.util.ArrayList;
import java.util.List;

/** Lets each service choose the tasks to stop by its placement strategy, with luck of its own. */
final class StopChoices {
    private final ClusterState cluster;
    private final RandomStreams streams;

    StopChoices(ClusterState cluster, RandomStreams streams) {
        this.cluster = cluster;
        this.streams = streams;
    }

    StopChoice of(Service service) {
        return (tasks, count) -> count == 0
                ? List.of()
                : service.settings().onFargate()
                        ? FargateStopOrder.choose(
                                tasks, cluster, service.settings().capacityProviderStrategy(), count)
                        : onInstances(service, tasks, count);
    }

    private List<String> onInstances(Service service, List<TaskFacts> tasks, int count) {
        return isSurplusOfReplacements(service, tasks)
                ? random(service, tasks, count)
                : StopOrder.choose(
                        tasks.stream().map(this::candidate).toList(),
                        count,
                        service.settings().placementStrategy(),
                        streams.stream("scale-in/" + service.name()));
    }

    private static boolean isSurplusOfReplacements(Service service, List<TaskFacts> tasks) {
        return service.replacesUnhealthy()
                && tasks.stream()
                        .allMatch(task -> task.healthy()
                                && !task.draining()
                                && task.deployment().equals(service.primary().id()));
    }

    /** PL-39. */
    private List<String> random(Service service, List<TaskFacts> tasks, int count) {
        List<String> left = new ArrayList<>();
        tasks.stream().filter(task -> !task.isProtected()).map(TaskFacts::id).forEach(left::add);
        List<String> chosen = new ArrayList<>();
        while (chosen.size() < count && !left.isEmpty()) {
            chosen.add(left.remove(streams.stream("surplus/" + service.name()).nextInt(left.size())));
        }
        return chosen;
    }

    private StopOrder.Candidate candidate(TaskFacts facts) {
        Task task = cluster.task(facts.id());
        return new StopOrder.Candidate(
                task.id(),
                task.waitsForCapacity() ? null : task.instance(),
                facts.running(),
                facts.healthy(),
                facts.isProtected(),
                task.createdAt(),
                task.revision().cpu(),
                task.revision().memory());
    }
}
