// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** Whose processes the containers of a task see. Constants are spelled as on the wire. */
public enum PidMode {
    host,
    task
}
