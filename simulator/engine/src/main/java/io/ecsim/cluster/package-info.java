// SPDX-License-Identifier: Apache-2.0
/**
 * Container instances, tasks, their states and resources. {@link io.ecsim.cluster.ClusterView} is for reading;
 * {@link io.ecsim.cluster.Transitions} is the only writer: one method per legal move, asserted and journalled.
 * Knows nothing of who decides.
 */
package io.ecsim.cluster;
