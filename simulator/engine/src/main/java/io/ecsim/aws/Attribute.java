// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/**
 * An attribute of a container instance (CN-7).
 *
 * @param value null for a name without a value
 * @param targetId the instance, by id or as {@code ZONE/*}
 */
public record Attribute(String name, String value, String targetId) {}
