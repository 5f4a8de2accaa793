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
 */
public record TaskFacts(
        String id,
        String deployment,
        boolean running,
        boolean stopping,
        boolean healthy,
        boolean unhealthy,
        boolean draining) {}
