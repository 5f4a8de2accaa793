// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** How many tasks a service keeps (SV-1). Constants are spelled as on the wire. */
public enum SchedulingStrategy {
    REPLICA,
    DAEMON
}
