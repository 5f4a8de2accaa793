// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** Platform that a task asks for; null members ask for nothing (TD-18). */
public record RuntimePlatform(CPUArchitecture cpuArchitecture, OSFamily operatingSystemFamily) {
    /** Whether it asks for some Windows. */
    public boolean isWindows() {
        return operatingSystemFamily != null && operatingSystemFamily.isWindows();
    }
}
