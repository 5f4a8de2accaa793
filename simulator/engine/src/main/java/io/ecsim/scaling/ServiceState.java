// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scaling;

/**
 * What scaling sees of a service, or of an Auto Scaling group.
 *
 * @param desired the service's desired count, or the group's desired capacity
 * @param running its tasks in RUNNING; those on their way there do not count (SC-303). Of a group its instances that
 *     are in service and past their warmup (SC-450)
 * @param holdsIn what keeps it from scaling in; null for nothing. A deployment does, but never with the EXTERNAL and
 *     CODE_DEPLOY deployment controllers (SC-307); an instance that warms up does (SC-450)
 */
public record ServiceState(int desired, int running, Obstacle holdsIn) {}
