// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/** What a request must be like for a rule; of several values one is enough. */
public record RuleCondition(String field, List<String> values, PathPatternConditionConfig pathPatternConfig) {
    public RuleCondition {
        values = Absent.list(values);
    }

    /** Of {@code path-pattern}. */
    public record PathPatternConditionConfig(List<String> values) {
        public PathPatternConditionConfig {
            values = Absent.list(values);
        }
    }

    /** Patterns of a {@code path-pattern} condition, wherever they are written: {@code *} any text, {@code ?} any letter. */
    public List<String> pathPatterns() {
        return pathPatternConfig == null ? values : pathPatternConfig.values();
    }
}
