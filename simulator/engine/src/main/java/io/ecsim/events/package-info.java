// SPDX-License-Identifier: Apache-2.0
/** What AWS would have sent to EventBridge, derived from the journal and the cluster as it is at each row. */
package io.ecsim.events;
