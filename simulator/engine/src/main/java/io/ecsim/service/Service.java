// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import io.ecsim.aws.AdvancedConfiguration;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.DeploymentConfiguration;
import io.ecsim.aws.LoadBalancer;
import io.ecsim.aws.SchedulingStrategy;
import io.ecsim.aws.Switch;
import io.ecsim.placement.PlacementRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A service as it is now. Everybody reads it; only {@link ServiceScheduler} changes it. */
public final class Service {
    /** SV-3. */
    public enum Status {
        ACTIVE,
        DRAINING,
        INACTIVE
    }

    private final String name;
    private final long createdAt;
    final Launching launching;
    final List<Deployment> deployments = new ArrayList<>();
    CreateServiceRequest settings;
    PlacementRule rule;
    int desiredCount;
    Status status = Status.ACTIVE;
    int raise;
    int surplus;
    boolean endsRebalancing;
    boolean cannotRebalance;
    boolean replacesUnhealthy;
    int unplaced;
    boolean tickPending;
    boolean passDue;
    long passedAt = -1;
    long looksAgainAt = -1;
    String waits;
    boolean rollBackDue;
    /** When a Network Load Balancer will have given back the traffic of a deployment that rolls back. */
    long givenBackAt = Deployment.NEVER;

    Shift shift;
    Deployment rollsBack;

    Service(String name, long createdAt, Launching launching) {
        this.name = name;
        this.launching = launching;
        this.createdAt = createdAt;
    }

    public String name() {
        return name;
    }

    /** Task group of its tasks (PL-27). */
    public String group() {
        return "service:" + name;
    }

    /** Nanoseconds since the start; passes come at multiples of the tick from here (SV-4). */
    public long createdAt() {
        return createdAt;
    }

    /** The request that created it, as updated since, but for the task definition; scaling leaves its count alone. */
    public CreateServiceRequest settings() {
        return settings;
    }

    /** By what its deployment goes on: what CodeDeploy was asked for where it was, else the settings. */
    DeploymentConfiguration deploymentConfiguration() {
        return shift == null || shift.to.plan == null
                ? settings.deploymentConfiguration()
                : shift.to.plan.configuration();
    }

    /** How CodeDeploy deploys it now, or rolls it back; null when it does neither. */
    public CodeDeployPlan activePlan() {
        Deployment active = rollsBack != null ? rollsBack : shift == null || shift.to.hasFailed() ? null : shift.to;
        return active == null ? null : active.plan;
    }

    public int desiredCount() {
        return desiredCount;
    }

    public Status status() {
        return status;
    }

    /** PRIMARY first, then the ACTIVE ones that it replaces, the newest first (SV-36). */
    public List<Deployment> deployments() {
        return Collections.unmodifiableList(deployments);
    }

    public Deployment primary() {
        return deployments.get(0);
    }

    /** One of its deployments. */
    Deployment deployment(String id) {
        return deployments.stream()
                .filter(deployment -> deployment.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** Tasks that wait for a place. */
    public int unplaced() {
        return unplaced;
    }

    /** Whether a task of it may be started at a time, so far as launch rate and failed starts go (SV-8, SV-20). */
    public boolean mayStart(long now) {
        return launching.allowed(now).left() > 0;
    }

    /** How its tasks are placed. */
    public PlacementRule rule() {
        return rule;
    }

    /** Where the tasks that it starts now may go; empty for anywhere. */
    public Set<String> availabilityZones() {
        return primary().target().availabilityZones();
    }

    /** When it last had a pass; -1 before the first. */
    public long passedAt() {
        return passedAt;
    }

    /** Whether its tasks are evened out over the zones (AZ-1): by default where that is possible. */
    public boolean rebalances() {
        return settings.availabilityZoneRebalancing() != Switch.DISABLED && settings.obstacleToRebalancing() == null;
    }

    /** Whether surplus tasks are there because they replace unhealthy ones, not because fewer are wanted (PL-39). */
    public boolean replacesUnhealthy() {
        return replacesUnhealthy;
    }

    /** One task on each instance that qualifies, instead of a count of them (SV-1). */
    public boolean isDaemon() {
        return settings.schedulingStrategy() == SchedulingStrategy.DAEMON;
    }

    /** Names of the target groups that its tasks may be registered with, the first one first. */
    public List<String> targetGroups() {
        return settings.targetGroups();
    }

    /** Whether the tasks that it starts now are behind a load balancer. */
    public boolean hasTargets() {
        return !primary().target().loadBalancers().isEmpty();
    }

    /** The rule through which clients reach a service whose deployments shift traffic; null for another one. */
    public String productionRule() {
        return settings.loadBalancers().stream()
                .map(LoadBalancer::advancedConfiguration)
                .filter(Objects::nonNull)
                .map(AdvancedConfiguration::productionListenerRule)
                .findFirst()
                .orElse(null);
    }

    /** Whether a deployment that shifts traffic is under way. */
    public boolean shiftsTraffic() {
        return shift != null;
    }

    /** How many tasks there may be: as many again while a deployment shifts traffic (BG-3). */
    public int mostTasks() {
        return shift == null ? maximum() : 2 * maximum();
    }

    public int minimumHealthy() {
        return ServiceFacts.minimumHealthy(
                desiredCount, settings.deploymentConfiguration().minimumHealthyPercent());
    }

    public int maximum() {
        return ServiceFacts.maximum(
                desiredCount, settings.deploymentConfiguration().maximumPercent());
    }
}
