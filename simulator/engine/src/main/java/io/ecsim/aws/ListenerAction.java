// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The shape Action of elbv2.
 *
 * @param type such as {@code forward}
 * @param targetGroupArn of a forward to one target group
 */
public record ListenerAction(
        String type,
        String targetGroupArn,
        ForwardActionConfig forwardConfig,
        FixedResponseActionConfig fixedResponseConfig) {

    /** @param targetGroups at most 5 (QU-19) */
    public record ForwardActionConfig(List<TargetGroupTuple> targetGroups) {
        public ForwardActionConfig {
            targetGroups = Absent.list(targetGroups);
        }
    }

    /** @param weight 0 to 999; the share is that in the sum (BG-9); null when it is the only one */
    public record TargetGroupTuple(String targetGroupArn, Integer weight) {
        public TargetGroupTuple {
            weight = Absent.or(weight, 1);
        }
    }

    /** @param statusCode 2XX, 4XX or 5XX */
    public record FixedResponseActionConfig(String statusCode) {}

    /** Of all forwards, by target group. */
    public static Map<String, Integer> weights(List<ListenerAction> actions) {
        Map<String, Integer> weights = new LinkedHashMap<>();
        actions.forEach(action ->
                action.targetGroups().forEach(tuple -> weights.put(Arn.name(tuple.targetGroupArn()), tuple.weight())));
        return weights;
    }

    /** The target groups of a forward, wherever they are written. */
    public List<TargetGroupTuple> targetGroups() {
        List<TargetGroupTuple> groups = new ArrayList<>();
        if (forwardConfig != null && !forwardConfig.targetGroups().isEmpty()) {
            groups.addAll(forwardConfig.targetGroups());
        } else if (targetGroupArn != null) {
            groups.add(new TargetGroupTuple(targetGroupArn, null));
        }
        return groups;
    }
}
