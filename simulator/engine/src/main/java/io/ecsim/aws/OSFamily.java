// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** Operating system of a task. Constants are spelled as on the wire. */
public enum OSFamily {
    LINUX,
    WINDOWS_SERVER_2016_FULL,
    WINDOWS_SERVER_2019_CORE,
    WINDOWS_SERVER_2019_FULL,
    WINDOWS_SERVER_2004_CORE,
    WINDOWS_SERVER_20H2_CORE,
    WINDOWS_SERVER_2022_CORE,
    WINDOWS_SERVER_2022_FULL,
    WINDOWS_SERVER_2025_CORE,
    WINDOWS_SERVER_2025_FULL;

    /** Whether it is some Windows. */
    public boolean isWindows() {
        return this != LINUX;
    }
}
