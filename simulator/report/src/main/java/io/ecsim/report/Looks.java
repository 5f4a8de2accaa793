// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import io.ecsim.experiment.Occupancy;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the tasks of each task definition look in pictures of a run: colour and letter are their service's, number and filling their
 * revision's. The same in all of them.
 */
record Looks(Map<String, Look> byTaskDefinition) {
    private static final int LETTERS = 26;
    /** Of the first, second and third revision of a service, and so on from the start. */
    private static final List<Fill> FILLS = List.of(Fill.SOLID, Fill.LIGHT, Fill.OUTLINE);

    /** @param label letter of the service and number of the revision, such as {@code A2} */
    record Look(String label, Ink ink, Fill fill) {
        /** What is written on it. */
        Ink text() {
            return fill == Fill.SOLID ? Ink.PAGE : Ink.TEXT;
        }
    }

    static Looks of(List<Occupancy> moments) {
        Map<String, Set<String>> definitions = new LinkedHashMap<>();
        for (Occupancy moment : moments) {
            for (Occupancy.Place place : moment.instances()) {
                place.tasks()
                        .forEach(task -> definitions
                                .computeIfAbsent(task.owner(), owner -> new LinkedHashSet<>())
                                .add(task.taskDefinition()));
            }
        }
        Map<String, Look> looks = new LinkedHashMap<>();
        int service = 0;
        for (Set<String> revisions : definitions.values()) {
            String letter = service < LETTERS ? String.valueOf((char) ('A' + service)) : (service + 1) + ".";
            int revision = 0;
            for (String name : revisions) {
                Fill fill = FILLS.get(revision++ % FILLS.size());
                looks.putIfAbsent(name, new Look(letter + number(name), Ink.ofSeries(service), fill));
            }
            service++;
        }
        return new Looks(looks);
    }

    private static String number(String taskDefinition) {
        int colon = taskDefinition.lastIndexOf(':');
        return colon < 0 ? "" : taskDefinition.substring(colon + 1);
    }

    Look of(String taskDefinition) {
        return byTaskDefinition.get(taskDefinition);
    }
}
