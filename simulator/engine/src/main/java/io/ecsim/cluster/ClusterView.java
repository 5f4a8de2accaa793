// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cluster;

import java.time.Instant;
import java.util.List;

/** The cluster as those who decide see it. */
public interface ClusterView {
    /** Container instances in order of registration; terminated ones are gone. */
    List<? extends InstanceView> instances();

    /** Simulated time zero, from which {@link InstanceView#registeredAt} counts (QL-7 compares with dates). */
    Instant start();
}
