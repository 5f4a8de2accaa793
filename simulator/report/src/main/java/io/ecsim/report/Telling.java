// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import io.ecsim.journal.Entry;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;

/** Rows of the journal as sentences for people: what happened, and why. */
final class Telling {
    /** @param why empty when the row does not say */
    record Told(String what, String why) {}

    private static final Map<Class<? extends Entry>, Function<Entry, Told>> TELLERS = new LinkedHashMap<>();

    static {
        requests();
        instances();
        tasks();
        services();
        deployments();
        scaling();
    }

    private Telling() {}

    static Told tell(Entry entry) {
        return TELLERS.get(entry.getClass()).apply(entry);
    }

    private static void requests() {
        tell(Entry.Requested.class, e -> told(
                e.operation() + " " + text(e.subject()) + (text(e.what()).isEmpty() ? "" : ": " + e.what()),
                "ok".equals(e.outcome()) ? "" : e.outcome()));
        tell(Entry.TrafficChanged.class, e -> told(
                "Traffic to " + e.service() + " is now " + Figures.number(e.factor()) + " times the plan", ""));
    }

    private static void instances() {
        tell(Entry.InstanceLaunched.class, e -> told(
                "Instance " + e.instance() + " launched (" + e.instanceType() + ", " + e.availabilityZone() + ")", e.why()));
        tell(Entry.InstanceRegistered.class, e -> told(
                "Instance " + e.instance() + " registered with " + Figures.count(e.cpu()) + " CPU units and "
                        + Figures.count(e.memory()) + " MiB", ""));
        tell(Entry.InstanceStatusChanged.class, e -> told("Instance " + e.instance() + " is " + e.status(), e.why()));
        tell(Entry.InstanceTerminated.class, e -> told("Instance " + e.instance() + " terminated", e.why()));
    }

    private static void tasks() {
        tell(Entry.TaskPlaced.class, e -> told(
                "Task " + e.task() + " of " + e.group() + " placed on " + e.instance() + " in " + e.availabilityZone(), ""));
        tell(Entry.TaskStatusChanged.class, e -> told("Task " + e.task() + of(e.service()) + " is " + e.status(), ""));
        tell(Entry.TaskStopRequested.class, e -> told(
                "Task " + e.task() + of(e.service()) + " told to stop (" + e.stopCode() + ")", e.why()));
        tell(Entry.PlacementRefused.class, e -> told(
                Figures.count(e.tasks(), "task", "tasks") + " of " + e.taskDefinition() + of(e.service()) + " not placed", e.why()));
        tell(Entry.TaskHealthChanged.class, e -> told(
                "Task " + e.task() + of(e.service()) + " counts as " + (e.healthy() ? "healthy" : "unhealthy"), e.why()));
        tell(Entry.TargetRegistered.class, e -> told(
                "Task " + e.task() + of(e.service()) + " registered with target group " + e.targetGroup(), ""));
        tell(Entry.TargetHealthChanged.class, e -> told(
                "Task " + e.task() + of(e.service()) + " is " + e.state() + " in target group " + e.targetGroup(), e.why()));
    }

    private static void services() {
        tell(Entry.ServiceCreated.class, e -> told(
                "Service " + e.service() + " created: " + e.taskDefinition() + ", desired count " + e.desiredCount(), ""));
        tell(Entry.DesiredCountChanged.class, e -> told(
                "Desired count of " + e.service() + " " + e.from() + " → " + e.to(), e.why()));
        tell(Entry.ServiceStatusChanged.class, e -> told("Service " + e.service() + " is " + e.status(), e.why()));
        tell(Entry.ServiceEvent.class, e -> told(e.message(), ""));
    }

    private static void deployments() {
        tell(Entry.DeploymentStarted.class, e -> told(
                "Deployment " + e.deployment() + of(e.service()) + " started: " + e.taskDefinition(), e.why()));
        tell(Entry.DeploymentStateChanged.class, e -> told(
                "Deployment " + e.deployment() + of(e.service()) + " is " + e.state(), e.why()));
        tell(Entry.SchedulerPass.class, e -> told(
                "Scheduler" + of(e.service()) + " stopped " + e.stopped() + " and started " + e.started() + ": " + e.old()
                        + " old, " + e.newPending() + " new pending, " + e.newHealthy() + " new healthy, " + e.stopping()
                        + " stopping", e.why()));
    }

    private static void scaling() {
        tell(Entry.AlarmStateChanged.class, e -> told("Alarm " + e.alarm() + " " + e.from() + " → " + e.to(), e.why()));
        tell(Entry.ServiceScaled.class, e -> told(
                "Policy " + e.policy() + " scaled " + e.service() + " " + e.from() + " → " + e.to(), e.why()));
        tell(Entry.NotScaled.class, e -> told("Policy " + e.policy() + " did not scale " + e.service(), e.why()));
    }

    private static <E extends Entry> void tell(Class<E> kind, Function<E, Told> teller) {
        TELLERS.put(kind, entry -> teller.apply(kind.cast(entry)));
    }

    private static Told told(String what, String why) {
        return new Told(what, text(why));
    }

    private static String of(String service) {
        return service == null ? "" : " of " + service;
    }

    private static String text(String text) {
        return Objects.requireNonNullElse(text, "");
    }
}
