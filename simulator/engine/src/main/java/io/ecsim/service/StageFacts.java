// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import io.ecsim.aws.DeploymentConfiguration;
import io.ecsim.aws.ServiceDeploymentLifecycleStage;

/**
 * From what is decided how a deployment goes on that shifts traffic.
 *
 * @param shifted percent of the production traffic that the new revision gets
 * @param inStage nanoseconds since the stage began
 * @param hooks of the stage
 * @param newReady all tasks of the new revision run and are healthy
 * @param oldGone no task is left of revisions that are to go
 * @param bakeIsOver somebody has ended the bake time
 * @param network whether a Network Load Balancer is among the load balancers
 * @param codeDeploy whether CodeDeploy carries it out, whose limits are others (BG-11)
 */
record StageFacts(
        DeploymentConfiguration configuration,
        ServiceDeploymentLifecycleStage stage,
        double shifted,
        long inStage,
        Hooks hooks,
        boolean newReady,
        boolean oldGone,
        boolean bakeIsOver,
        boolean network,
        boolean codeDeploy) {
    /**
     * The hooks of a stage together.
     *
     * @param failed why the deployment is to be rolled back; null when no hook says so
     * @param left nanoseconds until one of them changes its mind by itself; 0 when all have succeeded
     */
    record Hooks(String failed, long left) {
        static final Hooks NONE = new Hooks(null, 0);
    }
}
