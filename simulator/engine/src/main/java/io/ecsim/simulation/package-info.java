// SPDX-License-Identifier: Apache-2.0
/** Wires the packages below into a run: a {@link io.ecsim.simulation.Scenario} in, a journal and metrics out. */
package io.ecsim.simulation;
