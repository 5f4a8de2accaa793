// SPDX-License-Identifier: Apache-2.0
package io.ecsim.loadbalancing;

/** State of a target (LB-1). Constants are spelled as on the wire. */
public enum TargetHealth {
    initial,
    healthy,
    unhealthy,
    draining,
    unused
}
