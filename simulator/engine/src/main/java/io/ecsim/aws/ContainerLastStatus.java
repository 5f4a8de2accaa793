// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** Where a container is in its life. Spelled as on the wire. */
public enum ContainerLastStatus {
    PENDING,
    RUNNING,
    STOPPED
}
