// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import io.ecsim.aws.CapacityProviderStrategyItem;
import io.ecsim.aws.NetworkConfiguration;
import io.ecsim.capacity.CapacityProviderShares;
import io.ecsim.capacity.Fargate;
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
 * Starts tasks of services on Fargate, split over the capacity providers of their strategy. What one provider does not
 * take waits for that provider: no other stands in for it (SC-406).
 */
final class FargateStarts {
    private final ClusterState cluster;
    private final Fargate fargate;

    FargateStarts(ClusterState cluster, Fargate fargate) {
        this.cluster = cluster;
        this.fargate = fargate;
    }

    /** Starts what a plan says, as far as Fargate takes it. */
    Outcome start(Service service, List<Start> starts) {
        List<String> started = new ArrayList<>();
        Map<String, NoPlace> refused = new LinkedHashMap<>();
        Revision waiting = service.primary().revision();
        int unplaced = 0;
        for (Start start : starts) {
            Deployment deployment = service.deployment(start.deployment());
            Map<String, Integer> split = split(service, deployment);
            for (int i = 0; i < start.count(); i++) {
                Fargate.Wanted wanted = wanted(service, deployment, next(service, split), Set.of());
                String provider = wanted.compute().capacityProvider();
                split.merge(String.valueOf(provider), 1, Integer::sum);
                String why = refused.containsKey(provider) ? "" : fargate.refusal(wanted);
                if (why == null) {
                    started.add(fargate.launch(wanted).id());
                } else {
                    unplaced++;
                    waiting = deployment.revision();
                    refused.computeIfAbsent(provider, p -> NoPlace.onFargate(why));
                }
            }
        }
        return new Outcome(
                started,
                unplaced,
                waiting,
                refused.values().stream().findFirst().orElse(null));
    }

    /** Starts a task of the PRIMARY deployment in some zones; returns its id, or null where Fargate does not take it. */
    String startOne(Service service, Set<String> zones) {
        Deployment primary = service.primary();
        Fargate.Wanted wanted = wanted(service, primary, next(service, split(service, primary)), zones);
        return fargate.refusal(wanted) == null ? fargate.launch(wanted).id() : null;
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

    private static Fargate.Wanted wanted(Service service, Deployment deployment, String provider, Set<String> zones) {
        Revision revision = deployment.revision();
        return new Fargate.Wanted(
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
    }
}
