// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import io.ecsim.aws.DeploymentRolloutState;
import io.ecsim.cluster.Revision;

/** A deployment of a service: the tasks of one revision, started for one reason. */
public final class Deployment {
    private final String id;
    private final Revision revision;
    private final long startedAt;
    DeploymentRolloutState rolloutState = DeploymentRolloutState.IN_PROGRESS;

    /** Of a replaced one: how many tasks it should have until the next pass stops some (SV-15). */
    int goal;

    Deployment(String id, Revision revision, long startedAt) {
        this.id = id;
        this.revision = revision;
        this.startedAt = startedAt;
    }

    /** {@code ecs-svc/<digits>}, counted from 1 in a run. */
    public String id() {
        return id;
    }

    public Revision revision() {
        return revision;
    }

    /** Nanoseconds since the scenario's start. */
    public long startedAt() {
        return startedAt;
    }

    public DeploymentRolloutState rolloutState() {
        return rolloutState;
    }

    public boolean isCompleted() {
        return rolloutState == DeploymentRolloutState.COMPLETED;
    }
}
