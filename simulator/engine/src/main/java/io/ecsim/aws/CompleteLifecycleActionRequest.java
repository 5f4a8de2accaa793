// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/**
 * The members of CompleteLifecycleAction.
 *
 * @param instanceId by id, or as {@code ZONE/*}; null for all that wait for this hook
 */
public record CompleteLifecycleActionRequest(
        String autoScalingGroupName, String lifecycleHookName, String lifecycleActionResult, String instanceId) {}
