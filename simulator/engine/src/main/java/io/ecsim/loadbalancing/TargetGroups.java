// SPDX-License-Identifier: Apache-2.0
package io.ecsim.loadbalancing;

import io.ecsim.aws.TargetGroup;
import io.ecsim.journal.Journal;
import io.ecsim.kernel.Kernel;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** All target groups, by name. */
public final class TargetGroups {
    /** Told of every change of a target's state, after it. */
    @FunctionalInterface
    public interface Listener {
        void targetChanged(Targets group, String target, TargetHealth health);
    }

    private final Targets.Timing timing;
    private final Kernel kernel;
    private final Journal journal;
    private final Probe probe;
    private final Predicate<TargetGroup> crossZone;
    private final Listener listener;
    private final Map<String, Targets> groups = new LinkedHashMap<>();

    /** @param crossZone whether zones do not matter to the load balancer of a group (LB-11) */
    public TargetGroups(
            Targets.Timing timing,
            Kernel kernel,
            Journal journal,
            Probe probe,
            Predicate<TargetGroup> crossZone,
            Listener listener) {
        this.timing = timing;
        this.kernel = kernel;
        this.journal = journal;
        this.probe = probe;
        this.crossZone = crossZone;
        this.listener = listener;
    }

    public void create(TargetGroup settings) {
        create(settings, timing.initialThreshold());
    }

    /** @param initialThreshold checks that a new target must pass */
    public void create(TargetGroup settings, int initialThreshold) {
        groups.put(
                settings.name(),
                new Targets(
                        settings,
                        crossZone.test(settings),
                        timing.withInitialThreshold(initialThreshold),
                        kernel,
                        journal,
                        probe,
                        (target, health) -> listener.targetChanged(groups.get(settings.name()), target, health)));
    }

    /** All of them, in order of creation. */
    public Collection<Targets> all() {
        return Collections.unmodifiableCollection(groups.values());
    }

    /** Null when there is none of that name. */
    public Targets get(String name) {
        return groups.get(name);
    }
}
