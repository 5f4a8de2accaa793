// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import io.ecsim.aws.DeploymentLifecycleHook;
import io.ecsim.aws.DeploymentLifecycleHookAction;
import io.ecsim.aws.DeploymentLifecycleHookStatus;
import io.ecsim.aws.ServiceDeploymentLifecycleStage;
import java.util.LinkedHashMap;
import java.util.Map;

/** How far a deployment is that takes over the traffic of another one. */
final class Shift {
    final Deployment from;
    final Deployment to;
    ServiceDeploymentLifecycleStage stage;
    long stageBegan;
    double shifted;

    /** What was said to the PAUSE hook of the stage; null while nobody has said anything. */
    DeploymentLifecycleHookAction answer;

    /** Of the hooks of the stage, as they were told last. */
    final Map<DeploymentLifecycleHook, DeploymentLifecycleHookStatus> hooks = new LinkedHashMap<>();

    /** Somebody has ended the wait before the old tasks go. */
    boolean bakeIsOver;

    long looksAgainAt = -1;

    Shift(Deployment from, Deployment to) {
        this.from = from;
        this.to = to;
    }

    boolean concerns(String deployment) {
        return deployment.equals(from.id()) || deployment.equals(to.id());
    }

    /** Whether the new revision is to have its tasks. */
    boolean isScaledUp() {
        return stage.compareTo(ServiceDeploymentLifecycleStage.SCALE_UP) >= 0;
    }

    boolean isCleaningUp() {
        return stage == ServiceDeploymentLifecycleStage.CLEAN_UP;
    }
}
