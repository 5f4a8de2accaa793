// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import io.ecsim.aws.Absent;
import io.ecsim.aws.StartInstanceRefreshRequest.RefreshPreferences;
import io.ecsim.kernel.Time;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A rolling replacement of all instances that a group has when it begins (SC-454). With a minimum healthy percentage of
 * 100, or a maximum above 100, the new ones are launched first; else the old ones end first. One at a time is always
 * possible. A new one is healthy when its warmup is over.
 */
final class InstanceRefresh {
    private final Group group;
    private final RefreshPreferences preferences;
    private final long begun;
    private final Set<Machine> old;

    InstanceRefresh(Group group, RefreshPreferences preferences, long begun) {
        this.group = group;
        this.preferences = preferences;
        this.begun = begun;
        this.old = new LinkedHashSet<>(group.those(machine -> machine.state.counts()));
    }

    int left() {
        return old.size();
    }

    /** Nanoseconds. */
    long warmup() {
        Integer ofGroup = Absent.or(group.document.defaultInstanceWarmup(), group.document.healthCheckGracePeriod());
        return Absent.or(preferences.instanceWarmup(), ofGroup) * Time.SECOND;
    }

    boolean launchesFirst() {
        return preferences.minHealthyPercentage() == 100 || preferences.maxHealthyPercentage() > 100;
    }

    /** Those whose turn it is. */
    List<Machine> next(long now) {
        old.removeIf(machine -> !machine.state.counts());
        Set<Machine> replaced = group.replaced();
        int desired = group.desiredCapacity;
        int least = (desired * preferences.minHealthyPercentage() + 99) / 100;
        int most = desired * preferences.maxHealthyPercentage() / 100;
        int batch = Math.max(1, launchesFirst() ? most - desired : desired - least);
        int room = batch - unready(now);
        return old.stream()
                .filter(machine -> !replaced.contains(machine))
                .limit(Math.max(0, room))
                .toList();
    }

    /** New ones that are not healthy yet, and those that are to come. */
    private int unready(long now) {
        int missing = Math.max(0, group.desiredCapacity - group.size());
        return missing + group.count(machine -> isNew(machine) && !isReady(machine, now));
    }

    private boolean isNew(Machine machine) {
        return machine.state.counts() && !old.contains(machine);
    }

    private boolean isReady(Machine machine, long now) {
        return machine.state == LifecycleState.IN_SERVICE
                && machine.replaces == null
                && (machine.inServiceAt < begun || now >= machine.inServiceAt + warmup());
    }

    boolean isOver(long now) {
        return old.isEmpty() && unready(now) == 0;
    }
}
