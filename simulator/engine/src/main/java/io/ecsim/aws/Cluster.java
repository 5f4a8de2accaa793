// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * The cluster that everything in a scenario belongs to.
 *
 * @param capacityProviders that it is associated with; null when not given: Fargate's two
 * @param defaultCapacityProviderStrategy of what says neither launch type nor strategy
 * @param settings what the account says otherwise
 */
public record Cluster(
        String clusterName,
        List<String> capacityProviders,
        List<CapacityProviderStrategyItem> defaultCapacityProviderStrategy,
        List<ClusterSetting> settings) {
    public Cluster {
        clusterName = Absent.or(clusterName, "default");
        capacityProviders = capacityProviders == null ? null : Absent.list(capacityProviders);
        defaultCapacityProviderStrategy = Absent.list(defaultCapacityProviderStrategy);
        settings = Absent.list(settings);
    }

    /** With the settings of the account. */
    public Cluster(
            String clusterName,
            List<String> capacityProviders,
            List<CapacityProviderStrategyItem> defaultCapacityProviderStrategy) {
        this(clusterName, capacityProviders, defaultCapacityProviderStrategy, null);
    }

    /** The same, which has Fargate's two and all of these if it does not say which. */
    public Cluster having(List<CapacityProvider> providers) {
        if (capacityProviders != null || providers.isEmpty()) {
            return this;
        }
        List<String> all = new ArrayList<>(
                List.of(CapacityProviderStrategyItem.FARGATE, CapacityProviderStrategyItem.FARGATE_SPOT));
        providers.stream()
                .filter(Objects::nonNull)
                .map(CapacityProvider::name)
                .filter(Objects::nonNull)
                .forEach(all::add);
        return new Cluster(clusterName, all, defaultCapacityProviderStrategy, settings);
    }

    /** Names of the capacity providers that strategies may have. */
    public List<String> associatedCapacityProviders() {
        return capacityProviders == null
                ? List.of(CapacityProviderStrategyItem.FARGATE, CapacityProviderStrategyItem.FARGATE_SPOT)
                : capacityProviders.stream()
                        .filter(Objects::nonNull)
                        .map(Arn::name)
                        .toList();
    }

    public boolean hasCapacityProvider(String name) {
        return associatedCapacityProviders().contains(name);
    }

    /** The default strategy where a request says neither; what it says otherwise. */
    public List<CapacityProviderStrategyItem> strategy(
            LaunchType launchType, List<CapacityProviderStrategyItem> strategy) {
        return launchType == null && strategy.isEmpty() ? defaultCapacityProviderStrategy : strategy;
    }
}
