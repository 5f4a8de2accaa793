// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/**
 * The members of elbv2 CreateRule, but for the listener, which it stands in.
 *
 * @param ruleArn its name; default: the listener's and the priority, {@code shop:80/10}
 * @param priority the lowest comes first
 */
public record ListenerRule(
        String ruleArn, List<RuleCondition> conditions, Integer priority, List<ListenerAction> actions) {
    public ListenerRule {
        conditions = Absent.list(conditions);
        actions = Absent.list(actions);
    }

    /** @param listener its name */
    public String name(String listener) {
        return ruleArn == null ? listener + "/" + priority : Arn.name(ruleArn);
    }
}
