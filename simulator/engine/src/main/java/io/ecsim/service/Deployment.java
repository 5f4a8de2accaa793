// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import io.ecsim.aws.Arn;
import io.ecsim.aws.DeploymentRolloutState;
import io.ecsim.aws.ServiceDeploymentStatus;
import io.ecsim.cluster.Revision;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** A deployment of a service: the tasks of one revision, started for one reason. */
public final class Deployment {
    static final long NEVER = -1;

    private final String id;
    private final ServiceRevision target;
    /** Null where CodeDeploy has no part in it. */
    final CodeDeployPlan plan;

    DeploymentRolloutState rolloutState = DeploymentRolloutState.IN_PROGRESS;
    ServiceDeploymentStatus status = ServiceDeploymentStatus.IN_PROGRESS;
    CircuitBreaker breaker = new CircuitBreaker();
    boolean alarmsIgnored;
    /** What watches it, by its name in DescribeServiceDeployments (CB-8). */
    final Set<String> monitors = new LinkedHashSet<>();

    private boolean alternate;
    private List<String> targetGroups;
    long bakeEnds = NEVER;
    long startedAt;
    /** Whether a pass has seen it since then. */
    boolean looked;

    /** Of a replaced one: how many tasks it should have until a pass stops some (SV-15). */
    int goal;

    Deployment(String id, ServiceRevision target, CodeDeployPlan plan) {
        this.id = id;
        this.target = target;
        this.plan = plan;
        useAlternate(false);
    }

    /** Whether its tasks register in the alternate target groups of its load balancers. */
    boolean usesAlternate() {
        return alternate;
    }

    /** From now on. The names are kept, for they are asked for with every look at a task. */
    void useAlternate(boolean use) {
        alternate = use;
        targetGroups = target.loadBalancers().stream()
                .map(loadBalancer -> use
                        ? Arn.name(loadBalancer.advancedConfiguration().alternateTargetGroupArn())
                        : loadBalancer.targetGroup())
                .toList();
    }

    /** {@code ecs-svc/<digits>}, counted from 1 in a run. */
    public String id() {
        return id;
    }

    /** What it deploys. */
    public ServiceRevision target() {
        return target;
    }

    /** Of its task definition. */
    public Revision revision() {
        return target.taskDefinition();
    }

    /** Names of the target groups in which its tasks register. */
    public List<String> targetGroups() {
        return targetGroups;
    }

    /** When it became the PRIMARY one, in nanoseconds since the scenario's start. */
    public long startedAt() {
        return startedAt;
    }

    public DeploymentRolloutState rolloutState() {
        return rolloutState;
    }

    /** Of the service deployment that it is (SV-39), which a roll back ends after it has FAILED. */
    public ServiceDeploymentStatus status() {
        return status;
    }

    public boolean isCompleted() {
        return rolloutState == DeploymentRolloutState.COMPLETED;
    }

    public boolean hasFailed() {
        return rolloutState == DeploymentRolloutState.FAILED;
    }

    public boolean isInProgress() {
        return rolloutState == DeploymentRolloutState.IN_PROGRESS;
    }

    /** Failures of its tasks that count now (CB-4). */
    public int failedTasks() {
        return breaker.failures();
    }
}
