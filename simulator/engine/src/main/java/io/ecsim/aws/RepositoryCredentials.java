// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** The secret that opens a private registry. */
public record RepositoryCredentials(String credentialsParameter) {}
