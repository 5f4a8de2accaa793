// SPDX-License-Identifier: Apache-2.0
/**
 * Which container instance a task gets, and which task a service gives up. {@link io.ecsim.placement.Placer} filters,
 * constrains, ranks and picks; when nothing fits, every instance has its {@link io.ecsim.placement.Refusal}.
 * {@link io.ecsim.placement.Explanation} tells all about one decision afterwards, and
 * {@link io.ecsim.placement.SmallestChange} what would have turned it. {@link io.ecsim.placement.StopOrder} turns the same ranking round. {@link io.ecsim.placement.Query} is the cluster
 * query language. All of it is functions of a {@link io.ecsim.cluster.ClusterView}: nothing here changes a cluster or
 * remembers a decision, and nothing knows what a service is.
 */
package io.ecsim.placement;
