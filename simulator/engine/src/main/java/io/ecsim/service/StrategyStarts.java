// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import io.ecsim.aws.CapacityProviderStrategyItem;
import io.ecsim.aws.NetworkConfiguration;
import io.ecsim.capacity.CapacityProviderShares;
import io.ecsim.capacity.Fargate;
import io.ecsim.capacity.Provisioning;
import io.ecsim.cluster.ClusterState;
import io.ecsim.cluster.Compute;
import io.ecsim.cluster.Revision;
import io.ecsim.cluster.Task;
import io.ecsim.service.ServicePlan.Start;
import io.ecsim.service.Starts.Outcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Starts tasks of services on Fargate and on the instances of capacity providers, split over those of their strategy.
 * What one provider does not take waits for that provider: no other stands in for it (SC-406).
 */
final class StrategyStarts {
    /** A task, or why there is none. */
    private record Result(Task task, NoPlace refused) {}

    private final ClusterState cluster;
    private final Fargate fargate;
    private final Provisioning provisioning;

    StrategyStarts(ClusterState cluster, Fargate fargate, Provisioning provisioning) {
        this.cluster = cluster;
        this.fargate = fargate;
        this.provisioning = provisioning;
    }

    /** Starts what a plan says, as far as the providers take it. */
    Outcome start(Service service, List<Start> starts) {
        List<String> started = new ArrayList<>();
        Map<String, NoPlace> refused = new LinkedHashMap<>();
        Revision waiting = service.primary().revision();
        int unplaced = 0;
        for (Start start : starts) {
            Deployment deployment = service.deployment(start.deployment());
            Map<String, Integer> split = split(service, deployment);
            for (int i = 0; i < start.count(); i++) {
                String provider = next(service, split);
                split.merge(String.valueOf(provider), 1, Integer::sum);
                Result result = refused.containsKey(provider) ? null : start(service, deployment, provider, Set.of());
                if (result != null && result.task() != null) {
                    started.add(result.task().id());
                } else {
                    unplaced++;
                    waiting = deployment.revision();
                    refused.computeIfAbsent(provider, p -> result.refused());
                }
            }
        }
        return new Outcome(
                started,
                unplaced,
                waiting,
                refused.values().stream().findFirst().orElse(null));
    }

    /** Starts a task of the PRIMARY deployment in some zones; returns its id, or null where its provider does not take it. */
    String startOne(Service service, Set<String> zones) {
        Deployment primary = service.primary();
        Result result = start(service, primary, next(service, split(service, primary)), zones);
        return result.task() == null ? null : result.task().id();
    }

    /** Tasks of a deployment that nobody asked to stop, by capacity provider. */
    private Map<String, Integer> split(Service service, Deployment deployment) {
        Map<String, Integer> split = new LinkedHashMap<>();
        for (Task task : cluster.tasks(service.name())) {
            if (!task.stopRequested() && task.deployment().equals(deployment.id())) {
                split.merge(String.valueOf(task.compute().capacityProvider()), 1, Integer::sum);
            }
        }
        return split;
    }

    /** Null for the launch type. */
    private static String next(Service service, Map<String, Integer> split) {
        List<CapacityProviderStrategyItem> strategy = service.settings().capacityProviderStrategy();
        return strategy.isEmpty() ? null : CapacityProviderShares.next(strategy, split);
    }

    /** @param zones of those where it may be; empty for all */
    private Result start(Service service, Deployment deployment, String provider, Set<String> zones) {
        return service.settings().onFargate()
                ? onFargate(service, deployment, provider, zones)
                : onInstances(service, deployment, provider, zones);
    }

    private Result onFargate(Service service, Deployment deployment, String provider, Set<String> zones) {
        Revision revision = deployment.revision();
        Fargate.Wanted wanted = new Fargate.Wanted(
                service.name(),
                service.group(),
                deployment.id(),
                revision,
                Compute.fargate(
                        provider,
                        deployment.target().platformVersion(),
                        revision.definition().runtimePlatform().isWindows()),
                NetworkConfiguration.subnets(deployment.target().network()),
                zones);
        String why = fargate.refusal(wanted);
        return why == null ? new Result(fargate.launch(wanted), null) : new Result(null, NoPlace.onFargate(why));
    }

    private Result onInstances(Service service, Deployment deployment, String provider, Set<String> zones) {
        Set<String> where = zones.isEmpty() ? deployment.target().availabilityZones() : zones;
        Provisioning.Outcome outcome = provisioning.start(new Provisioning.Wanted(
                service.name(),
                service.group(),
                deployment.id(),
                deployment.revision(),
                provider,
                deployment.revision().needs(where),
                service.rule,
                NetworkConfiguration.subnets(deployment.target().network())));
        return outcome.task() == null
                ? new Result(null, NoPlace.onInstances(outcome.refused()))
                : new Result(outcome.task(), null);
    }
}
