// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.placement.PlacementRule;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
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
    final List<Deployment> deployments = new ArrayList<>();
    CreateServiceRequest settings;
    PlacementRule rule;
    Set<String> availabilityZones;
    int desiredCount;
    Status status = Status.ACTIVE;
    int unplaced;
    boolean tickPending;
    boolean passDue;
    long passedAt = -1;
    long graceEnds = -1;

    Service(String name, long createdAt) {
        this.name = name;
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

    public int desiredCount() {
        return desiredCount;
    }

    public Status status() {
        return status;
    }

    /** Newest (PRIMARY) first. */
    public List<Deployment> deployments() {
        return Collections.unmodifiableList(deployments);
    }

    public Deployment primary() {
        return deployments.get(0);
    }

    /** Tasks that wait for a place. */
    public int unplaced() {
        return unplaced;
    }

    /** How its tasks are placed. */
    public PlacementRule rule() {
        return rule;
    }

    /** Where its tasks may go; empty for anywhere. */
    public Set<String> availabilityZones() {
        return availabilityZones;
    }

    /** When it last had a pass; -1 before the first. */
    public long passedAt() {
        return passedAt;
    }

    /** Names of the target groups that its tasks may be registered with, the first one first. */
    public List<String> targetGroups() {
        return settings.targetGroups();
    }

    public boolean hasTargets() {
        return !settings.loadBalancers().isEmpty();
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
