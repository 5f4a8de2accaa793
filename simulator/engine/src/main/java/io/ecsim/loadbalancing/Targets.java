// SPDX-License-Identifier: Apache-2.0
package io.ecsim.loadbalancing;

import io.ecsim.aws.TargetGroup;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.kernel.Event;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.Time;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;

/**
 * The targets of one target group; the only one to change their states. Health checks come at fixed intervals from the
 * first one on, whatever the answers take (LB-4); those whose outcome cannot differ from the last are not played.
 */
public final class Targets {
    /**
     * Assumptions of ours.
     *
     * @param firstCheck from registration to the first check of an Application Load Balancer (LB-5)
     * @param initialThreshold checks of it that a new target must pass (LB-3)
     * @param networkFirstCheck from registration to the first check of a Network Load Balancer (LB-6)
     * @param steps in which a share that grows is followed (LB-9)
     */
    public record Timing(Duration firstCheck, int initialThreshold, Duration networkFirstCheck, int steps) {
        Timing withInitialThreshold(int checks) {
            return new Timing(firstCheck, checks, networkFirstCheck, steps);
        }
    }

    private static final class Target {
        final String id;
        final String service;
        final String zone;
        final long firstCheckAt;
        TargetHealth health = TargetHealth.initial;
        int passes;
        int failures;
        long healthySince;
        long slowSince = -1;
        Event next;

        Target(String id, String service, String zone, long firstCheckAt) {
            this.id = id;
            this.service = service;
            this.zone = zone;
            this.firstCheckAt = firstCheckAt;
        }
    }

    private final TargetGroup group;
    private final boolean crossZone;
    private final long slowStart;
    private final Shares shares;
    /** Null when clients do not stick. */
    private final Stickiness stickiness;

    private final Timing timing;
    private final Kernel kernel;
    private final Journal journal;
    private final Probe probe;
    private final BiConsumer<String, TargetHealth> changed;
    private final Map<String, Target> targets = new LinkedHashMap<>();
    private final int[] counts = new int[TargetHealth.values().length];
    /** The same of each zone that ever had one. */
    private final SortedMap<String, int[]> countsByZone = new TreeMap<>();

    private final Set<String> touched = new LinkedHashSet<>();
    private boolean wasOpen;

    /**
     * @param crossZone whether zones do not matter (LB-11)
     * @param changed told the target and its new state after every change
     */
    public Targets(
            TargetGroup group,
            boolean crossZone,
            Timing timing,
            Kernel kernel,
            Journal journal,
            Probe probe,
            BiConsumer<String, TargetHealth> changed) {
        this.group = group;
        this.crossZone = crossZone;
        this.slowStart = group.slowStartSeconds() * Time.SECOND;
        this.shares = new Shares(group, crossZone);
        this.stickiness = group.stickySeconds() > 0 ? new Stickiness(group.stickySeconds()) : null;
        this.timing = timing;
        this.kernel = kernel;
        this.journal = journal;
        this.probe = probe;
        this.changed = changed;
    }

    public TargetGroup group() {
        return group;
    }

    public void register(String id, String service, String availabilityZone) {
        Target target = new Target(id, service, availabilityZone, kernel.now() + Time.of(firstCheck()));
        targets.put(id, target);
        count(target, 1);
        touched.add(id);
        journal.add(kernel.now(), new Entry.TargetRegistered(group.name(), id, service));
        if (group.healthCheckEnabled()) {
            target.next = kernel.at(target.firstCheckAt, () -> check(target));
        } else {
            become(target, TargetHealth.healthy, "health checks are off");
        }
    }

    private Duration firstCheck() {
        return group.isNetwork() ? timing.networkFirstCheck() : timing.firstCheck();
    }

    /** New requests stop at once; the target stays draining for the whole delay, even when idle (LB-13, LB-14). */
    public void deregister(String id) {
        Target target = targets.get(id);
        cancel(target);
        become(target, TargetHealth.draining, "Target.DeregistrationInProgress");
        target.next = kernel.after(group.deregistrationDelaySeconds() * Time.SECOND, () -> remove(id));
    }

    /** The target is gone: no draining. Does nothing when it is not registered. */
    public void remove(String id) {
        Target target = targets.remove(id);
        if (target != null) {
            cancel(target);
            become(target, TargetHealth.unused, "Target.NotRegistered");
        }
    }

    /** {@link TargetHealth#unused} when it is not registered. */
    public TargetHealth health(String id) {
        Target target = targets.get(id);
        return target == null ? TargetHealth.unused : target.health;
    }

    /**
     * Where requests go, in order of registration, and in which proportion: to the healthy targets; without enough of
     * them to all that do not drain (fail open, LB-7). Shares that grow are those of the middle of the present step.
     */
    public Map<String, Double> shares() {
        List<Shares.Candidate> candidates = new ArrayList<>();
        for (Target target : targets.values()) {
            if (target.health != TargetHealth.draining) {
                candidates.add(new Shares.Candidate(target.id, target.zone, target.health, slowSince(target)));
            }
        }
        Map<String, Double> wanted = shares.at(candidates, kernel.now() + slowStep() / 2);
        return stickiness == null ? wanted : stickiness.at(wanted, kernel.now());
    }

    /**
     * Shares that may be others than when last asked for, 0 for no target; null when all may be, as where targets depend
     * on each other or the group begins or ceases to fail open. So the change of one target among thousands costs that of one.
     */
    public Map<String, Double> changedShares() {
        boolean open = failsOpen();
        boolean all = !crossZone || slowStart > 0 || stickiness != null || open != wasOpen;
        wasOpen = open;
        Map<String, Double> changed = new LinkedHashMap<>();
        for (String id : touched) {
            changed.put(id, isRoutable(id) ? 1.0 : 0.0);
        }
        touched.clear();
        return all ? null : changed;
    }

    /** Whoever serves its requests answers otherwise than when shares were last asked for. */
    public void touch(String id) {
        touched.add(id);
    }

    private boolean failsOpen() {
        int registered = targets.size() - count(TargetHealth.draining);
        return count(TargetHealth.healthy) < group.minimumHealthyTargets(registered);
    }

    /** When shares differ from the present ones by themselves; {@link Long#MAX_VALUE} when they do not. */
    public long nextShares() {
        boolean slow = slowStart > 0 && targets.values().stream().anyMatch(target -> slowSince(target) >= 0);
        long next = slow ? kernel.now() + slowStep() : Long.MAX_VALUE;
        return stickiness == null || stickiness.isSettled()
                ? next
                : Math.min(next, kernel.now() + group.stickySeconds() * Time.SECOND / timing.steps());
    }

    private long slowStep() {
        return slowStart / timing.steps();
    }

    private long slowSince(Target target) {
        boolean over = kernel.now() - target.slowSince >= slowStart;
        return target.slowSince < 0 || over ? -1 : target.slowSince;
    }

    /** Whether it can be one of {@link #shares}; without a look at all the others, so it may say yes too often. */
    public boolean isRoutable(String id) {
        TargetHealth health = health(id);
        boolean open = !crossZone || failsOpen();
        return health == TargetHealth.healthy
                || open && health != TargetHealth.unused && health != TargetHealth.draining;
    }

    /** How many targets are in a state. */
    public int count(TargetHealth health) {
        return counts[health.ordinal()];
    }

    /** How many targets are in a state in each zone that has any that does not drain; zones in order. */
    public SortedMap<String, Integer> countByZone(TargetHealth health) {
        SortedMap<String, Integer> counts = new TreeMap<>();
        countsByZone.forEach((zone, all) -> {
            if (Arrays.stream(all).sum() > all[TargetHealth.draining.ordinal()]) {
                counts.put(zone, all[health.ordinal()]);
            }
        });
        return counts;
    }

    /** Targets in a state, in order of registration. */
    public List<String> in(TargetHealth health) {
        List<String> ids = new ArrayList<>();
        for (Target target : targets.values()) {
            if (target.health == health) {
                ids.add(target.id);
            }
        }
        return ids;
    }

    private void check(Target target) {
        boolean passed = probe.passes(target.id);
        target.passes = passed ? target.passes + 1 : 0;
        target.failures = passed ? 0 : target.failures + 1;
        boolean inOnePass = target.health == TargetHealth.initial && !group.isNetwork();
        int needed = inOnePass ? timing.initialThreshold() : group.healthyThresholdCount();
        if (target.health != TargetHealth.healthy && target.passes >= needed) {
            become(
                    target,
                    TargetHealth.healthy,
                    target.passes == 1 ? "1 check passed" : target.passes + " checks passed");
        } else if (target.health != TargetHealth.unhealthy && target.failures >= group.unhealthyThresholdCount()) {
            become(target, TargetHealth.unhealthy, probe.failure(target.id));
        }
        if (targets.get(target.id) == target && target.health != TargetHealth.draining) {
            scheduleNext(target, passed);
        }
    }

    private void scheduleNext(Target target, boolean passed) {
        boolean settled = target.health == (passed ? TargetHealth.healthy : TargetHealth.unhealthy);
        long earliest = settled ? probe.nextChange(target.id) : kernel.now();
        if (earliest == Long.MAX_VALUE) {
            target.next = null;
            return;
        }
        long interval = group.healthCheckIntervalSeconds() * Time.SECOND;
        long since = Math.max(earliest, kernel.now() + 1) - target.firstCheckAt;
        long checks = (since + interval - 1) / interval;
        target.next = kernel.at(target.firstCheckAt + checks * interval, () -> check(target));
    }

    /** Only beside a target that was healthy before and has its whole share (LB-9). */
    private boolean startsSlowly() {
        return slowStart > 0
                && targets.values().stream()
                        .anyMatch(target -> target.health == TargetHealth.healthy
                                && target.healthySince < kernel.now()
                                && slowSince(target) < 0);
    }

    private void become(Target target, TargetHealth health, String why) {
        target.slowSince = health == TargetHealth.healthy && startsSlowly() ? kernel.now() : -1;
        target.healthySince = kernel.now();
        touched.add(target.id);
        count(target, -1);
        target.health = health;
        if (health != TargetHealth.unused) {
            count(target, 1);
        }
        journal.add(
                kernel.now(),
                new Entry.TargetHealthChanged(group.name(), target.id, target.service, health.name(), why));
        changed.accept(target.id, health);
    }

    private void count(Target target, int by) {
        counts[target.health.ordinal()] += by;
        countsByZone.computeIfAbsent(target.zone, zone -> new int[counts.length])[target.health.ordinal()] += by;
    }

    private static void cancel(Target target) {
        if (target.next != null) {
            target.next.cancel();
        }
    }
}
