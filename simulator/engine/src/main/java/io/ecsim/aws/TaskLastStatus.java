// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** Where a task is in its life (TL-1), in order: a task only ever moves to a later one. Spelled as on the wire. */
public enum TaskLastStatus {
    PROVISIONING,
    PENDING,
    ACTIVATING,
    RUNNING,
    DEACTIVATING,
    STOPPING,
    DEPROVISIONING,
    STOPPED
}
