// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scaling;

/**
 * What scaling sees of a service.
 *
 * @param desired the service's desired count
 * @param running its tasks in RUNNING; those on their way there do not count (SC-303)
 * @param deploymentInProgress whether a deployment blocks scale-in (SC-307): never with the EXTERNAL and CODE_DEPLOY
 *     deployment controllers
 */
public record ServiceState(int desired, int running, boolean deploymentInProgress) {}
