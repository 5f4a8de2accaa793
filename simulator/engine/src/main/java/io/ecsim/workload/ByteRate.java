// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

/** Bytes in a second. */
public record ByteRate(double perSecond) {
    public static final ByteRate ZERO = new ByteRate(0);

    public double mebibytesPerSecond() {
        return perSecond / Bytes.MIB;
    }
}
