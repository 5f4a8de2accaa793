// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment.compare;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What is kept of one run of a variant.
 *
 * @param figures every number of the summary by its path, in the summary's order
 * @param expectations what the scenario expects, and whether it holds
 */
record Trial(Map<String, BigDecimal> figures, Map<String, Boolean> expectations) {
    /** Not results of the scenario, or the same told in other words. */
    private static final Set<String> LEFT_OUT = Set.of("seed", "events", "wallMillis", "bill", "expectations");

    static Trial of(Map<String, Object> summary) {
        Map<String, BigDecimal> figures = new LinkedHashMap<>();
        summary.forEach((name, value) -> {
            if (!LEFT_OUT.contains(name)) {
                collect(name, value, figures);
            }
        });
        Map<String, Boolean> expectations = new LinkedHashMap<>();
        for (Object each : (List<?>) summary.get("expectations")) {
            Map<?, ?> expectation = (Map<?, ?>) each;
            expectations.put((String) expectation.get("text"), (Boolean) expectation.get("holds"));
        }
        return new Trial(Collections.unmodifiableMap(figures), Collections.unmodifiableMap(expectations));
    }

    private static void collect(String path, Object value, Map<String, BigDecimal> figures) {
        if (value instanceof Map<?, ?> members) {
            members.forEach((name, member) -> collect(path + "." + name, member, figures));
        } else if (value instanceof Number number) {
            figures.put(path, new BigDecimal(number.toString()));
        }
    }
}
