// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

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

    boolean has(String name) {
        return known.contains(name);
    }

    /** Whether it is certain that nothing has this name. */
    boolean lack(String name) {
        return all && !known.contains(name);
    }
}
