// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** With whom the containers of a task share memory. Constants are spelled as on the wire. */
public enum IpcMode {
    host,
    task,
    none
}
