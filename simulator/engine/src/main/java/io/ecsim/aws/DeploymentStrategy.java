// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** How the ECS controller replaces tasks (BG-1). Constants are spelled as on the wire. */
public enum DeploymentStrategy {
    ROLLING,
    BLUE_GREEN,
    LINEAR,
    CANARY
}
