// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cluster;

/** A cluster whose writer notes every change of an instance, so that an index need not look at all of them. */
public interface TrackedCluster extends ClusterView {
    /** Every change of what an {@link InstanceView} shows, registration and departure included. */
    Changes changes();

    /** The instance of an {@link InstanceView#number}; null when it has left. */
    InstanceView instance(int number);
}
