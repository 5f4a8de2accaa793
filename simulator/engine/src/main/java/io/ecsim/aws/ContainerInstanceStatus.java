// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** Status of a container instance (IN-1). Constants are spelled as on the wire. */
public enum ContainerInstanceStatus {
    REGISTERING,
    ACTIVE,
    DRAINING,
    DEREGISTERING,
    INACTIVE
}
