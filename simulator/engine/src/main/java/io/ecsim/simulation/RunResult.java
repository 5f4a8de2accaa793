// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.DeploymentRolloutState;
import io.ecsim.aws.ServiceDeploymentRollbackMonitorsStatus;
import io.ecsim.aws.ServiceDeploymentStatus;
import io.ecsim.pricing.Bill;
import io.ecsim.workload.ElbError;
import java.util.List;
import java.util.Map;

/**
 * What a run comes to: the figures behind summary.json. Amounts of requests are millionths of a request; maps iterate
 * in the scenario's order.
 *
 * @param simulated nanoseconds of simulated time
 * @param events kernel events
 * @param byLuck whether any random number was drawn: if not, the run is the same under every seed
 * @param notifications how often rules have told somebody, by name
 */
public record RunResult(
        long simulated,
        long events,
        boolean byLuck,
        Requests requests,
        Latency latency,
        Map<String, ServiceResult> services,
        Map<String, QueueResult> queues,
        StandaloneTasks tasks,
        ClusterResult cluster,
        Bill bill,
        Map<String, Integer> notifications) {

    /** Millionths of a request: {@code offered = served + failed + rejected + inFlightAtEnd}. */
    public record Requests(long offered, long served, long failed, long rejected, long inFlightAtEnd, long retries) {
        public Requests plus(Requests other) {
            return new Requests(
                    offered + other.offered,
                    served + other.served,
                    failed + other.failed,
                    rejected + other.rejected,
                    inFlightAtEnd + other.inFlightAtEnd,
                    retries + other.retries);
        }

        public static final Requests NONE = new Requests(0, 0, 0, 0, 0, 0);
    }

    /** Response times in milliseconds; NaN when no request was served. */
    public record Latency(double mean, double p50, double p95, double p99) {}

    /**
     * What became of the messages of a queue: {@code sent + movedIn = deleted + deadLettered + expired + delayedAtEnd +
     * visibleAtEnd + inFlightAtEnd}.
     *
     * @param movedIn from queues whose dead-letter queue this is
     * @param received times that a message was received
     * @param oldestSecondsMax the longest that a message was there that had not been received three times
     */
    public record QueueResult(
            long sent,
            long movedIn,
            long received,
            long deleted,
            long deadLettered,
            long expired,
            int delayedAtEnd,
            int visibleAtEnd,
            int inFlightAtEnd,
            double oldestSecondsMax) {}

    /**
     * What was sent to a target group; millionths of a request.
     *
     * @param requests for which a target could be chosen, as RequestCount counts them
     * @param targetErrors answered by targets with an error
     * @param elbErrors answered by the load balancer, by code
     */
    public record GroupResult(long requests, long served, long targetErrors, Map<ElbError, Long> elbErrors) {}

    /**
     * @param requests of outside clients
     * @param calls that other services made of it
     * @param targetGroups by name; empty without a load balancer
     * @param deployments newest first, as in AWS's answers; a roll back is one of its own, under the id of the deployment
     *     that takes over again
     * @param serviceDeployments newest first
     * @param events newest first, at most 100 (SV-19)
     */
    public record ServiceResult(
            int desiredCount,
            int runningCount,
            int tasksStarted,
            int tasksStopped,
            int tasksFailed,
            Requests requests,
            Requests calls,
            Map<String, GroupResult> targetGroups,
            Latency latency,
            double pendingSecondsP95,
            List<DeploymentResult> deployments,
            List<ServiceDeploymentResult> serviceDeployments,
            List<ServiceEvent> events,
            DiscoveryResult discovery) {
        /** Of a service without a load balancer and without events. */
        public ServiceResult(
                int desiredCount,
                int runningCount,
                int tasksStarted,
                int tasksStopped,
                int tasksFailed,
                Requests requests,
                Latency latency,
                double pendingSecondsP95,
                List<DeploymentResult> deployments,
                List<ServiceDeploymentResult> serviceDeployments) {
            this(
                    desiredCount,
                    runningCount,
                    tasksStarted,
                    tasksStopped,
                    tasksFailed,
                    requests,
                    Requests.NONE,
                    Map.of(),
                    latency,
                    pendingSecondsP95,
                    deployments,
                    serviceDeployments,
                    List.of(),
                    null);
        }
    }

    /**
     * @param startedAt nanoseconds since the scenario's start
     * @param seconds from start to COMPLETED or FAILED, or to its replacement, or to the end of the run
     * @param healthyPercentMin lowest healthy tasks as a percentage of the desired count meanwhile; infinite when no task was desired
     * @param healthyPercentSecondsMissing by how many percent of the desired count healthy tasks fell short of it, times
     *     how many seconds: 50 percent for 20 s are 1000
     * @param steps the scheduler's passes over the service, at most the first 1,000: one that never ends has no end of them
     * @param stepsLeftOut how many more there were; the journal has them
     * @param replacedBy the deployment that stopped this one while it was in progress (SV-36), or null
     */
    public record DeploymentResult(
            String id,
            String taskDefinition,
            DeploymentRolloutState rolloutState,
            String rolloutStateReason,
            long startedAt,
            double seconds,
            double healthyPercentMin,
            double healthyPercentSecondsMissing,
            List<Step> steps,
            int stepsLeftOut,
            String replacedBy) {
        /** Of one that no other replaced. */
        public DeploymentResult(
                String id,
                String taskDefinition,
                DeploymentRolloutState rolloutState,
                String rolloutStateReason,
                long startedAt,
                double seconds,
                double healthyPercentMin,
                double healthyPercentSecondsMissing,
                List<Step> steps,
                int stepsLeftOut) {
            this(
                    id,
                    taskDefinition,
                    rolloutState,
                    rolloutStateReason,
                    startedAt,
                    seconds,
                    healthyPercentMin,
                    healthyPercentSecondsMissing,
                    steps,
                    stepsLeftOut,
                    null);
        }

        /** It goes on at the end of the run. */
        public boolean goesOn() {
            return rolloutState == DeploymentRolloutState.IN_PROGRESS && replacedBy == null;
        }

        /** Its rollout state, or STOPPED for one that was replaced, as its service deployment is then. */
        public String state() {
            return replacedBy == null ? rolloutState.name() : ServiceDeploymentStatus.STOPPED.name();
        }

        /** How many steps there were, kept or not. */
        public int stepsTaken() {
            return steps.size() + stepsLeftOut;
        }
    }

    /** @param createdAt nanoseconds since the scenario's start */
    public record ServiceEvent(long createdAt, String message) {}

    /**
     * What became of a deployment, also after it failed (SV-39).
     *
     * @param startedAt nanoseconds since the scenario's start
     * @param updatedAt when it came to its status
     */
    public record ServiceDeploymentResult(
            String id,
            ServiceDeploymentStatus status,
            String statusReason,
            long startedAt,
            long updatedAt,
            ServiceDeploymentRollbackMonitorsStatus circuitBreaker,
            ServiceDeploymentRollbackMonitorsStatus alarms) {
        /** Whether no other status follows. */
        public boolean isOver() {
            return switch (status) {
                case STOPPED, SUCCESSFUL, ROLLBACK_SUCCESSFUL, ROLLBACK_FAILED -> true;
                case PENDING, IN_PROGRESS, STOP_REQUESTED, ROLLBACK_REQUESTED, ROLLBACK_IN_PROGRESS -> false;
            };
        }
    }

    /**
     * What Cloud Map knows of a service's tasks (SV-42).
     *
     * @param registrations in the whole run
     * @param registered at its end
     * @param healthy of those: the ones that are found
     */
    public record DiscoveryResult(int registrations, int registered, int healthy) {}

    /**
     * The counts are those of a SchedulerPass.
     *
     * @param at nanoseconds since the scenario's start
     * @param healthyPercent healthy tasks of any revision as a percentage of the desired count; infinite when no task was
     *     desired
     * @param waits for what the rest of the work waits; null when there is no more
     */
    public record Step(
            long at,
            int stopped,
            int started,
            int old,
            int newPending,
            int newHealthy,
            int stopping,
            double healthyPercent,
            String waits) {
        /** A wait that only got shorter is not told again. */
        Step waitingThen(String next) {
            String stage = next.replaceFirst(" lasts for .*", " lasts for");
            if (waits != null && waits.substring(waits.lastIndexOf(';') + 1).contains(stage)) {
                return this;
            }
            String all = waits == null ? next : waits + "; then " + next;
            return new Step(at, stopped, started, old, newPending, newHealthy, stopping, healthyPercent, all);
        }
    }

    /**
     * Tasks that RunTask started, and those of traces.
     *
     * @param succeeded ended by themselves, with code 0
     * @param neverPlaced given up, or waiting for a place at the end
     */
    public record StandaloneTasks(int started, int succeeded, int failed, int neverPlaced) {}

    /**
     * Figures of the cluster over the run. Reservations are fractions of the registered resources, means are over
     * time.
     *
     * @param instancesUsedPeak the most that had a task at the same time
     * @param unplacedTaskSeconds task-seconds that tasks of services, those that wait for a capacity provider, and those
     *     of traces that wait, waited for a place
     * @param fragmentation mean fraction of free CPU and memory that no task of the scenario fits into
     * @param zoneImbalanceMax largest difference between the tasks of two zones, over services
     * @param tasksLostIfLargestZoneGoes tasks in the fullest zone at the peak of tasks
     * @param tasksLostIfFullestInstanceGoes tasks on the fullest instance at the peak of tasks
     */
    public record ClusterResult(
            int instancesPeak,
            int instancesUsedPeak,
            double instancesUsedMean,
            double instanceHours,
            double cpuReservationPeak,
            double cpuReservationMean,
            double memoryReservationPeak,
            double memoryReservationMean,
            int tasksPeak,
            double unplacedTaskSeconds,
            double fragmentation,
            int zoneImbalanceMax,
            int tasksLostIfLargestZoneGoes,
            int tasksLostIfFullestInstanceGoes) {}
}
