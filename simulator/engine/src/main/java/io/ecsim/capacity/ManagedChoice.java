// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import io.ecsim.aws.Absent;
import io.ecsim.aws.CPUArchitecture;
import io.ecsim.cluster.Task;
import io.ecsim.cluster.TaskNeeds;
import io.ecsim.placement.PlacementRule;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Which instances are launched for tasks that wait: they are spread over the zones that they may be in, and in each zone the
 * cheapest type is taken that has room for all of them, else the cheapest for each task; which is ours (SC-460).
 */
final class ManagedChoice {
    /** @param refusal why EC2 does not launch any; null when it does */
    record Choice(Launch launch, List<Task> tasks, String refusal) {}

    /** What decides whether an empty instance takes a task. */
    private record Question(Launch launch, PlacementRule rule, TaskNeeds needs) {}

    private final Map<String, List<Launch>> byZone = new LinkedHashMap<>();
    private final Fleet fleet;
    private final Market market;
    private final Provisioning provisioning;
    private final Map<InstanceType, InstanceDemand.Offer> offers = new LinkedHashMap<>();
    private final Map<Question, Boolean> answers = new LinkedHashMap<>();

    ManagedChoice(List<Launch> launches, Fleet fleet, Market market, Provisioning provisioning) {
        this.fleet = fleet;
        this.market = market;
        this.provisioning = provisioning;
        launches.stream()
                .filter(launch -> market.usdPerHour(launch) < Double.MAX_VALUE)
                .sorted(Comparator.comparingDouble(market::usdPerHour)
                        .thenComparing(launch -> launch.type().vcpu())
                        .thenComparing(launch -> launch.type().name()))
                .forEach(launch -> byZone.computeIfAbsent(launch.availabilityZone(), zone -> new ArrayList<>())
                        .add(launch));
    }

    /** Instances for as many of the tasks as there are types for. */
    List<Choice> of(List<Task> tasks, ToIntFunction<String> instances) {
        Map<String, List<Task>> split = new LinkedHashMap<>();
        for (Task task : tasks) {
            byZone.keySet().stream()
                    .filter(zone -> !fleet.isClosed(zone) && mayBeIn(zone, task))
                    .filter(zone -> byZone.get(zone).stream().anyMatch(launch -> takes(launch, task)))
                    .min(Comparator.comparing((String zone) -> isRefused(zone, task))
                            .thenComparing(
                                    zone -> split.getOrDefault(zone, List.of()).size())
                            .thenComparing(instances::applyAsInt))
                    .ifPresent(zone ->
                            split.computeIfAbsent(zone, z -> new ArrayList<>()).add(task));
        }
        List<Choice> choices = new ArrayList<>();
        split.forEach((zone, own) -> addFor(zone, own, choices));
        return choices;
    }

    private boolean isRefused(String zone, Task task) {
        return byZone.get(zone).stream()
                .filter(launch -> takes(launch, task))
                .allMatch(launch -> market.refusal(launch) != null);
    }

    private static boolean mayBeIn(String zone, Task task) {
        return task.needs().availabilityZones().isEmpty()
                || task.needs().availabilityZones().contains(zone);
    }

    private void addFor(String zone, List<Task> tasks, List<Choice> choices) {
        List<Task> left = new ArrayList<>(tasks);
        while (!left.isEmpty()) {
            Choice best = best(zone, left);
            choices.add(best);
            left.removeAll(best.tasks());
        }
    }

    /** The first of the tasks is among those that it is for. */
    private Choice best(String zone, List<Task> tasks) {
        Choice best = null;
        Choice none = null;
        double lowest = Double.POSITIVE_INFINITY;
        for (Launch launch : byZone.get(zone)) {
            if (!takes(launch, tasks.get(0))) {
                continue;
            }
            List<Task> fitting = fitting(launch, tasks);
            String refusal = market.refusal(launch);
            double each = market.usdPerHour(launch) / fitting.size();
            if (refusal != null) {
                none = none == null ? new Choice(launch, tasks, refusal) : none;
            } else if (fitting.size() == tasks.size()) {
                return new Choice(launch, fitting, null);
            } else if (each <= lowest * (1 + 1e-9)) {
                lowest = Math.min(lowest, each);
                best = new Choice(launch, fitting, null);
            }
        }
        return best == null ? none : best;
    }

    private List<Task> fitting(Launch launch, List<Task> tasks) {
        InstanceDemand.Offer room = offers.computeIfAbsent(launch.type(), type -> fleet.offer(launch));
        List<Task> fitting = new ArrayList<>();
        for (Task task : tasks) {
            boolean alone = provisioning.rule(task).constraints().contains("distinctInstance");
            if (room.fits(task.needs()) > 0 && takes(launch, task) && !(alone && !fitting.isEmpty())) {
                room = room.without(task.needs());
                fitting.add(task);
            }
        }
        return fitting;
    }

    /** Whether an empty instance would take it; without a platform it is for x86_64. */
    private boolean takes(Launch launch, Task task) {
        CPUArchitecture wanted =
                Absent.or(task.revision().definition().runtimePlatform().cpuArchitecture(), CPUArchitecture.X86_64);
        InstanceType type = launch.type();
        if (type.cpuArchitecture() != wanted
                || type.vcpu() * 1024 < task.needs().cpu()
                || type.memoryMiB() < task.needs().memory()) {
            return false;
        }
        PlacementRule rule = provisioning.rule(task);
        return answers.computeIfAbsent(
                new Question(launch, rule, task.needs()), asked -> fleet.wouldTake(launch, task.needs(), rule));
    }
}
