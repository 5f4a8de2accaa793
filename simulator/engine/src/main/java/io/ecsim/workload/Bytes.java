// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

/** An amount of memory. */
public record Bytes(long count) {
    public static final long MIB = 1L << 20;

    public double mebibytes() {
        return (double) count / MIB;
    }
}
