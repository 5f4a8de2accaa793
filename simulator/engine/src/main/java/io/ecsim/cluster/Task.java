// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cluster;

import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.HealthStatus;
import io.ecsim.aws.TaskLastStatus;
import io.ecsim.aws.TaskStopCode;
import java.util.List;

/** A task. Everybody reads it; only {@link Transitions} changes it. Times are nanoseconds since the start. */
public final class Task {
    /**
     * What a task is, from its creation on.
     *
     * @param service null for a standalone task
     * @param group task group (PL-27)
     * @param deployment that started it; null for a standalone task
     */
    public record Identity(
            String id, String service, String group, String deployment, Revision revision, Compute compute) {}

    static final long NOT_YET = -1;

    final Identity identity;
    final TaskNeeds needs;
    ContainerInstance instance;
    final List<Container> containers;
    final Container main;
    final long createdAt;
    TaskLastStatus lastStatus = TaskLastStatus.PROVISIONING;
    boolean stopRequested;
    TaskStopCode stopCode;
    String stoppedReason;
    long connectivityAt = NOT_YET;
    long pullStartedAt = NOT_YET;
    long pullStoppedAt = NOT_YET;
    long startedAt = NOT_YET;
    long stoppingAt = NOT_YET;
    long executionStoppedAt = NOT_YET;
    long stoppedAt = NOT_YET;
    boolean healthy;
    long protectedUntil = NOT_YET;

    Task(Identity identity, TaskNeeds needs, ContainerInstance instance, long createdAt) {
        this.identity = identity;
        this.needs = needs;
        this.instance = instance;
        this.createdAt = createdAt;
        List<ContainerDefinition> definitions = identity.revision().definition().containerDefinitions();
        ContainerDefinition mainDefinition = identity.revision().mainContainer();
        Container[] all = new Container[definitions.size()];
        Container serving = null;
        for (int i = 0; i < all.length; i++) {
            all[i] = new Container(definitions.get(i));
            serving = serving == null && all[i].definition == mainDefinition ? all[i] : serving;
        }
        this.containers = List.of(all);
        this.main = serving;
    }

    public String id() {
        return identity.id();
    }

    /** Null for a standalone task. */
    public String service() {
        return identity.service();
    }

    public String group() {
        return identity.group();
    }

    public String deployment() {
        return identity.deployment();
    }

    public Revision revision() {
        return identity.revision();
    }

    public Compute compute() {
        return identity.compute();
    }

    /** What it reserved on its instance. */
    public TaskNeeds needs() {
        return needs;
    }

    /**
     * Where it runs; on Fargate a host of its own, which is no container instance of the cluster. While it waits for
     * capacity that is a place of its own in no zone.
     */
    public ContainerInstance instance() {
        return instance;
    }

    /** Whether it waits for an instance of its capacity provider (SC-423). */
    public boolean waitsForCapacity() {
        return instance.number == ContainerInstance.UNREGISTERED && !compute().isFargate();
    }

    public long createdAt() {
        return createdAt;
    }

    public TaskLastStatus lastStatus() {
        return lastStatus;
    }

    public boolean isRunning() {
        return lastStatus == TaskLastStatus.RUNNING;
    }

    public boolean isStopped() {
        return lastStatus == TaskLastStatus.STOPPED;
    }

    /** Whether its desired status is STOPPED. */
    public boolean stopRequested() {
        return stopRequested;
    }

    /** Why it stops or has stopped; null until it is asked to stop. */
    public TaskStopCode stopCode() {
        return stopCode;
    }

    /** Whether it ever was RUNNING. */
    public boolean wasRunning() {
        return startedAt != NOT_YET;
    }

    /** Whether scale-in protection keeps the scheduler from stopping it (TL-19). */
    public boolean isProtected(long now) {
        return now < protectedUntil;
    }

    /** When its protection ends; meaningless where it has none. */
    public long protectedUntil() {
        return protectedUntil;
    }

    /** Null until it is asked to stop. */
    public String stoppedReason() {
        return stoppedReason;
    }

    /** In the order of the task definition. */
    public List<Container> containers() {
        return containers;
    }

    /** The one that serves requests, see {@link Revision#mainContainer()}. */
    public Container main() {
        return main;
    }

    /** Whether the software that serves requests runs. */
    public boolean isUp() {
        return main != null && main.isRunning();
    }

    /** Health by the checks of its essential containers; those without a check do not count (HC-3). */
    public HealthStatus healthStatus() {
        boolean all = true;
        boolean any = false;
        for (Container container : containers) {
            if (container.definition.essential() && container.definition.healthCheck() != null) {
                if (container.healthStatus == HealthStatus.UNHEALTHY) {
                    return HealthStatus.UNHEALTHY;
                }
                any = true;
                all &= container.healthStatus == HealthStatus.HEALTHY;
            }
        }
        return any && all ? HealthStatus.HEALTHY : HealthStatus.UNKNOWN;
    }

    /** Whether its own checks say anything: an essential container has one. */
    public boolean hasHealthCheck() {
        for (Container container : containers) {
            if (container.definition.essential() && container.definition.healthCheck() != null) {
                return true;
            }
        }
        return false;
    }

    /** When its network was there; like all that follow (TL-5), negative while that is to come. */
    public long connectivityAt() {
        return connectivityAt;
    }

    public long pullStartedAt() {
        return pullStartedAt;
    }

    /** When the last of its images was there. */
    public long pullStoppedAt() {
        return pullStoppedAt;
    }

    /** When it became RUNNING. */
    public long startedAt() {
        return startedAt;
    }

    /** When its containers were told to stop. */
    public long stoppingAt() {
        return stoppingAt;
    }

    /** When its last container had ended. */
    public long executionStoppedAt() {
        return executionStoppedAt;
    }

    public long stoppedAt() {
        return stoppedAt;
    }

    /** Whether the scheduler counts it as healthy (SV-10). */
    public boolean healthy() {
        return healthy;
    }
}
