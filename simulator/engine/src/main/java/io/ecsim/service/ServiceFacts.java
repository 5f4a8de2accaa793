// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import java.util.List;
import java.util.Map;

/**
 * What a pass of the scheduler decides from.
 *
 * @param desired count
 * @param minimumHealthy L of SV-30: healthy tasks that must stay
 * @param maximum U of SV-30: tasks that may exist
 * @param deployments ids from the newest (PRIMARY) to the oldest
 * @param completed whether the PRIMARY deployment is COMPLETED
 * @param tasks that are not STOPPED, in order of creation
 * @param stoppingCounts whether tasks that were told to stop count against the maximum until they are STOPPED (SV-31)
 * @param completionWaitsForStopped SV-38
 * @param raise by how much the desired count has grown since the last pass, while a deployment goes on (SV-25)
 * @param goals tasks that replaced deployments should still have, by deployment; none for those that are absent (SV-15)
 */
public record ServiceFacts(
        int desired,
        int minimumHealthy,
        int maximum,
        List<String> deployments,
        boolean completed,
        List<TaskFacts> tasks,
        boolean stoppingCounts,
        boolean completionWaitsForStopped,
        int raise,
        Map<String, Integer> goals,
        Launches launches) {

    /** Nothing limits starts but the percents, and no replaced deployment misses a task. */
    public ServiceFacts(
            int desired,
            int minimumHealthy,
            int maximum,
            List<String> deployments,
            boolean completed,
            List<TaskFacts> tasks,
            boolean stoppingCounts,
            boolean completionWaitsForStopped) {
        this(
                desired,
                minimumHealthy,
                maximum,
                deployments,
                completed,
                tasks,
                stoppingCounts,
                completionWaitsForStopped,
                0,
                Map.of(),
                Launches.UNLIMITED);
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
