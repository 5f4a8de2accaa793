// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import io.ecsim.aws.CpuCredits;

/**
 * The CPU credits of one burstable instance (SC-601 to SC-607). A credit is a minute of one vCPU. They are earned evenly
 * while the instance runs, up to those of a day; what is used is taken from launch credits first, which lie on top. In
 * standard mode there is no more to use than there is; in unlimited mode what is missing is surplus, which later
 * earnings pay back, and beyond those of a day it is charged.
 */
public final class CreditBook {
    private static final double HOURS = 24;
    /** SC-604. */
    private static final int LAUNCH_CREDITS_PER_VCPU = 30;
    /** Less than a hundredth of a second of a vCPU is rounding. */
    private static final double NOTHING = 1e-4;

    private final InstanceType type;
    private final double perSecond;
    private final double limit;
    private final CpuCredits mode;
    private double launch;
    private double earned;
    private double surplus;
    private double used;
    private double charged;

    public CreditBook(InstanceType type, CpuCredits mode) {
        this.type = type;
        this.perSecond = type.creditsPerHour() / 3_600;
        this.limit = HOURS * type.creditsPerHour();
        this.mode = mode;
    }

    /** Whether such an instance gets credits at each start (SC-604). */
    public boolean hasLaunchCredits() {
        return type.isT2() && mode == CpuCredits.standard;
    }

    public void addLaunchCredits() {
        launch += LAUNCH_CREDITS_PER_VCPU * type.vcpu();
    }

    public boolean isUnlimited() {
        return mode == CpuCredits.unlimited;
    }

    /** Time passes in which the instance runs and uses its CPU evenly; an instance without credits cannot use more. */
    public void pass(double seconds, double usedCredits) {
        used += usedCredits;
        if (isUnlimited()) {
            passUnlimited(seconds, usedCredits);
        } else {
            passStandard(seconds, usedCredits);
        }
    }

    /** While launch credits are spent, earnings that find the balance full are lost (SC-604). */
    private void passStandard(double seconds, double usedCredits) {
        double fromLaunch = Math.min(launch, usedCredits);
        double meanwhile = usedCredits > 0 ? seconds * fromLaunch / usedCredits : seconds;
        launch -= fromLaunch;
        earned = Math.min(limit, earned + perSecond * meanwhile);
        double rest = perSecond * (seconds - meanwhile) - (usedCredits - fromLaunch);
        earned = Math.max(0, Math.min(limit, earned + rest));
    }

    /** SC-606. */
    private void passUnlimited(double seconds, double usedCredits) {
        double left = earned - surplus + perSecond * seconds - usedCredits;
        earned = Math.max(0, Math.min(limit, left));
        surplus = Math.max(0, Math.min(limit, -left));
        charged += Math.max(0, -left - limit);
    }

    /** It stops, or ends: the surplus is charged now, and T2 loses what it had (SC-606, SC-607). */
    public void halt() {
        charged += surplus;
        surplus = 0;
        if (type.isT2()) {
            launch = 0;
            earned = 0;
        }
    }

    /** What there is to use. */
    public double balance() {
        return launch + earned;
    }

    public boolean isEmpty() {
        return balance() < NOTHING;
    }

    /** Used and not earned yet, nor charged. */
    public double surplus() {
        return surplus;
    }

    /** Used since this was last asked. */
    public double takeUsed() {
        double taken = used;
        used = 0;
        return taken;
    }

    /** Charged since this was last asked. */
    public double takeCharged() {
        double taken = charged;
        charged = 0;
        return taken;
    }

    /** Seconds until all is gone if so many vCPUs are used; infinite when that is never. */
    public double secondsUntilEmpty(double vcpus) {
        double use = vcpus / 60;
        if (use <= perSecond) {
            return Double.POSITIVE_INFINITY;
        }
        double onLaunch = launch / use;
        double left = Math.min(limit, earned + perSecond * onLaunch);
        return onLaunch + left / (use - perSecond);
    }

    /** Seconds until the balance has grown to so much if so many vCPUs are used; infinite when that is never. */
    public double secondsUntil(double balance, double vcpus) {
        double growth = perSecond - vcpus / 60;
        return growth > 0 ? Math.max(0, balance - balance()) / growth : Double.POSITIVE_INFINITY;
    }
}
