// SPDX-License-Identifier: Apache-2.0
/**
 * Scenario files become the engine's {@link io.ecsim.simulation.Scenario}, or a list of problems. The way of a file:
 * {@link io.ecsim.scenario.Document} parses it to {@link io.ecsim.scenario.Node}s that know their place;
 * {@link io.ecsim.scenario.Inclusion} puts in the files that it names; {@link io.ecsim.scenario.Settings} are applied;
 * a {@link io.ecsim.scenario.Shape} reads each node to its value; {@link io.ecsim.scenario.References} holds the values
 * against each other. Every problem is collected, none is thrown before the end.
 */
package io.ecsim.scenario;
