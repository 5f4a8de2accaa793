// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import io.ecsim.aws.DeploymentAlarms;
import io.ecsim.aws.DeploymentCircuitBreaker;
import io.ecsim.aws.DeploymentConfiguration;
import io.ecsim.aws.DeploymentRolloutState;
import io.ecsim.aws.ServiceDeploymentRollbackMonitorsStatus;
import io.ecsim.aws.ServiceDeploymentStatus;
import io.ecsim.aws.StopServiceDeploymentStopType;
import io.ecsim.cluster.Task;
import io.ecsim.journal.Entry;
import io.ecsim.journal.Journal;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.Time;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What becomes of deployments: they start, complete, fail and are rolled back (SV-35 to SV-39, CB-6 to CB-10). Tells a
 * service's next pass when there is something to do.
 */
final class Deployments {
    private static final String BREAKER = "ECS deployment circuit breaker: ";
    private static final String BREAKER_MONITOR = "deploymentCircuitBreaker";
    private static final String ALARM_MONITOR = "alarms";
    private static final String NO_CANDIDATE = "No rollback candidate was found to run the rollback.";

    private final Kernel kernel;
    private final Journal journal;
    private final ServiceEvents events;
    private final DeploymentWatch watch;
    private final Shifts shifts;
    private final Map<String, Deployment> all = new LinkedHashMap<>();

    Deployments(Kernel kernel, Journal journal, ServiceEvents events, DeploymentWatch watch, Shifts shifts) {
        this.kernel = kernel;
        this.journal = journal;
        this.events = events;
        this.watch = watch;
        this.shifts = shifts;
    }

    /**
     * A deployment that is in progress is replaced by this one (SV-36).
     *
     * @param plan of CodeDeploy; null where it has no part in it
     */
    void start(Service service, ServiceRevision target, CodeDeployPlan plan, String why) {
        Deployment deployment = new Deployment("ecs-svc/" + (all.size() + 1), target, plan);
        if (!service.deployments.isEmpty()) {
            replace(service, service.primary(), deployment);
        }
        all.put(deployment.id(), deployment);
        deployment.useAlternate(
                !service.deployments.isEmpty() && service.primary().usesAlternate());
        Deployment before = completed(service).orElse(plan == null ? null : service.primary());
        begin(service, deployment, why);
        become(service, deployment, ServiceDeploymentStatus.IN_PROGRESS, why);
        monitor(service, deployment);
        shifts.begin(service, before, deployment);
    }

    private void replace(Service service, Deployment replaced, Deployment by) {
        String why = by.id() + " replaces it";
        service.rollBackDue = false;
        service.givenBackAt = Deployment.NEVER;
        if (service.rollsBack != null) {
            become(service, service.rollsBack, ServiceDeploymentStatus.ROLLBACK_FAILED, why);
            service.rollsBack = null;
        } else if (replaced.status == ServiceDeploymentStatus.IN_PROGRESS) {
            become(service, replaced, ServiceDeploymentStatus.STOP_REQUESTED, why);
            become(service, replaced, ServiceDeploymentStatus.STOPPED, why);
        }
        monitored(service, replaced, null);
    }

    private void monitor(Service service, Deployment deployment) {
        if (configuration(service).breaks()) {
            deployment.monitors.add(BREAKER_MONITOR);
        }
        if (configuration(service).watchesAlarms() && !deployment.alarmsIgnored) {
            deployment.monitors.add(ALARM_MONITOR);
        }
        deployment.monitors.forEach(monitor -> write(new Entry.RollbackMonitorChanged(
                service.name(), deployment.id(), monitor, ServiceDeploymentRollbackMonitorsStatus.MONITORING)));
    }

    /** @param triggered the monitor that failed the deployment; null when none did */
    private void monitored(Service service, Deployment deployment, String triggered) {
        deployment.monitors.forEach(monitor -> write(new Entry.RollbackMonitorChanged(
                service.name(),
                deployment.id(),
                monitor,
                monitor.equals(triggered)
                        ? ServiceDeploymentRollbackMonitorsStatus.TRIGGERED
                        : ServiceDeploymentRollbackMonitorsStatus.MONITORING_COMPLETE)));
        deployment.monitors.clear();
    }

    /** It becomes the PRIMARY one. */
    private void begin(Service service, Deployment deployment, String why) {
        service.deployments.remove(deployment);
        service.deployments.add(0, deployment);
        deployment.rolloutState = DeploymentRolloutState.IN_PROGRESS;
        deployment.startedAt = kernel.now();
        deployment.looked = false;
        deployment.breaker = new CircuitBreaker();
        deployment.bakeEnds = Deployment.NEVER;
        deployment.alarmsIgnored = alarm(service).isPresent();
        write(new Entry.DeploymentStarted(
                service.name(), deployment.id(), deployment.revision().name(), why));
    }

    /** One of now or of before; null for that of a standalone task. */
    Deployment get(String id) {
        return id == null ? null : all.get(id);
    }

    /** A task of the service moved, or its health changed. */
    void changed(Service service, Task task) {
        DeploymentCircuitBreaker settings = configuration(service).deploymentCircuitBreaker();
        get(task.deployment()).breaker.changed(task, settings == null || settings.resetOnHealthyTask());
        failWhereTooManyFailed(service);
    }

    /** A task that failed its checks is stopped and will be replaced. */
    void replaced(Service service, Task task) {
        get(task.deployment()).breaker.replaced();
        failWhereTooManyFailed(service);
    }

    /** Nothing could be placed, and nothing of the service is on its way. */
    void notPlaced(Service service) {
        service.primary().breaker.notPlaced();
        failWhereTooManyFailed(service);
    }

    private void failWhereTooManyFailed(Service service) {
        if (service.primary().isInProgress() && tooManyFailed(service)) {
            fail(
                    service,
                    BREAKER + "tasks failed to start.",
                    BREAKER_MONITOR,
                    configuration(service).deploymentCircuitBreaker().rollback());
        }
    }

    private boolean tooManyFailed(Service service) {
        DeploymentConfiguration configuration = configuration(service);
        return configuration.breaks()
                && service.primary().failedTasks()
                        >= CircuitBreaker.threshold(configuration.deploymentCircuitBreaker(), service.desiredCount);
    }

    /** Looks at the alarms of a deployment in progress. */
    void lookAtAlarms(Service service) {
        Deployment primary = service.primary();
        Optional<String> alarm = alarm(service);
        if (primary.isInProgress() && !primary.alarmsIgnored && alarm.isPresent()) {
            fail(
                    service,
                    "alarm " + alarm.get() + " is in ALARM.",
                    ALARM_MONITOR,
                    configuration(service).alarms().rollback());
        }
    }

    private Optional<String> alarm(Service service) {
        DeploymentAlarms alarms = configuration(service).alarms();
        return configuration(service).watchesAlarms()
                ? alarms.alarmNames().stream().filter(watch::inAlarm).findFirst()
                : Optional.empty();
    }

    /** The deployment starts no more tasks; the next tick rolls back, if that is wanted. */
    void fail(Service service, String reason, boolean rollBack) {
        fail(service, reason, null, rollBack);
    }

    private void fail(Service service, String reason, String monitor, boolean rollBack) {
        Deployment failed = service.primary();
        become(service, failed, DeploymentRolloutState.FAILED, reason);
        monitored(service, failed, monitor);
        String what = reason.startsWith(BREAKER) ? reason.substring(BREAKER.length()) : reason;
        events.say(service, "(deployment " + failed.id() + ") deployment failed: " + what);
        if (service.rollsBack != null) {
            become(service, service.rollsBack, ServiceDeploymentStatus.ROLLBACK_FAILED, reason);
            service.rollsBack = null;
        } else if (rollBack) {
            become(service, failed, ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS, reason);
            service.rollsBack = failed;
            service.rollBackDue = true;
        } else {
            become(service, failed, ServiceDeploymentStatus.STOPPED, reason);
        }
    }

    /** Stops the deployment that is in progress. */
    void stop(Service service, StopServiceDeploymentStopType type) {
        Deployment primary = service.primary();
        if (service.rollsBack != null) {
            return; // it goes on rolling back
        }
        String why = primary.plan == null ? "stopServiceDeployment" : "stopDeployment";
        boolean rollBack = type == StopServiceDeploymentStopType.ROLLBACK;
        become(
                service,
                primary,
                rollBack ? ServiceDeploymentStatus.ROLLBACK_REQUESTED : ServiceDeploymentStatus.STOP_REQUESTED,
                why);
        become(service, primary, DeploymentRolloutState.FAILED, "ECS deployment " + primary.id() + " stopped.");
        monitored(service, primary, null);
        if (rollBack) {
            become(service, primary, ServiceDeploymentStatus.ROLLBACK_IN_PROGRESS, why);
            service.rollsBack = primary;
            service.rollBackDue = true;
        } else {
            become(service, primary, ServiceDeploymentStatus.STOPPED, why);
        }
    }

    /**
     * The deployment that was COMPLETED last is in progress again (CB-7); without one the failed one stays as it is.
     * Returns whether a roll back has begun.
     */
    boolean rollBackIfDue(Service service) {
        if (!service.rollBackDue) {
            return false;
        }
        Optional<Deployment> back = completed(service);
        if (back.isPresent() && isGivingBack(service)) {
            return false;
        }
        service.rollBackDue = false;
        if (back.isPresent()) {
            String by = tooManyFailed(service) ? BREAKER : "";
            shifts.giveBack(service, "rolling back");
            service.primary().goal = 0; // what it loses now is no loss
            service.launching.reset();
            events.say(service, "rolling back to deployment " + back.get().id() + ".");
            begin(
                    service,
                    back.get(),
                    (service.rollsBack.plan == null ? by : "CodeDeploy: ") + "rolling back to deploymentId "
                            + back.get().id() + ".");
        } else {
            become(service, service.rollsBack, ServiceDeploymentStatus.ROLLBACK_FAILED, NO_CANDIDATE);
            service.rollsBack = null;
        }
        return back.isPresent();
    }

    /** Traffic goes back at once; behind a Network Load Balancer both revisions stay until it has (BG-7). */
    private boolean isGivingBack(Service service) {
        if (service.givenBackAt < 0) {
            service.givenBackAt = kernel.now() + shifts.giveBackTakes(service);
            if (service.givenBackAt > kernel.now()) {
                shifts.trafficGoesBack(service, "rolling back");
            }
        }
        boolean goesOn = kernel.now() < service.givenBackAt;
        service.givenBackAt = goesOn ? service.givenBackAt : Deployment.NEVER;
        return goesOn;
    }

    /**
     * The new tasks are there and the old ones are gone: the deployment is due for completion, after its bake time where
     * alarms are watched (CB-10).
     */
    boolean reached(Service service) {
        Deployment deployment = service.primary();
        if (deployment.bakeEnds == Deployment.NEVER) {
            deployment.bakeEnds = kernel.now() + bakeTime(service, deployment);
        }
        return kernel.now() >= deployment.bakeEnds;
    }

    private static Optional<Deployment> completed(Service service) {
        return service.deployments.stream().filter(Deployment::isCompleted).findFirst();
    }

    private long bakeTime(Service service, Deployment deployment) {
        DeploymentConfiguration configuration = configuration(service);
        if (!configuration.watchesAlarms() || deployment.alarmsIgnored || service.rollsBack != null) {
            return 0;
        }
        return configuration.bakeTimeInMinutes() == null
                ? watch.bakeTime(configuration.alarms().alarmNames())
                : configuration.bakeTimeInMinutes() * Time.MINUTE;
    }

    void complete(Service service) {
        Deployment deployment = service.primary();
        service.shift = null;
        become(
                service,
                deployment,
                DeploymentRolloutState.COMPLETED,
                "ECS deployment " + deployment.id() + " completed.");
        monitored(service, deployment, null);
        events.say(service, "(deployment " + deployment.id() + ") deployment completed.");
        if (service.rollsBack != null) {
            become(
                    service,
                    service.rollsBack,
                    ServiceDeploymentStatus.ROLLBACK_SUCCESSFUL,
                    "rolled back to " + deployment.id());
            service.rollsBack = null;
        } else {
            become(service, deployment, ServiceDeploymentStatus.SUCCESSFUL, "completed");
        }
    }

    /** Deployments that were replaced are INACTIVE when they have no task any more. */
    void retire(Service service, Iterable<Task> tasks) {
        if (service.primary().isCompleted() && service.deployments.size() > 1) {
            service.deployments.removeIf(deployment -> {
                if (deployment == service.primary()) {
                    return false;
                }
                for (Task task : tasks) {
                    if (!task.stopRequested() && task.deployment().equals(deployment.id())) {
                        return false;
                    }
                }
                return true;
            });
        }
    }

    private static DeploymentConfiguration configuration(Service service) {
        return service.deploymentConfiguration();
    }

    private void become(Service service, Deployment deployment, DeploymentRolloutState state, String why) {
        deployment.rolloutState = state;
        write(new Entry.DeploymentStateChanged(service.name(), deployment.id(), state, why));
    }

    private void become(Service service, Deployment deployment, ServiceDeploymentStatus status, String why) {
        deployment.status = status;
        write(new Entry.ServiceDeploymentChanged(service.name(), deployment.id(), status, why));
    }

    private void write(Entry entry) {
        journal.add(kernel.now(), entry);
    }
}
