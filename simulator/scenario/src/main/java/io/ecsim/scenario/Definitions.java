// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.aws.Arn;
import io.ecsim.aws.TaskDefinition;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Task definitions by {@code family} and {@code family:revision}. */
final class Definitions {
    private static final Pattern WITH_REVISION = Pattern.compile("(.+):(\\d{1,9})");

    private final Map<String, List<TaskDefinition>> families = new LinkedHashMap<>();
    private final Map<TaskDefinition, Place> places = new IdentityHashMap<>();
    private final boolean all;

    Definitions(Place section, List<TaskDefinition> definitions) {
        all = Names.of(section, definitions, TaskDefinition::family).all();
        References.each(section, definitions, places::put);
        for (TaskDefinition definition : definitions) {
            if (definition != null && definition.family() != null) {
                families.computeIfAbsent(definition.family(), family -> new ArrayList<>())
                        .add(definition);
            }
        }
    }

    /** The newest revision of a family, or the one that is named; null when there is none. */
    TaskDefinition find(String nameOrArn) {
        String name = Arn.name(nameOrArn);
        Matcher parts = WITH_REVISION.matcher(name);
        boolean revised = parts.matches();
        List<TaskDefinition> revisions = families.getOrDefault(revised ? parts.group(1) : name, List.of());
        int number = revised ? Integer.parseInt(parts.group(2)) : revisions.size();
        return number < 1 || number > revisions.size() ? null : revisions.get(number - 1);
    }

    /** Where one that was found is written. */
    Place place(TaskDefinition definition) {
        return places.get(definition);
    }

    /** {@code family}, {@code family:1}, ... of all. */
    Names names() {
        Set<String> names = new LinkedHashSet<>(families.keySet());
        families.forEach((family, revisions) -> {
            for (int revision = 1; revision <= revisions.size(); revision++) {
                names.add(family + ":" + revision);
            }
        });
        return new Names(names, all);
    }
}
