// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

/** A part of a whole, 0.05 for 5 %. */
public record Share(double fraction) {
    public static final Share ZERO = new Share(0);
}
