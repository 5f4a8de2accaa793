// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.capacity.CapacityProviderShares;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Task;
import io.ecsim.kernel.RandomStreams;
import io.ecsim.placement.StopOrder;
import io.ecsim.service.Service;
import io.ecsim.service.StopChoice;
import io.ecsim.service.TaskFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

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
                        : service.settings().capacityProviderStrategy().size() > 1
                                ? ofStrategy(service, tasks, count)
                                : onInstances(service, tasks, count);
    }

    /** One by one, of the provider that gives up next (SC-405). */
    private List<String> ofStrategy(Service service, List<TaskFacts> tasks, int count) {
        List<TaskFacts> left = new ArrayList<>(tasks);
        List<String> chosen = new ArrayList<>();
        while (chosen.size() < count) {
            Map<String, Integer> split = new LinkedHashMap<>();
            left.forEach(task -> split.merge(provider(task), 1, Integer::sum));
            List<String> next = List.of();
            for (String provider :
                    CapacityProviderShares.givingUp(service.settings().capacityProviderStrategy(), split)) {
                if (next.isEmpty()) {
                    List<TaskFacts> its = left.stream()
                            .filter(task -> provider(task).equals(provider))
                            .toList();
                    next = onInstances(service, its, 1);
                }
            }
            if (next.isEmpty()) {
                break; // the others are protected
            }
            String gone = next.get(0);
            left.removeIf(task -> task.id().equals(gone));
            chosen.add(gone);
        }
        return chosen;
    }

    private String provider(TaskFacts task) {
        return String.valueOf(cluster.task(task.id()).compute().capacityProvider());
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
