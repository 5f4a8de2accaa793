// SPDX-License-Identifier: Apache-2.0
package io.ecsim.journal;

import io.ecsim.aws.CPUArchitecture;
import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.aws.ContainerLastStatus;
import io.ecsim.aws.CpuCredits;
import io.ecsim.aws.DeploymentLifecycleHookStatus;
import io.ecsim.aws.DeploymentRolloutState;
import io.ecsim.aws.HealthStatus;
import io.ecsim.aws.LaunchType;
import io.ecsim.aws.OSFamily;
import io.ecsim.aws.ServiceDeploymentLifecycleStage;
import io.ecsim.aws.ServiceDeploymentRollbackMonitorsStatus;
import io.ecsim.aws.ServiceDeploymentStatus;
import io.ecsim.aws.ServiceEventName;
import io.ecsim.aws.TaskLastStatus;
import io.ecsim.aws.TaskStopCode;

/**
 * One thing that happened. The record's name is the row's {@code kind}; its components are the row's members, the
 * subject first, {@code why} last. Null components are left out. Services, groups, deployments, instances and tasks
 * are given by name or id; {@code service} is null for standalone tasks.
 */
public sealed interface Entry {
    /** A request to the control plane, or something that happened to us: {@code outcome} is "ok" or AWS's "no". */
    record Requested(String operation, String subject, String what, String outcome) implements Entry {}

    /**
     * An instance was launched and is paid from now on. {@code group} is null for a fixed instance, {@code lifecycle}
     * is {@code spot} for a Spot Instance and null on demand, {@code capacityProvider} that for which ECS manages it,
     * {@code cpuCredits} null for a type without any.
     */
    record InstanceLaunched(
            String instance,
            String instanceType,
            String availabilityZone,
            String group,
            String lifecycle,
            String capacityProvider,
            CpuCredits cpuCredits,
            String why)
            implements Entry {
        /** Not managed, and of a type without CPU credits. */
        public InstanceLaunched(
                String instance,
                String instanceType,
                String availabilityZone,
                String group,
                String lifecycle,
                String why) {
            this(instance, instanceType, availabilityZone, group, lifecycle, null, null, why);
        }

        /** On demand. */
        public InstanceLaunched(
                String instance, String instanceType, String availabilityZone, String group, String why) {
            this(instance, instanceType, availabilityZone, group, null, null, null, why);
        }
    }

    /** A burstable instance has no CPU credits left, or again some: what it can have of its CPU, in vCPUs (SC-605). */
    record InstanceCpuChanged(String instance, double vcpus, String why) implements Entry {}

    /** A group could not launch an instance; written again only when it was possible in between. */
    record LaunchFailed(String group, String instanceType, String availabilityZone, String lifecycle, String why)
            implements Entry {}

    /** An instance of a group is in another state of its lifecycle, such as InService; null when there is no more to say. */
    record LifecycleStateChanged(String instance, String group, String state, String why) implements Entry {}

    record InstanceProtectionChanged(String instance, String group, boolean protectedFromScaleIn, String why)
            implements Entry {}

    /** A group cannot do what it wants to. */
    record GroupWaits(String group, String why) implements Entry {}

    /** An instance refresh is InProgress or Successful. */
    record InstanceRefreshChanged(String group, String status, String why) implements Entry {}

    /** EC2 says that a Spot Instance is at an elevated risk of interruption. */
    record RebalanceRecommended(String instance, String group) implements Entry {}

    /** EC2 will take a Spot Instance back in two minutes; {@code action} is what becomes of it. */
    record SpotInterruptionWarning(String instance, String group, String action) implements Entry {}

    /** An instance registered with the cluster; CPU in CPU units, memory in MiB. */
    record InstanceRegistered(String instance, String instanceType, String availabilityZone, int cpu, int memory)
            implements Entry {}

    record InstanceStatusChanged(String instance, ContainerInstanceStatus status, String why) implements Entry {}

    /** The agent of an instance lost or found its connection: while it has none, no task is placed there. */
    record AgentConnectionChanged(String instance, boolean connected, String why) implements Entry {}

    /** An attribute of an instance got a value; null for a name without a value. */
    record AttributePut(String instance, String attribute, String value) implements Entry {}

    record AttributeDeleted(String instance, String attribute) implements Entry {}

    /** An instance has left the cluster; its machine runs on, and is paid. */
    record InstanceDeregistered(String instance, String why) implements Entry {}

    /** A machine was stopped, and is not paid until it is started again: {@code state} is stopped or running. */
    record InstanceStateChanged(String instance, String state, String why) implements Entry {}

    /** A task definition is INACTIVE, or to be deleted: nothing new is started from it. */
    record TaskDefinitionStatusChanged(String taskDefinition, String status, String why) implements Entry {}

    record ClusterStatusChanged(String status, String why) implements Entry {}

    /** An Auto Scaling group has other bounds. */
    record GroupSizeChanged(String group, int minSize, int maxSize, String why) implements Entry {}

    /** An Auto Scaling group wants another number of instances. */
    record DesiredCapacityChanged(String group, int from, int to, String why) implements Entry {}

    /** An instance is gone and no longer paid. */
    record InstanceTerminated(String instance, String why) implements Entry {}

    /**
     * A task was placed and holds its resources; CPU in CPU units, memory in MiB. It is in PROVISIONING.
     *
     * @param instance null on Fargate
     * @param launchType null on an instance
     * @param capacityProvider null where no strategy chose it
     */
    record TaskPlaced(
            String task,
            String service,
            String group,
            String deployment,
            String taskDefinition,
            String instance,
            String availabilityZone,
            int cpu,
            int memory,
            LaunchType launchType,
            String capacityProvider)
            implements Entry {
        /** On an instance. */
        public TaskPlaced(
                String task,
                String service,
                String group,
                String deployment,
                String taskDefinition,
                String instance,
                String availabilityZone,
                int cpu,
                int memory) {
            this(task, service, group, deployment, taskDefinition, instance, availabilityZone, cpu, memory, null, null);
        }
    }

    /**
     * A task was created and waits for capacity, in PROVISIONING; CPU in CPU units, memory in MiB. Once it is placed there
     * is a row of that.
     */
    record TaskWaits(
            String task,
            String service,
            String group,
            String deployment,
            String taskDefinition,
            int cpu,
            int memory,
            String capacityProvider)
            implements Entry {}

    /**
     * Fargate asks for the images of a task, and is paid for it from now on until it is STOPPED; CPU in CPU units, memory
     * in MiB.
     *
     * @param ephemeralStorage GiB; null for what is included
     */
    record FargateTaskStarted(
            String task,
            String service,
            boolean spot,
            OSFamily operatingSystemFamily,
            CPUArchitecture cpuArchitecture,
            int cpu,
            int memory,
            Integer ephemeralStorage)
            implements Entry {}

    /** Fargate has to stop a task, for which a service finds another first if it can (TL-18). */
    record TaskRetired(String task, String service, String why) implements Entry {}

    /** The task's lastStatus moved forward. */
    record TaskStatusChanged(String task, String service, TaskLastStatus status) implements Entry {}

    /**
     * A container of a task runs, or has ended, or will never run. {@code exitCode} is null when nobody knows,
     * {@code why} when there is no more to say.
     */
    record ContainerStatusChanged(
            String task, String service, String container, ContainerLastStatus status, Integer exitCode, String why)
            implements Entry {}

    /** What a container's health check says. */
    record ContainerHealthChanged(String task, String service, String container, HealthStatus health, String why)
            implements Entry {}

    /** An instance has pulled an image; {@code bytes} is what was transferred. */
    record ImagePulled(String instance, String image, long bytes) implements Entry {}

    /** The agent of an instance has removed an image. */
    record ImageRemoved(String instance, String image, String why) implements Entry {}

    /** A registry has taken a new image under a name with a tag; {@code version} counts from 1 for the first push. */
    record ImagePushed(String image, int version) implements Entry {}

    /** A tag is gone from its registry. */
    record ImageExpired(String image, String why) implements Entry {}

    /** The task's desiredStatus became STOPPED: from now on its resources are free for placement. */
    record TaskStopRequested(String task, String service, TaskStopCode stopCode, String why) implements Entry {}

    /** Tasks of a service or group could not be placed; written again only when the reason changes. */
    record PlacementRefused(String group, String service, String taskDefinition, int tasks, String why)
            implements Entry {}

    /** So many tasks of a trace wait for a place now. */
    record TasksWaiting(String trace, int tasks, String why) implements Entry {}

    /** Health of a service's task as the scheduler counts it (SV-10). */
    record TaskHealthChanged(String task, String service, boolean healthy, String why) implements Entry {}

    record TargetRegistered(String targetGroup, String task, String service) implements Entry {}

    /** State of a target: initial, healthy, unhealthy, draining or unused. */
    record TargetHealthChanged(String targetGroup, String task, String service, String state, String why)
            implements Entry {}

    /** A task is found through Cloud Map, or not: {@code state} is HEALTHY, UNHEALTHY or DEREGISTERED. */
    record DiscoveryInstanceChanged(String registry, String task, String service, String state) implements Entry {}

    /**
     * A listener's rule forwards by other weights.
     *
     * @param forward target groups with their weights, such as {@code blue 90, green 10}
     */
    record RuleModified(String rule, String forward, String why) implements Entry {}

    record ServiceCreated(
            String service, String taskDefinition, int desiredCount, int minimumHealthyPercent, int maximumPercent)
            implements Entry {
        /** With the percents that AWS takes when nothing is said. */
        public ServiceCreated(String service, String taskDefinition, int desiredCount) {
            this(service, taskDefinition, desiredCount, 100, 200);
        }
    }

    /** Between these shares of its desired count a service stays while it is deployed. */
    record PercentsChanged(String service, int minimumHealthyPercent, int maximumPercent) implements Entry {}

    record DesiredCountChanged(String service, int from, int to, String why) implements Entry {}

    record ServiceStatusChanged(String service, String status, String why) implements Entry {}

    record DeploymentStarted(String service, String deployment, String taskDefinition, String why) implements Entry {}

    record DeploymentStateChanged(String service, String deployment, DeploymentRolloutState state, String why)
            implements Entry {}

    /** Status of a service deployment, which goes on while it is rolled back (SV-39). */
    record ServiceDeploymentChanged(String service, String deployment, ServiceDeploymentStatus status, String why)
            implements Entry {}

    /** What watches a service deployment, {@code deploymentCircuitBreaker} or {@code alarms}, does something else (CB-8). */
    record RollbackMonitorChanged(
            String service, String deployment, String monitor, ServiceDeploymentRollbackMonitorsStatus status)
            implements Entry {}

    /** A deployment that shifts traffic is in another stage (BG-2), or in the next step of one. */
    record LifecycleStageEntered(String service, String deployment, ServiceDeploymentLifecycleStage stage, String why)
            implements Entry {}

    /**
     * A hook of a stage has begun, or is over (BG-6).
     *
     * @param function null of a PAUSE hook
     * @param timeoutInMinutes of a PAUSE hook that begins; else null
     */
    record LifecycleHookChanged(
            String service,
            String deployment,
            ServiceDeploymentLifecycleStage stage,
            String function,
            DeploymentLifecycleHookStatus status,
            Integer timeoutInMinutes)
            implements Entry {}

    /**
     * A pass of the scheduler that stopped, started or completed something, or was the first of a deployment, or could do
     * nothing because the percents of the service forbid it (SV-34). Counts are those after the pass: old =
     * tasks of replaced revisions that go on, newPending and newHealthy of the deployed revision, stopping = told to
     * stop and not yet STOPPED, healthy of any revision. {@code waits}: for what the rest of the work waits, or null.
     */
    record SchedulerPass(
            String service,
            String deployment,
            int stopped,
            int started,
            int old,
            int newPending,
            int newHealthy,
            int stopping,
            int healthy,
            String waits,
            String why)
            implements Entry {}

    /** A pass did nothing and waits for something else than before; null for nothing. */
    record SchedulerWaits(String service, String deployment, String why) implements Entry {}

    /** A task got or lost its scale-in protection. */
    record TaskProtectionChanged(String task, String service, boolean isProtected, String why) implements Entry {}

    /**
     * A service event in ECS's words.
     *
     * @param eventName under which EventBridge gets it; null if it does not
     * @param reason what a task failed for, such as {@code RESOURCE:CPU}; null where there is none
     */
    record ServiceEvent(String service, String message, ServiceEventName eventName, String reason) implements Entry {
        /** One that EventBridge does not get. */
        public ServiceEvent(String service, String message) {
            this(service, message, null, null);
        }
    }

    /**
     * A rule, or an alarm, tells somebody of an event, as by an SNS topic.
     *
     * @param event its detail-type
     * @param subject what it is about
     */
    record Notified(String notification, String rule, String event, String subject, String why) implements Entry {}

    /** A rule hands an event to a target that does something; what that was is a row of its own. */
    record RuleInvoked(String rule, String target, String event, String subject, String why) implements Entry {}

    /** What a rule does makes it do it again, at once and for ever: the rest is dropped. */
    record RuleLoopEnded(String rule, String why) implements Entry {}

    record AlarmStateChanged(String alarm, String service, String from, String to, String why) implements Entry {}

    /** What a composite alarm would do in a state waits for its suppressor. */
    record AlarmActionsSuppressed(String alarm, String state, String why) implements Entry {}

    /** A scaling policy changed the desired count. */
    record ServiceScaled(String service, String policy, int from, int to, String why) implements Entry {}

    /** What a predictive policy expects the next hour to need, whether it scales or not. */
    record CapacityForecast(String service, String policy, int capacity, String why) implements Entry {}

    /** A scaling policy wanted to and could not; written when the reason changes. */
    record NotScaled(String service, String policy, String why) implements Entry {}

    /** A task ended with messages in its hands; they come back when their visibility timeout is over. */
    record MessagesLost(String task, String service, int messages, String why) implements Entry {}

    /** Clients' traffic to a service, or that of the producers of a queue, was multiplied; the other is null. */
    record TrafficChanged(String service, String queue, double factor) implements Entry {
        public TrafficChanged(String service, double factor) {
            this(service, null, factor);
        }
    }
}
