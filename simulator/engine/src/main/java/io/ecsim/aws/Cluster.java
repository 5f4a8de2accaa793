// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** The cluster that everything in a scenario belongs to. */
public record Cluster(String clusterName) {
    public Cluster {
        clusterName = Absent.or(clusterName, "default");
    }
}
