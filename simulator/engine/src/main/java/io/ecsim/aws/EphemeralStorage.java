// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/**
 * Disk of a task on Fargate.
 *
 * @param sizeInGiB 21 to 200 (FG-4)
 */
public record EphemeralStorage(Integer sizeInGiB) {}
