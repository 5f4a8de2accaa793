// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** What stands at a path of the summary: a figure, or the reason why there is none. */
record FigureLookup(Object figure, String problem) {

    static FigureLookup find(Map<String, Object> summary, Condition.Path path) {
        Object here = summary;
        String walked = "";
        for (Object step : path.steps()) {
            if (step instanceof Integer index) {
                if (!(here instanceof List<?> list)) {
                    return none(walked + " is not a list");
                }
                if (index >= list.size()) {
                    return none(walked + " has " + list.size() + " items, none at [" + index + "]");
                }
                here = list.get(index);
                walked += "[" + index + "]";
            } else {
                if (!(here instanceof Map<?, ?> map) || !map.containsKey(step)) {
                    return none(missing(here, walked, (String) step));
                }
                here = map.get(step);
                walked += (walked.isEmpty() ? "" : ".") + step;
            }
        }
        return figure(here, walked);
    }

    ExpectationResult compare(Condition condition) {
        return problem == null ? condition.against(figure) : condition.without(problem);
    }

    private static FigureLookup figure(Object found, String path) {
        if (found == null) {
            return none(path + " has no value in this run");
        }
        if (found instanceof Map || found instanceof List) {
            return none(path + " is not a single figure");
        }
        boolean whole = found instanceof Integer || found instanceof Long;
        return new FigureLookup(whole ? BigDecimal.valueOf(((Number) found).longValue()) : found, null);
    }

    private static String missing(Object here, String walked, String step) {
        if (walked.isEmpty()) {
            return "the summary has no member " + step;
        }
        return here instanceof Map<?, ?> map && !map.isEmpty()
                ? walked + " has no member " + step + "; it has "
                        + String.join(
                                ", ", map.keySet().stream().map(String::valueOf).toList())
                : walked + " has no member " + step;
    }

    private static FigureLookup none(String problem) {
        return new FigureLookup(null, problem);
    }
}
