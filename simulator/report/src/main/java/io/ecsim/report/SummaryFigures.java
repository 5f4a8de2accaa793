// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import static io.ecsim.report.Html.attribute;

import java.math.BigDecimal;
import java.util.Map;

/** Figures of summary.json on the page: each carries the member it comes from, and its exact value. */
record SummaryFigures(Map<String, Object> summary) {

    /** @param path members from the root, as {@code "services", "shop", "runningCount"} */
    Html of(String text, String... path) {
        Object found = summary;
        for (String member : path) {
            found = found instanceof Map<?, ?> members ? members.get(member) : null;
        }
        if (found == null) {
            return new Html(Html.escape(text));
        }
        String value = found instanceof BigDecimal number ? number.toPlainString() : String.valueOf(found);
        return Html.inline("data", attribute("value", value), attribute("data-figure", String.join(".", path)), text);
    }
}
