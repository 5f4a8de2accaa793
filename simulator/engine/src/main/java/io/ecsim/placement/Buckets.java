// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values of an attribute, and how many tasks of a group are on all instances with each (PL-15). */
final class Buckets {
    private final String attribute;
    private final boolean inKeys;
    /** Instances without the attribute share the place of null (PL-16). Looked up, never iterated. */
    private final Map<String, Integer> places = new LinkedHashMap<>();

    private final List<List<RuleIndex.Member>> members = new ArrayList<>();
    private int[] tasks = new int[4];

    /** @param inKeys whether the score is part of the instances' keys, so that their members must be known */
    Buckets(String attribute, boolean inKeys) {
        this.attribute = attribute;
        this.inKeys = inKeys;
    }

    boolean inKeys() {
        return inKeys;
    }

    /** The bucket of an instance with these attributes. */
    int place(Map<String, String> attributes) {
        String value = attributes.get(attribute);
        Integer known = places.get(value);
        if (known != null) {
            return known;
        }
        int place = places.size();
        places.put(value, place);
        members.add(new ArrayList<>());
        if (place == tasks.length) {
            tasks = Arrays.copyOf(tasks, 2 * place);
        }
        return place;
    }

    int tasks(int place) {
        return tasks[place];
    }

    void add(int place, int more) {
        tasks[place] += more;
    }

    /** Those whose keys hold the score of this bucket. */
    List<RuleIndex.Member> members(int place) {
        return members.get(place);
    }
}
