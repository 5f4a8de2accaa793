// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/**
 * What Linux does for a container.
 *
 * @param sharedMemorySize of /dev/shm, MiB
 * @param maxSwap MiB, 0 for none; null for what the host has (RS-18)
 * @param swappiness 0 to 100; null when not given
 */
public record LinuxParameters(
        KernelCapabilities capabilities,
        List<Device> devices,
        Boolean initProcessEnabled,
        Integer sharedMemorySize,
        List<Tmpfs> tmpfs,
        Integer maxSwap,
        Integer swappiness) {
    public LinuxParameters {
        devices = Absent.list(devices);
        tmpfs = Absent.list(tmpfs);
    }
}
