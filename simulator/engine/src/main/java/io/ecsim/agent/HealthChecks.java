// SPDX-License-Identifier: Apache-2.0
package io.ecsim.agent;

import io.ecsim.agent.ContainerSoftware.Answer;
import io.ecsim.aws.HealthCheck;
import io.ecsim.aws.HealthStatus;
import io.ecsim.cluster.Container;
import io.ecsim.cluster.Task;
import io.ecsim.kernel.Event;
import io.ecsim.kernel.Kernel;
import io.ecsim.kernel.Time;

/**
 * Docker's health checks of one container while it runs (HC-1, HC-4, HC-5). A check comes one interval after the one
 * before has ended; those whose outcome cannot differ from the last are not played.
 */
final class HealthChecks {
    private final Kernel kernel;
    private final HealthCheck settings;
    private final ContainerSoftware probe;
    private final Task task;
    private final Container container;
    private final long startInterval;
    private final Runnable changed;
    private final long began;
    private HealthStatus status = HealthStatus.UNKNOWN;
    private String why;
    private int failures;
    private Event next;

    /**
     * @param startInterval nanoseconds between checks in the start period; 0 for the ordinary interval
     * @param changed told after every change of {@link #status()}
     */
    HealthChecks(
            Kernel kernel,
            ContainerSoftware probe,
            Task task,
            Container container,
            long startInterval,
            Runnable changed) {
        this.kernel = kernel;
        this.settings = container.definition().healthCheck();
        this.probe = probe;
        this.task = task;
        this.container = container;
        this.startInterval = startInterval;
        this.changed = changed;
        this.began = kernel.now();
        this.next = kernel.after(interval(), () -> check());
    }

    HealthStatus status() {
        return status;
    }

    /** Why it is so, in words. */
    String why() {
        return why;
    }

    void end() {
        if (next != null) {
            next.cancel();
        }
    }

    private void check() {
        Answer answer = probe.check(task, container);
        long start = kernel.now();
        if (answer == Answer.HANGS) {
            next = kernel.after(timeout(), () -> completed(answer, start));
        } else {
            completed(answer, start);
        }
    }

    /** A failure in the start period does not count before a check has passed or as many have failed as it takes. */
    private void completed(Answer answer, long start) {
        next = null;
        if (answer == Answer.PASSES) {
            failures = 0;
            become(HealthStatus.HEALTHY, "its health check passed");
        } else if (status != HealthStatus.UNKNOWN || start - began >= settings.startPeriod() * Time.SECOND) {
            failures++;
            if (failures >= settings.retries()) {
                become(HealthStatus.UNHEALTHY, failures + " health checks failed");
            }
        }
        if (container.isRunning() && next == null) {
            scheduleNext(answer);
        }
    }

    private void become(HealthStatus health, String reason) {
        if (status != health) {
            status = health;
            why = reason;
            changed.run();
        }
    }

    private void scheduleNext(Answer answer) {
        boolean settled = status == (answer == Answer.PASSES ? HealthStatus.HEALTHY : HealthStatus.UNHEALTHY);
        long earliest = settled ? probe.nextChange(task, container) : kernel.now();
        if (earliest == Long.MAX_VALUE) {
            return;
        }
        long first = kernel.now() + interval();
        long spacing = interval() + (answer == Answer.HANGS ? timeout() : 0);
        long skipped = Math.max(0, (earliest - first + spacing - 1) / spacing);
        next = kernel.at(first + skipped * spacing, () -> check());
    }

    private long interval() {
        boolean starting = startInterval > 0
                && status == HealthStatus.UNKNOWN
                && kernel.now() - began < settings.startPeriod() * Time.SECOND;
        return starting ? startInterval : settings.interval() * Time.SECOND;
    }

    private long timeout() {
        return settings.timeout() * Time.SECOND;
    }
}
