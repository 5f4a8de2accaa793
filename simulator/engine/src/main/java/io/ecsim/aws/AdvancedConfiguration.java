// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/**
 * What a load balancer needs for shifting traffic (BG-9); names or ARNs.
 *
 * @param alternateTargetGroupArn where the tasks of every second deployment register
 * @param productionListenerRule whose weights are shifted
 * @param testListenerRule null without test traffic
 */
public record AdvancedConfiguration(
        String alternateTargetGroupArn, String productionListenerRule, String testListenerRule, String roleArn) {}
