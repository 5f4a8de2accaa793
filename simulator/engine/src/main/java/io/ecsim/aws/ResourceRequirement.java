// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/**
 * A device that a container needs for itself.
 *
 * @param value of GPU a number, or {@code ALL} (RS-10)
 */
public record ResourceRequirement(ResourceType type, String value) {}
