// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** Whether a Docker volume ends with its task (VO-2). Constants are spelled as on the wire. */
public enum Scope {
    task,
    shared
}
