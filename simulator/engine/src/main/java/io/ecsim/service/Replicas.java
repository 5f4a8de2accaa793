// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import io.ecsim.agent.TaskLifecycle;
import io.ecsim.aws.ServiceEventName;
import io.ecsim.service.ServiceEvents.Lasting;
import io.ecsim.service.ServiceEvents.Message;
import io.ecsim.service.ServicePlan.Start;
import io.ecsim.service.ServicePlan.Stop;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** Keeps a REPLICA service at its desired count: gathers the facts, asks the {@link Reconciler} for a plan, and applies it. */
final class Replicas {
    private final TaskLifecycle lifecycle;
    private final Function<Service, StopChoice> stopChoices;
    private final ServiceReader reader;
    private final ServiceEvents events;
    private final Starts starts;
    private final Stops stops;
    private final Rebalancing rebalancing;
    private final Deployments deployments;
    private final Consumer<Service> changed;
    private final LongSupplier now;

    /** @param changed told of a service that wants a pass which nothing else will bring */
    Replicas(
            TaskLifecycle lifecycle,
            Function<Service, StopChoice> stopChoices,
            ServiceReader reader,
            ServiceEvents events,
            Starts starts,
            Stops stops,
            Rebalancing rebalancing,
            Deployments deployments,
            Consumer<Service> changed,
            LongSupplier now) {
        this.lifecycle = lifecycle;
        this.stopChoices = stopChoices;
        this.reader = reader;
        this.events = events;
        this.starts = starts;
        this.stops = stops;
        this.rebalancing = rebalancing;
        this.deployments = deployments;
        this.changed = changed;
        this.now = now;
    }

    /** A pass. */
    Done carryOut(Service service) {
        rebalancing.before(service);
        ServiceFacts facts = reader.facts(service, now.getAsLong());
        service.replacesUnhealthy |= facts.tasks().stream().anyMatch(TaskFacts::unhealthy);
        ServicePlan plan = Reconciler.plan(facts, stopChoices.apply(service));
        service.raise = 0;
        List<String> started = apply(service, plan);
        String waits = waits(service, facts, plan, started.size());
        List<String> stopped = plan.stops().stream().map(Stop::task).toList();
        service.replacesUnhealthy = service.replacesUnhealthy && !reader.isSteady(service);
        started.addAll(rebalancing.after(service, !stopped.isEmpty() || !started.isEmpty()));
        return new Done(stopped, started, plan.stuck(), plan.complete(), waits);
    }

    /** Stops, then starts what a plan says; returns what was started. */
    List<String> apply(Service service, ServicePlan plan) {
        plan.stops().forEach(stop -> stops.stop(service, stop));
        return start(service, plan);
    }

    private List<String> start(Service service, ServicePlan plan) {
        String obstacle = plan.starts().isEmpty()
                ? null
                : lifecycle.obstacle(service.primary().revision());
        if (obstacle != null) {
            String refused = "failed to launch a task with (error " + obstacle + ")";
            events.sayWhileItLasts(
                    service,
                    Lasting.REFUSED,
                    new Message(ServiceEventName.SERVICE_TASK_CONFIGURATION_FAILURE, refused, obstacle));
            return new ArrayList<>();
        }
        Starts.Outcome outcome = starts.start(service, plan.starts());
        List<String> started = outcome.started();
        for (Start start : plan.starts()) {
            Deployment deployment = service.deployment(start.deployment());
            deployment.goal = Math.max(deployment.goal, reader.live(service, deployment));
        }
        if (outcome.refused() != null) {
            unplaced(service, outcome);
        } else if (plan.held() < service.unplaced) {
            String why = plan.held() == 0 ? "nothing waits any more" : "fewer are wanted";
            starts.tell(service, plan.held(), outcome.revision(), why, false);
            if (plan.held() == 0) {
                events.over(service, Lasting.UNPLACED);
            }
        }
        return started;
    }

    private void unplaced(Service service, Starts.Outcome outcome) {
        boolean said = events.sayWhileItLasts(
                service,
                Lasting.UNPLACED,
                new Message(
                        ServiceEventName.SERVICE_TASK_PLACEMENT_FAILURE,
                        outcome.refused().message(),
                        outcome.refused().reason()));
        starts.tell(
                service,
                outcome.unplaced(),
                outcome.revision(),
                outcome.refused().summary(),
                said);
        if (outcome.started().isEmpty() && reader.isIdle(service)) {
            deployments.notPlaced(service);
            if (service.primary().isInProgress()
                    && service.settings.deploymentConfiguration().breaks()) {
                changed.accept(service); // nothing else will bring a pass
            }
        }
    }

    private static String waits(Service service, ServiceFacts facts, ServicePlan plan, int started) {
        if (plan.held() > 0 || started == plan.start()) {
            return plan.waits();
        }
        String where = service.settings.onFargate() ? "Fargate has no" : "no instance has";
        String noRoom = where + " room for " + (service.unplaced == 1 ? "1 task" : service.unplaced + " tasks");
        Set<String> stopped = plan.stops().stream().map(Stop::task).collect(Collectors.toSet());
        String others = WaitReasons.of(facts, stopped, started, false);
        return others == null ? noRoom : noRoom + "; " + others;
    }
}
