// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** What a hook is. Constants are spelled as on the wire. */
public enum DeploymentLifecycleHookTargetType {
    AWS_LAMBDA,
    PAUSE
}
