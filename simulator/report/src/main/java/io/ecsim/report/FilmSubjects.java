// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Ids of tasks or of instances, numbered as they come. Most are counted up, as {@code task-00001} and {@code task-00002}, so
 * that the first of a row of them and how many they are tells all.
 */
final class FilmSubjects {
    private final Map<String, Integer> numbers = new LinkedHashMap<>();
    private String next = "";
    private int rows;

    int number(String id) {
        Integer known = numbers.get(id);
        if (known != null) {
            return known;
        }
        rows += id.equals(next) ? 0 : 1;
        next = after(id);
        numbers.put(id, numbers.size());
        return numbers.size() - 1;
    }

    /** About how many characters they take. */
    int length() {
        return 24 * rows;
    }

    /** {@code [["task-00001",412],["task-00500",1]]}. */
    String json() {
        StringBuilder json = new StringBuilder("[");
        String expected = "";
        int count = 0;
        for (String id : numbers.keySet()) {
            if (!id.equals(expected)) {
                json.append(count == 0 ? "[" : "," + count + "],[");
                FilmShape.quote(id, json);
                count = 0;
            }
            count++;
            expected = after(id);
        }
        return json.append(count == 0 ? "]" : "," + count + "]]").toString();
    }

    /** The id with its number one higher, and as many digits or one more. */
    private static String after(String id) {
        int digits = id.length();
        while (digits > 0 && isDigit(id.charAt(digits - 1))) {
            digits--;
        }
        char[] text = id.toCharArray();
        for (int i = id.length() - 1; i >= digits; i--) {
            if (text[i] < '9') {
                text[i]++;
                return new String(text);
            }
            text[i] = '0';
        }
        return id.substring(0, digits) + "1" + new String(text, digits, text.length - digits);
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
