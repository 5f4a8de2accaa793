// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

/** A container image; {@code size} is what a pull transfers (compressed). */
public record Image(Bytes size) {}
