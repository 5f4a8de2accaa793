// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** Who carries out the deployments of a service (BG-1). */
public record DeploymentController(DeploymentControllerType type) {
    public DeploymentController {
        type = Absent.or(type, DeploymentControllerType.ECS);
    }
}
