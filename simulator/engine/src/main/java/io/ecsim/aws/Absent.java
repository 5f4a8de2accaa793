// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an absent member means. Records call these in their constructors. */
public final class Absent {
    private Absent() {}

    public static <T> T or(T value, T defaultValue) {
        return value == null ? defaultValue : value;
    }

    /** An unmodifiable copy, empty when absent. Nulls inside are kept: validation names them. */
    public static <T> List<T> list(List<T> values) {
        return values == null ? List.of() : Collections.unmodifiableList(new ArrayList<>(values));
    }

    /** An unmodifiable copy in the same order, empty when absent. */
    public static <K, V> Map<K, V> map(Map<K, V> values) {
        return values == null ? Map.of() : Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }
}
