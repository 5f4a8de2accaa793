// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.Map;

/**
 * What CodeDeploy is to deploy to an ECS service.
 *
 * @param hooks Lambda functions, by the lifecycle event before or after which they run
 */
public record AppSpec(
        String taskDefinition, String containerName, Integer containerPort, Map<LifecycleEvent, String> hooks) {
    public AppSpec {
        hooks = Absent.map(hooks);
    }
}
