// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;
import java.util.Map;

/**
 * The members of elbv2 ModifyRule that change where a rule forwards to.
 *
 * @param ruleArn name or ARN; {@code LISTENER/default} for a listener's default actions
 */
public record ModifyRuleRequest(String ruleArn, List<ListenerAction> actions) {
    public ModifyRuleRequest {
        actions = Absent.list(actions);
    }

    /** Weights by target group. */
    public Map<String, Integer> weights() {
        return ListenerAction.weights(actions);
    }
}
