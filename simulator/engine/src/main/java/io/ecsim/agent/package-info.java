// SPDX-License-Identifier: Apache-2.0
/** The ECS agent on a container instance: how long each state of a task lasts, image pulls included. Decides nothing. */
package io.ecsim.agent;
