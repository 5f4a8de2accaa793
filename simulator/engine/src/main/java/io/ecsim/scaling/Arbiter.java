// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scaling;

import io.ecsim.aws.SuspendedState;
import io.ecsim.kernel.Time;
import java.util.List;
import java.util.function.Predicate;

/**
 * Makes one verdict of the wishes of all policies (SC-322, SC-324): out if any policy wants out, in if a step policy
 * wants in or if all that track a target and may scale in want it, and of several numbers the largest. Pure; the first
 * policy wins a tie.
 *
 * @param wishes one a policy, in the same order
 * @param suspended directions that are switched off (SC-306)
 * @param maxStep most tasks that one scale-in removes, 0 for no limit
 */
record Arbiter(
        List<Policy> policies,
        List<Wish> wishes,
        ServiceState service,
        Bounds bounds,
        SuspendedState suspended,
        Cooldowns cooldowns,
        int maxStep,
        long now) {

    /**
     * What is to happen.
     *
     * @param policy the one whose wish counts
     * @param obstacle why nothing changes, null if something does
     * @param detail of the obstacle
     */
    record Verdict(Policy policy, Wish wish, Count to, Obstacle obstacle, String detail) {

        ScalingDecision decision(int from) {
            StringBuilder reason = new StringBuilder(wish.text());
            to.clamps().forEach(clamp -> reason.append(", ").append(clamp));
            return new ScalingDecision(from, to.tasks(), policy.name(), reason.toString(), to.clamps());
        }

        boolean sameRefusalAs(Verdict other) {
            return other != null && other.policy == policy && other.obstacle == obstacle;
        }

        NotScaled notScaled() {
            return new NotScaled(policy.name(), obstacle, obstacle + detail + ": " + wish.text());
        }
    }

    /** The verdict, or null if no policy has a wish. */
    Verdict verdict() {
        int out = largest(Wish.Direction.OUT, policy -> true);
        if (out >= 0) {
            return scaleOut(out);
        }
        for (int i = 0; i < policies.size(); i++) {
            if (wishes.get(i).is(Wish.Direction.FAILED)) {
                return refused(i, Obstacle.NoStepAdjustment, "");
            }
        }
        return scaleIn();
    }

    private Verdict scaleOut(int winner) {
        Wish wish = wishes.get(winner);
        int desired = service.desired();
        Count to = bounds.clamp(Count.wanted(wish.capacity()));
        if (to.tasks() > desired) {
            return suspended.dynamicScalingOutSuspended()
                    ? refused(winner, Obstacle.DynamicScalingOutSuspended, "")
                    : granted(winner, to);
        }
        if (wish.capacity() > to.tasks()) {
            return refused(winner, Obstacle.AlreadyAtMaxCapacity, " (" + bounds.highest() + ")");
        }
        // Only a cooldown that changes the sum is in the way; otherwise the tasks wanted are on their way already.
        if (cooldowns.outBase(now, service.running()) < service.running()) {
            return refused(winner, Obstacle.ScaleOutCooldown, another(cooldowns.untilOut(now)));
        }
        return refused(winner, Obstacle.AlreadyAtDesiredCapacity, " (" + desired + ")");
    }

    private Verdict scaleIn() {
        int step = largest(Wish.Direction.IN, policy -> !policy.tracks());
        int tracking = largest(Wish.Direction.IN, Policy::tracks);
        if (step < 0 && tracking < 0) {
            return null;
        }
        int either = tracking < 0 ? step : tracking;
        if (service.desired() <= bounds.min()) {
            return refused(either, Obstacle.AlreadyAtMinCapacity, " (" + bounds.min() + ")");
        }
        if (service.desired() <= bounds.lowest()) {
            return refused(either, Obstacle.AlreadyAtForecastCapacity, " (" + bounds.lowest() + ")");
        }
        Policy dissenter = tracking < 0 ? null : dissenter();
        if (dissenter == null && step >= 0 && tracking >= 0) {
            return scaleIn(wishes.get(step).capacity() > wishes.get(tracking).capacity() ? step : tracking);
        }
        if (dissenter == null || step >= 0) {
            return scaleIn(dissenter == null ? either : step);
        }
        return wishes.get(tracking).capacity() < service.desired()
                ? refused(tracking, Obstacle.PoliciesDisagree, " (" + dissenter.name() + ")")
                : refused(tracking, Obstacle.AlreadyAtDesiredCapacity, " (" + service.desired() + ")");
    }

    private Verdict scaleIn(int winner) {
        Wish wish = wishes.get(winner);
        int desired = service.desired();
        Count wanted = Count.wanted(wish.capacity());
        Count to = bounds.clamp(maxStep > 0 ? wanted.atLeast(desired - maxStep, "scaleInMaxStep") : wanted);
        if (to.tasks() >= desired) {
            return refused(winner, Obstacle.AlreadyAtDesiredCapacity, " (" + desired + ")");
        }
        if (suspended.dynamicScalingInSuspended()) {
            return refused(winner, Obstacle.DynamicScalingInSuspended, "");
        }
        if (service.holdsIn() != null) {
            return refused(winner, service.holdsIn(), "");
        }
        if (cooldowns.coolingIn(now)) {
            return refused(winner, Obstacle.ScaleInCooldown, another(cooldowns.untilIn(now)));
        }
        // SC-317. Rounding up and taking the largest wish leave room; only MaxCapacity can push below that.
        if (policies.get(winner).tracks() && wish.exceeds(to.tasks())) {
            return refused(winner, Obstacle.AutoScalingAnticipatedFlapping, " at " + to.tasks());
        }
        return granted(winner, to);
    }

    /** A policy that may scale in and does not want to (SC-322, SC-323), or null. */
    private Policy dissenter() {
        for (int i = 0; i < policies.size(); i++) {
            Wish wish = wishes.get(i);
            boolean wantsIn = wish.is(Wish.Direction.IN) && wish.capacity() < service.desired();
            if (policies.get(i).scalesIn() && !wantsIn) {
                return policies.get(i);
            }
        }
        return null;
    }

    /** The policy with the largest wish in a direction among some, or -1. */
    private int largest(Wish.Direction direction, Predicate<Policy> among) {
        int best = -1;
        for (int i = 0; i < wishes.size(); i++) {
            boolean candidate = wishes.get(i).is(direction) && among.test(policies.get(i));
            if (candidate
                    && (best < 0 || wishes.get(i).capacity() > wishes.get(best).capacity())) {
                best = i;
            }
        }
        return best;
    }

    private Verdict granted(int winner, Count to) {
        return new Verdict(policies.get(winner), wishes.get(winner), to, null, "");
    }

    private Verdict refused(int winner, Obstacle obstacle, String detail) {
        return new Verdict(policies.get(winner), wishes.get(winner), null, obstacle, detail);
    }

    private static String another(long nanos) {
        return " for another " + Time.words(nanos);
    }
}
