// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.aws.CompositeAlarm;
import io.ecsim.aws.MetricAlarm;
import io.ecsim.simulation.Scenario;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/**
 * The names that things of a scenario have.
 *
 * @param all false when some could not be read: each of them may be the one that is looked for
 */
record Names(Set<String> known, boolean all) {
    /** @param section in which the things are written, if anywhere */
    static <T> Names of(Place section, List<T> items, Function<T, String> name) {
        boolean all = section.isReadable() && items.stream().allMatch(item -> item != null && name.apply(item) != null);
        return new Names(of(items, name), all);
    }

    /** Those that could be read. */
    static <T> Set<String> of(List<T> items, Function<T, String> name) {
        Set<String> names = new LinkedHashSet<>();
        items.stream()
                .filter(Objects::nonNull)
                .map(name)
                .filter(Objects::nonNull)
                .forEach(names::add);
        return names;
    }

    /** Of alarms on metrics and of composite ones, which may stand for each other. */
    static Names ofAlarms(Place root, Scenario scenario) {
        Names onMetrics = of(root.member("alarms"), scenario.alarms(), MetricAlarm::alarmName);
        return onMetrics.and(of(root.member("compositeAlarms"), scenario.compositeAlarms(), CompositeAlarm::alarmName));
    }

    Names and(Names others) {
        Set<String> both = new LinkedHashSet<>(known);
        both.addAll(others.known);
        return new Names(both, all && others.all);
    }

    boolean has(String name) {
        return known.contains(name);
    }

    /** Whether it is certain that nothing has this name. */
    boolean lack(String name) {
        return all && !known.contains(name);
    }
}
