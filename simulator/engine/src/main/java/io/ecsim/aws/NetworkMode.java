// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** How the containers of a task reach the network (NW-1). Constants are spelled as on the wire. */
public enum NetworkMode {
    none,
    bridge,
    awsvpc,
    host
}
