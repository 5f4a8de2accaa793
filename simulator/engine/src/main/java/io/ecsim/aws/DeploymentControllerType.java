// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** Kinds of deployment controllers (BG-1). Constants are spelled as on the wire. */
public enum DeploymentControllerType {
    ECS,
    CODE_DEPLOY,
    EXTERNAL
}
