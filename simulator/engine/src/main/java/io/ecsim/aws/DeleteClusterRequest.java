// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** The members of DeleteCluster. A run has one cluster, whatever its name. */
public record DeleteClusterRequest(String cluster) {}
