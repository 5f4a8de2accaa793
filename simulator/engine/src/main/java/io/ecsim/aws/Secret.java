// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** An environment variable, or an option, that comes from Secrets Manager or the Parameter Store. */
public record Secret(String name, String valueFrom) {}
