// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** Whether a deployment waits for the tasks that it replaces (SV-41). Constants are spelled as on the wire. */
public enum ServiceRevisionCleanup {
    BLOCKING,
    DEFERRED
}
