// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

/**
 * What the scheduler knows of a task that is not STOPPED.
 *
 * @param running whether its lastStatus is RUNNING
 * @param stopping whether it was told to stop
 * @param healthy by SV-10
 * @param unhealthy by SV-11; a task may be neither
 * @param draining whether its instance is DRAINING
 * @param isProtected whether it has scale-in protection (TL-19)
 * @param replacement of a replaced deployment, but younger than the PRIMARY one: it stands in for another (SV-15)
 */
public record TaskFacts(
        String id,
        String deployment,
        boolean running,
        boolean stopping,
        boolean healthy,
        boolean unhealthy,
        boolean draining,
        boolean isProtected,
        boolean replacement) {

    /** Neither protected nor a replacement. */
    public TaskFacts(
            String id,
            String deployment,
            boolean running,
            boolean stopping,
            boolean healthy,
            boolean unhealthy,
            boolean draining) {
        this(id, deployment, running, stopping, healthy, unhealthy, draining, false, false);
    }
}
