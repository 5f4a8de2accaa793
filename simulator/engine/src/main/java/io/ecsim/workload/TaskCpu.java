// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

/**
 * What a task may use of its instance's CPU (RS-13, RS-14).
 *
 * @param weight its part when CPU is short: the sum of its containers' CPU units, at least 2, the kernel's minimum
 * @param limit vCPUs that it cannot exceed: task-level CPU / 1024; infinite when there is none
 * @param reserved CPU units that utilisation is measured against, 1,024 to a vCPU; 0 when none are reserved
 */
public record TaskCpu(double weight, double limit, double reserved) {
    private static final double LEAST_SHARES = 2;

    public TaskCpu {
        weight = Math.max(LEAST_SHARES, weight);
        Amounts.require("limit", limit, limit > 0, "above 0");
        Amounts.requireRate("reserved", reserved);
    }

    double reservedVcpus() {
        return reserved / 1024;
    }
}
