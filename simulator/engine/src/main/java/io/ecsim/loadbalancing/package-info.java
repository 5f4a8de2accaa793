// SPDX-License-Identifier: Apache-2.0
/** Target groups: registration, health checks, routing, draining. Knows nothing of ECS services. */
package io.ecsim.loadbalancing;
