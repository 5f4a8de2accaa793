// SPDX-License-Identifier: Apache-2.0
package io.ecsim.schedule;

import java.util.List;
import java.util.Locale;
import java.util.NavigableSet;
import java.util.TreeSet;

/** Numbers of one field: {@code *}, {@code 5}, {@code 1,3}, {@code 9-17}, {@code MON-FRI}, {@code 0/15}, {@code 9-17/2}. */
final class CronField {
    private CronField() {}

    /** @param names of the numbers from the least on; empty for a field without names */
    static NavigableSet<Integer> parse(String field, String text, int least, int most, List<String> names) {
        NavigableSet<Integer> numbers = new TreeSet<>();
        for (String part : text.split(",", -1)) {
            String[] stepped = part.split("/", -1);
            String[] ends = stepped[0].split("-", -1);
            if (stepped.length > 2 || ends.length > 2) {
                throw wrong(field, part, least, most, names);
            }
            boolean all = stepped[0].equals("*");
            int from = all ? least : number(field, ends[0], least, most, names);
            int to = all || ends.length == 1 && stepped.length == 2
                    ? most
                    : number(field, ends[ends.length - 1], least, most, names);
            int step = stepped.length == 1 ? 1 : number(field, stepped[1], 1, most, List.of());
            if (from > to && names.size() != most) {
                throw wrong(field, part, least, most, names);
            }
            // FRI-MON goes on over the end of the week.
            int span = from <= to ? to - from : to - from + most - least + 1;
            for (int i = 0; i <= span; i += step) {
                numbers.add(least + (from - least + i) % (most - least + 1));
            }
        }
        return numbers;
    }

    static int number(String field, String text, int least, int most, List<String> names) {
        int name = names.indexOf(text.toUpperCase(Locale.ROOT));
        int number = name >= 0 ? least + name : text.matches("\\d{1,4}") ? Integer.parseInt(text) : -1;
        if (number < least || number > most) {
            throw wrong(field, text, least, most, names);
        }
        return number;
    }

    private static IllegalArgumentException wrong(String field, String text, int least, int most, List<String> names) {
        return new IllegalArgumentException(field + " must have numbers from " + least + " to " + most
                + (names.isEmpty() ? "" : " or " + names.get(0) + " to " + names.get(names.size() - 1)) + ", not "
                + text);
    }
}
