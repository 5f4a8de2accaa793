// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import io.ecsim.aws.DeploymentCircuitBreaker;
import io.ecsim.aws.ThresholdConfiguration;
import io.ecsim.aws.ThresholdType;
import io.ecsim.cluster.Task;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Counts the failures of one deployment's tasks (CB-4, CB-5). Until one of them is RUNNING, those count that stop before
 * they are; from then on those that are replaced because a check failed, or that exit before they were ever healthy.
 * Whenever nothing could be placed, that counts once.
 */
final class CircuitBreaker {
    private static final ThresholdConfiguration HALF = new ThresholdConfiguration(ThresholdType.BOUNDED_PERCENT, 50);
    private static final int LEAST = 3;
    private static final int MOST = 200;

    private final Set<String> healthyOnce = new LinkedHashSet<>();
    private boolean anyRunning;
    private int failures;

    /** Failures that fail a deployment of so many tasks (CB-1, CB-2); percents are rounded up, at least 1. */
    static int threshold(DeploymentCircuitBreaker settings, int desired) {
        ThresholdConfiguration threshold =
                settings.thresholdConfiguration() == null ? HALF : settings.thresholdConfiguration();
        int share = (int) (((long) threshold.value() * desired + 99) / 100);
        return switch (threshold.type()) {
            case COUNT -> threshold.value();
            case BOUNDED_PERCENT -> Math.max(LEAST, Math.min(MOST, share));
            case UNBOUNDED_PERCENT -> Math.max(1, share);
        };
    }

    int failures() {
        return failures;
    }

    /** A task of the deployment moved, or its health changed. */
    void changed(Task task, boolean resetOnHealthyTask) {
        anyRunning |= task.isRunning();
        if (task.healthy() && healthyOnce.add(task.id())) {
            healthy(resetOnHealthyTask);
        }
        if (task.isStopped() && isFailure(task)) {
            failures++;
        }
    }

    /** A task is healthy for the first time. */
    void healthy(boolean resets) {
        failures = resets ? 0 : failures;
    }

    /** A task was never healthy and ended by itself. */
    private boolean isFailure(Task task) {
        return switch (task.stopCode()) {
            case ServiceSchedulerInitiated, UserInitiated -> false;
            case EssentialContainerExited -> !healthyOnce.contains(task.id());
            default -> !anyRunning;
        };
    }

    /** A task that failed its checks is replaced. */
    void replaced() {
        failures++;
    }

    /** Nothing could be placed, and nothing is on its way. */
    void notPlaced() {
        failures++;
    }
}
