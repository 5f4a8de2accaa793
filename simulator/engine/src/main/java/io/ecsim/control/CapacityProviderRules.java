// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.CPUArchitecture;
import io.ecsim.aws.CapacityProvider;
import io.ecsim.aws.CapacityProvider.AutoScalingGroupProvider;
import io.ecsim.aws.CapacityProviderStrategyItem;
import io.ecsim.aws.Cluster;
import io.ecsim.aws.ManagedInstancesProvider;
import io.ecsim.aws.ManagedScaling;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.TaskSize;
import io.ecsim.aws.Violation;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Strategies of capacity providers (FG-13, SC-401, SC-402), and what platform versions of Fargate can do (FG-3). */
final class CapacityProviderRules {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");
    private static final Pattern RESERVED = Pattern.compile("(?i)(aws|ecs|fargate)");
    private static final int MOST_INSTANCES = 10_000;
    private static final int MOST_PROVIDERS = 20;
    private static final int MOST_WEIGHT = 1000;
    private static final int MOST_BASE = 100_000;
    private static final String LATEST = "LATEST";
    private static final String OLD_LINUX = "1.3.0";
    private static final int MOST_CPU_OF_OLD = 4096;

    private CapacityProviderRules() {}

    /** Of CreateCapacityProvider. */
    static List<Violation> violations(CapacityProvider provider) {
        Refusals refusals = new Refusals(Validation.PARAMETER);
        String name = provider.name();
        refusals.refuse(
                name == null || !NAME.matcher(name).matches(),
                "name",
                "The capacity provider name must have 1 to 255 letters, digits, - and _.");
        refusals.refuse(
                name != null && RESERVED.matcher(name).lookingAt(),
                "name",
                "The specified capacity provider name is invalid. Capacity provider names cannot begin with aws, ecs or"
                        + " fargate.");
        AutoScalingGroupProvider group = provider.autoScalingGroupProvider();
        if (group == null || provider.isManaged()) {
            refusals.refuse(
                    (group == null) != provider.isManaged(),
                    "autoScalingGroupProvider",
                    "Either autoScalingGroupProvider or managedInstancesProvider must be given.");
            refusals.addAll(violations(provider.managedInstancesProvider()));
            return refusals.list();
        }
        refusals.refuse(
                group.autoScalingGroupArn() == null,
                "autoScalingGroupProvider.autoScalingGroupArn",
                "autoScalingGroupArn must be given.");
        refusals.refuse(
                provider.protectsFromTermination() && !provider.scales(),
                "autoScalingGroupProvider.managedTerminationProtection",
                "The managed termination protection setting for the capacity provider is invalid. To enable managed"
                        + " termination protection for a capacity provider, enable managed scaling.");
        String path = "autoScalingGroupProvider.managedScaling.";
        ManagedScaling scaling = group.managedScaling();
        range(refusals, path + "targetCapacity", scaling.targetCapacity(), 1, 100);
        range(refusals, path + "minimumScalingStepSize", scaling.minimumScalingStepSize(), 1, MOST_INSTANCES);
        range(refusals, path + "maximumScalingStepSize", scaling.maximumScalingStepSize(), 1, MOST_INSTANCES);
        range(refusals, path + "instanceWarmupPeriod", scaling.instanceWarmupPeriod(), 0, MOST_INSTANCES);
        refusals.refuse(
                scaling.minimumScalingStepSize() > scaling.maximumScalingStepSize(),
                path + "minimumScalingStepSize",
                "minimumScalingStepSize must not be greater than maximumScalingStepSize.");
        return refusals.list();
    }

    private static List<Violation> violations(ManagedInstancesProvider managed) {
        Refusals refusals = new Refusals(Validation.PARAMETER);
        String path = "managedInstancesProvider.";
        refusals.refuse(
                managed != null && managed.subnets().isEmpty(),
                path + "instanceLaunchTemplate.networkConfiguration.subnets",
                "At least one subnet must be given.");
        if (managed != null) {
            refusals.addAll(InstanceRequirementRules.violations(
                    managed.requirements(), path + "instanceLaunchTemplate.instanceRequirements."));
        }
        if (managed != null && managed.scaleInAfter() != null) {
            range(refusals, path + "infrastructureOptimization.scaleInAfter", managed.scaleInAfter(), -1, 3600);
        }
        return refusals.list();
    }

    /** Of CreateCluster and PutClusterCapacityProviders. */
    static List<Violation> violations(Cluster cluster) {
        String path = "defaultCapacityProviderStrategy";
        Refusals refusals = new Refusals(Validation.PARAMETER);
        refusals.addAll(violations(cluster.defaultCapacityProviderStrategy(), path));
        refusals.addAll(associated(cluster.defaultCapacityProviderStrategy(), path, cluster));
        return refusals.list();
    }

    /** Each provider is one of the cluster's. */
    static List<Violation> associated(List<CapacityProviderStrategyItem> strategy, String path, Cluster cluster) {
        Refusals refusals = new Refusals(Validation.PARAMETER);
        for (int i = 0; i < strategy.size(); i++) {
            CapacityProviderStrategyItem item = strategy.get(i);
            if (item != null && item.name() != null && !cluster.hasCapacityProvider(item.name())) {
                refusals.unknown(
                        path + "[" + i + "].capacityProvider",
                        "The specified capacity provider strategy cannot contain a capacity provider that is not associated"
                                + " with the cluster. Associate the capacity provider with the cluster and try again.",
                        item.name(),
                        cluster.associatedCapacityProviders());
            }
        }
        return refusals.list();
    }

    static List<Violation> violations(List<CapacityProviderStrategyItem> strategy, String path) {
        Refusals refusals = new Refusals(Validation.PARAMETER);
        if (strategy.isEmpty() || strategy.contains(null)) {
            return List.of();
        }
        refusals.refuse(
                strategy.size() > MOST_PROVIDERS,
                path,
                path + " can have at most " + MOST_PROVIDERS + " items, not " + strategy.size() + ".");
        Set<String> names = new LinkedHashSet<>();
        for (int i = 0; i < strategy.size(); i++) {
            CapacityProviderStrategyItem item = strategy.get(i);
            String at = path + "[" + i + "].";
            range(refusals, at + "weight", item.weight(), 0, MOST_WEIGHT);
            range(refusals, at + "base", item.base(), 0, MOST_BASE);
            refusals.refuse(
                    item.name() != null && !names.add(item.name()),
                    at + "capacityProvider",
                    "A capacity provider strategy cannot contain " + item.name() + " twice.");
        }
        refusals.refuse(
                strategy.stream()
                                .map(CapacityProviderStrategyItem::isFargate)
                                .distinct()
                                .count()
                        > 1,
                path,
                "A capacity provider strategy cannot contain a mix of capacity providers using Auto Scaling groups and"
                        + " Fargate providers. Specify one or the other and try again.");
        refusals.refuse(
                strategy.stream().filter(item -> item.base() > 0).count() > 1,
                path,
                "Only one capacity provider in a capacity provider strategy can have a base defined.");
        refusals.refuse(
                strategy.stream().allMatch(item -> item.weight() == 0),
                path,
                "There are no capacity providers with a weight value greater than zero defined in the capacity provider"
                        + " strategy. At least one capacity provider must have a weight value greater than zero"
                        + " specified.");
        return refusals.list();
    }

    private static void range(Refusals refusals, String path, int value, int least, int most) {
        refusals.refuse(
                value < least || value > most,
                path,
                path.substring(path.lastIndexOf('.') + 1) + " must be from " + least + " to " + most + ", not " + value
                        + ".");
    }

    /** FG-3, FG-4, SC-506: what the version, or spare capacity, is not there for. */
    static List<Violation> platform(
            TaskDefinition definition, List<CapacityProviderStrategyItem> strategy, String version) {
        Refusals refusals = new Refusals(Validation.PARAMETER);
        boolean windows = definition.runtimePlatform().isWindows();
        boolean onSpot = strategy.stream()
                .anyMatch(item -> item != null && CapacityProviderStrategyItem.FARGATE_SPOT.equals(item.name()));
        refusals.refuse(
                windows && onSpot,
                "capacityProviderStrategy",
                "FARGATE_SPOT does not support Windows containers: operatingSystemFamily is "
                        + definition.runtimePlatform().operatingSystemFamily() + ".");
        if (version == null || version.equals(LATEST)) {
            return refusals.list();
        }
        List<String> known = windows ? List.of("1.0.0") : List.of("1.4.0", OLD_LINUX);
        if (!known.contains(version)) {
            refusals.refuse(
                    "platformVersion",
                    "PlatformUnknownException",
                    "The specified platform version doesn't exist: " + version + ". There are " + LATEST + ", "
                            + String.join(" and ", known) + ".");
        } else if (version.equals(OLD_LINUX) && needsNew(definition)) {
            refusals.refuse(
                    "platformVersion",
                    "PlatformTaskDefinitionIncompatibilityException",
                    "The specified platform version doesn't satisfy the required capabilities of the task definition:"
                            + " more than 4 vCPU, ephemeralStorage and ARM64 need 1.4.0.");
        }
        return refusals.list();
    }

    private static boolean needsNew(TaskDefinition definition) {
        Integer cpu = definition.cpu() == null ? null : TaskSize.cpuUnits(definition.cpu());
        return cpu != null && cpu > MOST_CPU_OF_OLD
                || definition.ephemeralStorage() != null
                || definition.runtimePlatform().cpuArchitecture() == CPUArchitecture.ARM64;
    }
}
