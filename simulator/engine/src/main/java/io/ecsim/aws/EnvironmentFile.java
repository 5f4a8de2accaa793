// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** A file with environment variables. */
public record EnvironmentFile(String value, String type) {}
