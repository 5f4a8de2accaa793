// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import io.ecsim.aws.DeploymentRolloutState;
import io.ecsim.cluster.Revision;

/** A deployment of a service: the tasks of one revision, started for one reason. */
public final class Deployment {
    private final String id;
    private final Revision revision;
    DeploymentRolloutState rolloutState = DeploymentRolloutState.IN_PROGRESS;

    Deployment(String id, Revision revision) {
        this.id = id;
        this.revision = revision;
    }

    /** {@code ecs-svc/<digits>}, counted from 1 in a run. */
    public String id() {
        return id;
    }

    public Revision revision() {
        return revision;
    }

    public DeploymentRolloutState rolloutState() {
        return rolloutState;
    }

    public boolean isCompleted() {
        return rolloutState == DeploymentRolloutState.COMPLETED;
    }
}
