// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** What AWS turns on and off under many names. Constants are spelled as on the wire. */
public enum Switch {
    ENABLED,
    DISABLED
}
