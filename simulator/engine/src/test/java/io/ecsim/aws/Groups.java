// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Auto Scaling groups for tests, of which a few members are said. */
public final class Groups {
    private final int min;
    private final int max;
    private final int desired;
    private List<String> zones;
    private List<String> types = List.of("m6i.large");
    private InstancesDistribution distribution;
    private List<String> policies;
    private boolean isProtected;
    private int grace;
    private boolean rebalance;
    private Integer warmup;
    private String zoneStrategy;
    private WarmPoolConfiguration warmPool;
    private boolean drains;
    private boolean warmPoolsCheck = true;
    private Integer cooldown;
    private boolean monitored;
    private final List<GroupScalingPolicy> scaling = new ArrayList<>();
    private final List<ScheduledUpdateGroupAction> scheduled = new ArrayList<>();
    private final List<LifecycleHookSpecification> hooks = new ArrayList<>();

    private Groups(int min, int max, int desired) {
        this.min = min;
        this.max = max;
        this.desired = desired;
    }

    /** Of m6i.large in three zones, from none to a maximum. */
    public static Groups of(int max, int desired) {
        return new Groups(0, max, desired);
    }

    public Groups in(String... zones) {
        this.zones = List.of(zones);
        return this;
    }

    public Groups mixed(InstancesDistribution distribution, String... types) {
        this.distribution = distribution;
        this.types = List.of(types);
        return this;
    }

    /** All Spot, of these types. */
    public Groups spot(String strategy, String... types) {
        return mixed(new InstancesDistribution(null, 0, 0, strategy, null), types);
    }

    public Groups terminating(String... policies) {
        this.policies = List.of(policies);
        return this;
    }

    public Groups protectedFromScaleIn() {
        isProtected = true;
        return this;
    }

    public Groups grace(int seconds) {
        grace = seconds;
        return this;
    }

    public Groups rebalancing() {
        rebalance = true;
        return this;
    }

    public Groups warmingUp(int seconds) {
        warmup = seconds;
        return this;
    }

    public Groups coolingDown(int seconds) {
        cooldown = seconds;
        return this;
    }

    /** Once a minute. */
    public Groups monitored() {
        monitored = true;
        return this;
    }

    /** One instance more, or so many percent. */
    public Groups simple(String name, AdjustmentType type, int adjustment) {
        return scaling(name, GroupScalingPolicy.Type.SimpleScaling, type, adjustment, List.of(), null);
    }

    public Groups steps(String name, StepAdjustment... steps) {
        return scaling(
                name, GroupScalingPolicy.Type.StepScaling, AdjustmentType.ChangeInCapacity, null, List.of(steps), null);
    }

    public Groups tracking(String name, GroupScalingPolicy.TargetTrackingConfiguration tracking) {
        return scaling(name, GroupScalingPolicy.Type.TargetTrackingScaling, null, null, List.of(), tracking);
    }

    /** Keeps the CPU of its instances at so many percent. */
    public Groups trackingCpu(double target, boolean disableScaleIn) {
        return tracking(
                "cpu",
                new GroupScalingPolicy.TargetTrackingConfiguration(
                        target,
                        new GroupScalingPolicy.PredefinedMetric(
                                GroupScalingPolicy.Metric.ASGAverageCPUUtilization, null),
                        null,
                        disableScaleIn));
    }

    private Groups scaling(
            String name,
            GroupScalingPolicy.Type type,
            AdjustmentType adjustmentType,
            Integer adjustment,
            List<StepAdjustment> steps,
            GroupScalingPolicy.TargetTrackingConfiguration tracking) {
        scaling.add(new GroupScalingPolicy(
                null, name, type, adjustmentType, adjustment, steps, null, null, null, null, tracking, null));
        return this;
    }

    public Groups scheduled(ScheduledUpdateGroupAction action) {
        scheduled.add(action);
        return this;
    }

    public Groups balancedOnly() {
        zoneStrategy = AvailabilityZoneDistribution.BALANCED_ONLY;
        return this;
    }

    public Groups warmPool(Integer prepared, String state) {
        warmPool = new WarmPoolConfiguration(prepared, null, state);
        return this;
    }

    /** Its agents do not wait in the warm pool with their registration. */
    public Groups registeringAtOnce() {
        warmPoolsCheck = false;
        return this;
    }

    /** Its agents drain at the notice. */
    public Groups draining() {
        drains = true;
        return this;
    }

    public Groups hook(String name, String transition, Duration timeout, String result) {
        hooks.add(new LifecycleHookSpecification(name, transition, (int) timeout.toSeconds(), result));
        return this;
    }

    public AutoScalingGroup build() {
        MixedInstancesPolicy mixed = distribution == null
                ? null
                : new MixedInstancesPolicy(
                        new MixedInstancesPolicy.LaunchTemplate(
                                types.stream().map(LaunchTemplateOverrides::new).toList()),
                        distribution);
        EcsConfig config = new EcsConfig(
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                drains,
                warmPoolsCheck);
        return new AutoScalingGroup(
                "g",
                mixed == null ? types.get(0) : null,
                min,
                max,
                desired,
                zones,
                null,
                mixed,
                policies,
                isProtected,
                null,
                grace,
                rebalance,
                hooks,
                cooldown,
                warmup,
                new AvailabilityZoneDistribution(zoneStrategy),
                warmPool,
                null,
                null,
                new InstanceMonitoring(monitored),
                config,
                scaling,
                scheduled);
    }
}
