// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.AutoScalingGroup;
import io.ecsim.aws.AvailabilityZoneDistribution;
import io.ecsim.aws.CompleteLifecycleActionRequest;
import io.ecsim.aws.InstancesDistribution;
import io.ecsim.aws.LifecycleHookSpecification;
import io.ecsim.aws.SetInstanceHealthRequest;
import io.ecsim.aws.StartInstanceRefreshRequest;
import io.ecsim.aws.Violation;
import io.ecsim.aws.WarmPoolConfiguration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** What EC2 Auto Scaling takes: CreateAutoScalingGroup with its parts, StartInstanceRefresh (SC-440 to SC-448). */
public final class GroupRules {
    static final String ERROR = "ValidationError";
    private static final List<String> RESULTS =
            List.of(LifecycleHookSpecification.ABANDON, LifecycleHookSpecification.CONTINUE);
    /** What can be suspended. */
    public static final List<String> PROCESSES = List.of(
            "Launch",
            "Terminate",
            "AddToLoadBalancer",
            "AlarmNotification",
            "AZRebalance",
            "HealthCheck",
            "InstanceRefresh",
            "ReplaceUnhealthy",
            "ScheduledActions");

    private static final List<String> TERMINATION_POLICIES = List.of(
            "Default",
            "AllocationStrategy",
            "OldestInstance",
            "NewestInstance",
            "ClosestToNextInstanceHour",
            "OldestLaunchConfiguration",
            "OldestLaunchTemplate");
    private static final List<String> HEALTH_CHECK_TYPES = List.of("EC2", "ELB", "EBS", "VPC_LATTICE");
    private static final List<String> ON_DEMAND_STRATEGIES = List.of("prioritized", "lowest-price");
    private static final List<String> SPOT_STRATEGIES =
            List.of("lowest-price", "capacity-optimized", "capacity-optimized-prioritized", "price-capacity-optimized");

    private GroupRules() {}

    static List<Violation> violations(AutoScalingGroup group) {
        Refusals refusals = new Refusals(ERROR);
        if (group.minSize() != null && group.maxSize() != null) { // else the reader of the document says so
            refusals.addAll(size(group.minSize(), group.maxSize(), group.desiredCapacity()));
        }
        for (int i = 0; i < group.terminationPolicies().size(); i++) {
            oneOf(
                    refusals,
                    "TerminationPolicies[" + i + "]",
                    group.terminationPolicies().get(i),
                    TERMINATION_POLICIES);
        }
        for (String type : group.healthCheckType().split(",")) {
            oneOf(refusals, "HealthCheckType", type, HEALTH_CHECK_TYPES);
        }
        refusals.refuse(
                group.healthCheckGracePeriod() < 0,
                "HealthCheckGracePeriod",
                "HealthCheckGracePeriod must be 0 or more.");
        oneOf(
                refusals,
                "AvailabilityZoneDistribution.CapacityDistributionStrategy",
                group.availabilityZoneDistribution().capacityDistributionStrategy(),
                List.of(AvailabilityZoneDistribution.BALANCED_BEST_EFFORT, AvailabilityZoneDistribution.BALANCED_ONLY));
        hooks(refusals, group.lifecycleHookSpecificationList());
        if (group.mixedInstancesPolicy() != null) {
            distribution(refusals, group.mixedInstancesPolicy().instancesDistribution());
        }
        if (group.warmPoolConfiguration() != null) {
            warmPool(refusals, group);
        }
        refusals.addAll(GroupPolicyRules.violations(group));
        return refusals.list();
    }

    /** Of the sizes that a group would have (SC-440). */
    public static List<Violation> size(int min, int max, int desired) {
        Refusals refusals = new Refusals(ERROR);
        if (min < 0) {
            refusals.refuse("minSize", "Min bound, " + min + ", must be greater than or equal to 0.");
        } else if (max < min) {
            refusals.refuse(
                    "maxSize", "Max bound, " + max + ", must be greater than or equal to min bound, " + min + ".");
        } else if (desired < min || desired > max) {
            refusals.refuse(
                    "desiredCapacity",
                    "Desired capacity:" + desired + " must be between the specified min size:" + min + " and max size:"
                            + max + ".");
        }
        return refusals.list();
    }

    private static void hooks(Refusals refusals, List<LifecycleHookSpecification> hooks) {
        Set<String> names = new TreeSet<>();
        for (int i = 0; i < hooks.size(); i++) {
            LifecycleHookSpecification hook = hooks.get(i);
            String path = "LifecycleHookSpecificationList[" + i + "].";
            if (hook == null || hook.lifecycleHookName() == null || hook.lifecycleTransition() == null) {
                continue; // the reader of the document says so
            }
            refusals.refuse(
                    !names.add(hook.lifecycleHookName()),
                    path + "LifecycleHookName",
                    "Lifecycle hook " + hook.lifecycleHookName() + " is given twice.");
            oneOf(
                    refusals,
                    path + "LifecycleTransition",
                    hook.lifecycleTransition(),
                    List.of(LifecycleHookSpecification.LAUNCHING, LifecycleHookSpecification.TERMINATING));
            oneOf(refusals, path + "DefaultResult", hook.defaultResult(), RESULTS);
            refusals.refuse(
                    hook.heartbeatTimeout() < 30 || hook.heartbeatTimeout() > 7200,
                    path + "HeartbeatTimeout",
                    "Heartbeat timeout must be between 30 and 7200 seconds, not " + hook.heartbeatTimeout() + ".");
        }
    }

    private static void distribution(Refusals refusals, InstancesDistribution distribution) {
        String path = "MixedInstancesPolicy.InstancesDistribution.";
        oneOf(
                refusals,
                path + "OnDemandAllocationStrategy",
                distribution.onDemandAllocationStrategy(),
                ON_DEMAND_STRATEGIES);
        oneOf(refusals, path + "SpotAllocationStrategy", distribution.spotAllocationStrategy(), SPOT_STRATEGIES);
        int percentage = distribution.onDemandPercentageAboveBaseCapacity();
        refusals.refuse(
                percentage < 0 || percentage > 100,
                path + "OnDemandPercentageAboveBaseCapacity",
                "OnDemandPercentageAboveBaseCapacity must be between 0 and 100, not " + percentage + ".");
        refusals.refuse(
                distribution.onDemandBaseCapacity() < 0,
                path + "OnDemandBaseCapacity",
                "OnDemandBaseCapacity must be 0 or more.");
        refusals.refuse(
                distribution.spotInstancePools() < 1 || distribution.spotInstancePools() > 20,
                path + "SpotInstancePools",
                "SpotInstancePools must be between 1 and 20, not " + distribution.spotInstancePools() + ".");
    }

    private static void warmPool(Refusals refusals, AutoScalingGroup group) {
        WarmPoolConfiguration pool = group.warmPoolConfiguration();
        oneOf(
                refusals,
                "WarmPoolConfiguration.PoolState",
                pool.poolState(),
                List.of("Stopped", WarmPoolConfiguration.RUNNING, "Hibernated"));
        refusals.refuse(
                group.mixedInstancesPolicy() != null,
                "WarmPoolConfiguration",
                "You can't add a warm pool to an Auto Scaling group that has a mixed instances policy.");
        refusals.refuse(pool.minSize() < 0, "WarmPoolConfiguration.MinSize", "MinSize must be 0 or more.");
    }

    /** Of StartInstanceRefresh. */
    public static List<Violation> violations(StartInstanceRefreshRequest request) {
        Refusals refusals = new Refusals(ERROR);
        int min = request.preferences().minHealthyPercentage();
        int max = request.preferences().maxHealthyPercentage();
        refusals.refuse(
                min < 0 || min > 100,
                "Preferences.MinHealthyPercentage",
                "MinHealthyPercentage must be between 0 and 100, not " + min + ".");
        refusals.refuse(
                max < 100 || max > 200,
                "Preferences.MaxHealthyPercentage",
                "MaxHealthyPercentage must be between 100 and 200, not " + max + ".");
        refusals.refuse(
                max - min > 100,
                "Preferences",
                "The difference between MinHealthyPercentage and MaxHealthyPercentage cannot be greater than 100.");
        return refusals.list();
    }

    /** Of SetInstanceHealth. */
    public static List<Violation> violations(SetInstanceHealthRequest request) {
        Refusals refusals = new Refusals(ERROR);
        oneOf(refusals, "HealthStatus", request.healthStatus(), List.of("Healthy", "Unhealthy"));
        return refusals.list();
    }

    /** Of CompleteLifecycleAction. */
    public static List<Violation> violations(CompleteLifecycleActionRequest request) {
        Refusals refusals = new Refusals(ERROR);
        oneOf(refusals, "LifecycleActionResult", request.lifecycleActionResult(), RESULTS);
        return refusals.list();
    }

    /** Of SuspendProcesses and ResumeProcesses. */
    public static List<Violation> processes(List<String> processes) {
        Refusals refusals = new Refusals(ERROR);
        for (int i = 0; i < processes.size(); i++) {
            oneOf(refusals, "ScalingProcesses[" + i + "]", processes.get(i), PROCESSES);
        }
        return refusals.list();
    }

    private static void oneOf(Refusals refusals, String path, String value, Collection<String> allowed) {
        if (value != null && !allowed.contains(value)) {
            String member = path.substring(path.lastIndexOf('.') + 1).replaceAll("\\[.*", "");
            refusals.unknown(
                    path,
                    "The value " + value + " is not valid for " + member + ". Valid values: "
                            + String.join(", ", allowed) + ".",
                    value,
                    allowed);
        }
    }
}
