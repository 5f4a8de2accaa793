// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

/**
 * CPU that the tasks of an instance use.
 *
 * @param seconds of one vCPU, since the instance was added, up to the time last advanced to
 * @param least vCPUs that they use until something changes, as far as that can be told
 * @param most as far as that can be told; the same where it is certain
 */
public record CpuUse(double seconds, double least, double most) {
    static final CpuUse NOTHING = new CpuUse(0, 0, 0);
}
