// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** The members of CreateCapacityProvider: an Auto Scaling group whose instances belong to the cluster, or ECS's own instances. */
public record CapacityProvider(
        String name,
        AutoScalingGroupProvider autoScalingGroupProvider,
        ManagedInstancesProvider managedInstancesProvider) {
    /** Of an Auto Scaling group. */
    public CapacityProvider(String name, AutoScalingGroupProvider autoScalingGroupProvider) {
        this(name, autoScalingGroupProvider, null);
    }

    /**
     * @param managedScaling off when it is not given
     * @param managedTerminationProtection whether only instances without tasks may be scaled in (SC-421)
     * @param managedDraining whether an instance is drained before it is terminated (SC-422)
     */
    public record AutoScalingGroupProvider(
            String autoScalingGroupArn,
            ManagedScaling managedScaling,
            Switch managedTerminationProtection,
            Switch managedDraining) {
        public AutoScalingGroupProvider {
            managedScaling = Absent.or(managedScaling, ManagedScaling.DISABLED);
            managedTerminationProtection = Absent.or(managedTerminationProtection, Switch.DISABLED);
            managedDraining = Absent.or(managedDraining, Switch.ENABLED);
        }

        public String group() {
            return Arn.name(autoScalingGroupArn);
        }
    }

    /** Whether the instances of an Auto Scaling group are its own. */
    public boolean isOf(String autoScalingGroup) {
        return autoScalingGroupProvider != null
                && autoScalingGroup != null
                && autoScalingGroup.equals(autoScalingGroupProvider.group());
    }

    public boolean isManaged() {
        return managedInstancesProvider != null;
    }

    /** Whether tasks that find no room on its instances wait for more (SC-423). */
    public boolean waits() {
        return scales() || isManaged();
    }

    /** Whether managed scaling is on for its group. */
    public boolean scales() {
        return autoScalingGroupProvider != null
                && autoScalingGroupProvider.managedScaling().status() == Switch.ENABLED;
    }

    public boolean protectsFromTermination() {
        return autoScalingGroupProvider != null
                && autoScalingGroupProvider.managedTerminationProtection() == Switch.ENABLED;
    }

    public boolean drains() {
        return isManaged()
                || autoScalingGroupProvider != null && autoScalingGroupProvider.managedDraining() == Switch.ENABLED;
    }
}
