// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import io.ecsim.aws.DeploymentRolloutState;
import java.util.List;
import java.util.Map;

/**
 * What a pass of the scheduler decides from.
 *
 * @param desired count
 * @param minimumHealthy L of SV-30: healthy tasks that must stay
 * @param maximum U of SV-30: tasks that may exist
 * @param deployments ids from the newest (PRIMARY) to the oldest
 * @param rollout state of the PRIMARY deployment: one that has FAILED starts nothing and replaces nothing (SV-37)
 * @param tasks that are not STOPPED, in order of creation
 * @param stoppingCounts whether tasks that were told to stop count against the maximum until they are STOPPED (SV-31)
 * @param completion when the PRIMARY deployment is done (SV-38)
 * @param raise by how much the desired count has grown since the last pass, while a deployment goes on (SV-25)
 * @param goals tasks that replaced deployments should still have, by deployment; none for those that are absent (SV-15)
 */
public record ServiceFacts(
        int desired,
        int minimumHealthy,
        int maximum,
        List<String> deployments,
        DeploymentRolloutState rollout,
        List<TaskFacts> tasks,
        boolean stoppingCounts,
        Completion completion,
        int raise,
        Map<String, Integer> goals,
        Launches launches) {

    /** Nothing limits starts but the percents, and no replaced deployment misses a task. */
    public ServiceFacts(
            int desired,
            int minimumHealthy,
            int maximum,
            List<String> deployments,
            DeploymentRolloutState rollout,
            List<TaskFacts> tasks,
            boolean stoppingCounts,
            Completion completion) {
        this(
                desired,
                minimumHealthy,
                maximum,
                deployments,
                rollout,
                tasks,
                stoppingCounts,
                completion,
                0,
                Map.of(),
                Launches.UNLIMITED);
    }

    /**
     * What makes a deployment complete.
     *
     * @param healthy tasks of the new revision that are enough (SV-41)
     */
    public record Completion(int healthy, OldTasks oldTasks) {}

    /** What must have become of the tasks that a deployment replaces. */
    public enum OldTasks {
        MAY_RUN,
        TOLD_TO_STOP,
        STOPPED
    }

    /** {@code ceil(desired x percent / 100)}. */
    public static int minimumHealthy(int desired, int percent) {
        return (int) (((long) desired * percent + 99) / 100);
    }

    /** {@code floor(desired x percent / 100)}. */
    public static int maximum(int desired, int percent) {
        return (int) ((long) desired * percent / 100);
    }

    public String primary() {
        return deployments.get(0);
    }

    /** Tasks that a replaced deployment should still have. */
    int goal(String deployment) {
        return goals.getOrDefault(deployment, 0);
    }
}
