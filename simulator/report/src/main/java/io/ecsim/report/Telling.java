// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import io.ecsim.journal.Entry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Rows of the journal as sentences for people: what happened, and why. A sentence for each kind; a test holds it. */
final class Telling {
    /** @param why empty when the row does not say */
    record Told(String what, String why) {}

    private static final Map<Class<? extends Entry>, Function<Entry, Told>> TELLERS = new LinkedHashMap<>();

    static {
        requests();
        instances();
        tasks();
        containers();
        health();
        services();
        deployments();
        scaling();
    }

    private Telling() {}

    static Told tell(Entry entry) {
        return TELLERS.get(entry.getClass()).apply(entry);
    }

    private static void requests() {
        tell(
                Entry.Requested.class,
                e -> e.operation() + " " + text(e.subject()) + (text(e.what()).isEmpty() ? "" : ": " + e.what()),
                e -> "ok".equals(e.outcome()) ? "" : e.outcome());
        tell(
                Entry.TrafficChanged.class,
                e -> "Traffic to " + (e.queue() == null ? e.service() : e.queue()) + " is now "
                        + Figures.number(e.factor()) + " times the plan");
    }

    private static void instances() {
        tell(
                Entry.InstanceLaunched.class,
                e -> "Instance " + e.instance() + " launched: " + e.instanceType() + " in " + e.availabilityZone()
                        + (e.lifecycle() == null ? "" : ", " + e.lifecycle()),
                Entry.InstanceLaunched::why);
        tell(
                Entry.InstanceRegistered.class,
                e -> "Instance " + e.instance() + " registered: " + Figures.count(e.cpu()) + " CPU units, "
                        + Figures.count(e.memory()) + " MiB");
        tell(
                Entry.InstanceStatusChanged.class,
                e -> "Instance " + e.instance() + " is " + e.status(),
                Entry.InstanceStatusChanged::why);
        tell(
                Entry.AgentConnectionChanged.class,
                e -> "The agent of instance " + e.instance() + " is " + (e.connected() ? "connected" : "disconnected"),
                Entry.AgentConnectionChanged::why);
        tell(
                Entry.AttributePut.class,
                e -> "Instance " + e.instance() + " has the attribute " + e.attribute()
                        + (e.value() == null ? "" : " = " + e.value()));
        tell(
                Entry.AttributeDeleted.class,
                e -> "Instance " + e.instance() + " has no longer the attribute " + e.attribute());
        tell(
                Entry.InstanceDeregistered.class,
                e -> "Instance " + e.instance() + " left the cluster",
                Entry.InstanceDeregistered::why);
        tell(
                Entry.InstanceStateChanged.class,
                e -> "Instance " + e.instance() + " is " + e.state(),
                Entry.InstanceStateChanged::why);
        tell(
                Entry.InstanceCpuChanged.class,
                e -> "Instance " + e.instance() + " has " + Figures.number(e.vcpus()) + " vCPU for its tasks",
                Entry.InstanceCpuChanged::why);
        tell(
                Entry.DesiredCapacityChanged.class,
                e -> "Auto Scaling group " + e.group() + ": desired capacity from " + e.from() + " to " + e.to(),
                Entry.DesiredCapacityChanged::why);
        tell(
                Entry.GroupSizeChanged.class,
                e -> "Auto Scaling group " + e.group() + ": MinSize " + e.minSize() + ", MaxSize " + e.maxSize(),
                Entry.GroupSizeChanged::why);
        groups();
        tell(Entry.ClusterStatusChanged.class, e -> "The cluster is " + e.status(), Entry.ClusterStatusChanged::why);
        tell(
                Entry.InstanceTerminated.class,
                e -> "Instance " + e.instance() + " terminated",
                Entry.InstanceTerminated::why);
    }

    private static void groups() {
        tell(
                Entry.LaunchFailed.class,
                e -> "Auto Scaling group " + e.group() + " cannot launch " + e.instanceType() + " in "
                        + e.availabilityZone(),
                Entry.LaunchFailed::why);
        tell(
                Entry.LifecycleStateChanged.class,
                e -> "Instance " + e.instance() + " is " + e.state(),
                Entry.LifecycleStateChanged::why);
        tell(
                Entry.InstanceProtectionChanged.class,
                e -> "Instance " + e.instance() + " is " + (e.protectedFromScaleIn() ? "" : "no longer ")
                        + "protected from scale-in",
                Entry.InstanceProtectionChanged::why);
        tell(Entry.GroupWaits.class, e -> "Auto Scaling group " + e.group() + " waits", Entry.GroupWaits::why);
        tell(
                Entry.InstanceRefreshChanged.class,
                e -> "Instance refresh of " + e.group() + " is " + e.status(),
                Entry.InstanceRefreshChanged::why);
        tell(
                Entry.RebalanceRecommended.class,
                e -> "Instance " + e.instance() + " is at an elevated risk of interruption");
        tell(
                Entry.SpotInterruptionWarning.class,
                e -> "Instance " + e.instance() + " will be interrupted in two minutes: " + e.action());
    }

    private static void tasks() {
        tell(
                Entry.TaskDefinitionStatusChanged.class,
                e -> "Task definition " + e.taskDefinition() + " is " + e.status(),
                Entry.TaskDefinitionStatusChanged::why);
        tell(
                Entry.TaskPlaced.class,
                e -> "Task " + e.task() + " of " + e.group() + " placed on "
                        + (e.instance() != null ? e.instance() : fargate(e) + " in " + e.availabilityZone()));
        tell(
                Entry.TaskWaits.class,
                e -> "Task " + e.task() + " of " + e.group() + " waits for capacity of " + e.capacityProvider());
        tell(
                Entry.FargateTaskStarted.class,
                e -> "Fargate begins with " + task(e.task(), e.service()) + ": " + Figures.count(e.cpu())
                        + " CPU units, " + Figures.count(e.memory()) + " MiB");
        tell(Entry.TaskRetired.class, e -> "Fargate retires " + task(e.task(), e.service()), Entry.TaskRetired::why);
        tell(Entry.TaskStatusChanged.class, e -> task(e.task(), e.service()) + " is " + e.status());
        tell(
                Entry.TaskStopRequested.class,
                e -> task(e.task(), e.service()) + " told to stop (" + e.stopCode() + ")",
                Entry.TaskStopRequested::why);
        tell(
                Entry.PlacementRefused.class,
                e -> Figures.count(e.tasks(), "task", "tasks") + of(e.service()) + " not placed: " + e.taskDefinition(),
                Entry.PlacementRefused::why);
        tell(
                Entry.TasksWaiting.class,
                e -> Figures.count(e.tasks(), "task", "tasks") + " of " + e.trace() + " wait for a place",
                Entry.TasksWaiting::why);
        tell(
                Entry.TaskProtectionChanged.class,
                e -> task(e.task(), e.service()) + (e.isProtected() ? " is" : " is no longer")
                        + " protected from scale-in",
                Entry.TaskProtectionChanged::why);
    }

    private static String fargate(Entry.TaskPlaced placed) {
        return placed.capacityProvider() == null ? "Fargate" : placed.capacityProvider();
    }

    private static void containers() {
        tell(Entry.ContainerStatusChanged.class, Telling::container, Entry.ContainerStatusChanged::why);
        tell(
                Entry.ContainerHealthChanged.class,
                e -> "Container " + e.container() + " of " + task(e.task(), e.service()) + " is " + e.health(),
                Entry.ContainerHealthChanged::why);
        tell(Entry.ImagePulled.class, e -> e.instance() + " pulls " + e.image() + ", " + (e.bytes() >> 20) + " MiB");
        tell(
                Entry.ImageRemoved.class,
                e -> "Image " + e.image() + " removed from " + e.instance(),
                Entry.ImageRemoved::why);
        tell(Entry.ImagePushed.class, e -> "Image " + e.image() + " pushed");
        tell(Entry.ImageExpired.class, e -> "Image " + e.image() + " expired", Entry.ImageExpired::why);
    }

    private static String container(Entry.ContainerStatusChanged e) {
        String exit = e.exitCode() == null ? "" : ", exit code " + e.exitCode();
        return "Container " + e.container() + " of " + task(e.task(), e.service()) + " is " + e.status() + exit;
    }

    private static void health() {
        tell(
                Entry.TaskHealthChanged.class,
                e -> task(e.task(), e.service()) + " counts as " + (e.healthy() ? "healthy" : "unhealthy"),
                Entry.TaskHealthChanged::why);
        tell(
                Entry.TargetRegistered.class,
                e -> task(e.task(), e.service()) + " registered with target group " + e.targetGroup());
        tell(
                Entry.TargetHealthChanged.class,
                e -> task(e.task(), e.service()) + " is " + e.state() + " in target group " + e.targetGroup(),
                Entry.TargetHealthChanged::why);
        tell(
                Entry.DiscoveryInstanceChanged.class,
                e -> task(e.task(), e.service()) + " is " + e.state() + " in the service registry " + e.registry());
        tell(
                Entry.RuleModified.class,
                e -> "Rule " + e.rule() + " forwards to " + e.forward(),
                Entry.RuleModified::why);
    }

    private static void services() {
        tell(
                Entry.ServiceCreated.class,
                e -> "Service " + e.service() + " created: " + e.taskDefinition() + ", desired " + e.desiredCount());
        tell(
                Entry.PercentsChanged.class,
                e -> "Service " + e.service() + " has minimumHealthyPercent " + e.minimumHealthyPercent()
                        + " and maximumPercent " + e.maximumPercent());
        tell(
                Entry.DesiredCountChanged.class,
                e -> "Desired count of " + e.service() + " " + e.from() + " → " + e.to(),
                Entry.DesiredCountChanged::why);
        tell(
                Entry.ServiceStatusChanged.class,
                e -> "Service " + e.service() + " is " + e.status(),
                Entry.ServiceStatusChanged::why);
        tell(Entry.ServiceEvent.class, Entry.ServiceEvent::message);
        tell(Entry.Notified.class, e -> e.notification() + " notified: " + e.subject(), Entry.Notified::why);
        tell(
                Entry.RuleInvoked.class,
                e -> "Rule " + e.rule() + " answers " + e.event() + " of " + e.subject() + ": " + e.target(),
                Entry.RuleInvoked::why);
        tell(Entry.RuleLoopEnded.class, e -> "Loop of rule " + e.rule() + " ended", Entry.RuleLoopEnded::why);
    }

    private static void deployments() {
        tell(
                Entry.DeploymentStarted.class,
                e -> "Deployment of " + e.taskDefinition() + of(e.service()) + " started: " + e.deployment(),
                Entry.DeploymentStarted::why);
        tell(
                Entry.DeploymentStateChanged.class,
                e -> "Deployment " + e.deployment() + of(e.service()) + " is " + e.state(),
                Entry.DeploymentStateChanged::why);
        tell(
                Entry.LifecycleStageEntered.class,
                e -> "Deployment " + e.deployment() + of(e.service()) + " is in " + e.stage(),
                Entry.LifecycleStageEntered::why);
        tell(
                Entry.LifecycleHookChanged.class,
                e -> (e.function() == null ? "PAUSE hook" : "Hook " + e.function()) + " of " + e.stage()
                        + of(e.service()) + " is " + e.status());
        tell(
                Entry.RollbackMonitorChanged.class,
                e -> "Monitor " + e.monitor() + " of " + e.deployment() + " of " + e.service() + ": " + e.status());
        tell(
                Entry.ServiceDeploymentChanged.class,
                e -> "Service deployment " + e.deployment() + of(e.service()) + " is " + e.status(),
                Entry.ServiceDeploymentChanged::why);
        tell(
                Entry.SchedulerPass.class,
                e -> "Scheduler" + of(e.service()) + " stopped " + e.stopped() + " and started " + e.started(),
                Entry.SchedulerPass::why);
        tell(
                Entry.SchedulerWaits.class,
                e -> "Scheduler" + of(e.service()) + " waits" + (e.why() == null ? " for nothing any more" : ""),
                Entry.SchedulerWaits::why);
    }

    private static void scaling() {
        tell(
                Entry.AlarmStateChanged.class,
                e -> "Alarm " + e.alarm() + " " + e.from() + " → " + e.to(),
                Entry.AlarmStateChanged::why);
        tell(
                Entry.AlarmActionsSuppressed.class,
                e -> "Alarm " + e.alarm() + " is " + e.state() + " and does nothing",
                Entry.AlarmActionsSuppressed::why);
        tell(
                Entry.ServiceScaled.class,
                e -> "Policy " + e.policy() + " scaled " + e.service() + " " + e.from() + " → " + e.to(),
                Entry.ServiceScaled::why);
        tell(
                Entry.MessagesLost.class,
                e -> task(e.task(), e.service()) + " lost " + Figures.count(e.messages(), "message", "messages"),
                Entry.MessagesLost::why);
        tell(
                Entry.NotScaled.class,
                e -> "Policy " + e.policy() + " did not scale " + e.service(),
                Entry.NotScaled::why);
        tell(
                Entry.CapacityForecast.class,
                e -> "Policy " + e.policy() + " expects " + e.service() + " to need "
                        + Figures.count(e.capacity(), "task", "tasks"),
                Entry.CapacityForecast::why);
    }

    private static <E extends Entry> void tell(Class<E> kind, Function<E, String> what) {
        tell(kind, what, e -> "");
    }

    private static <E extends Entry> void tell(Class<E> kind, Function<E, String> what, Function<E, String> why) {
        TELLERS.put(kind, entry -> new Told(text(what.apply(kind.cast(entry))), text(why.apply(kind.cast(entry)))));
    }

    private static String task(String task, String service) {
        return "Task " + task + of(service);
    }

    /** Standalone tasks belong to no service. */
    private static String of(String service) {
        return service == null ? "" : " of " + service;
    }

    private static String text(String text) {
        return Objects.requireNonNullElse(text, "");
    }
}
