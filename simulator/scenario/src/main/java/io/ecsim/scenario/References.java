// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.simulation.Scenario;

/** Holds the parts of a scenario against each other. */
final class References {
    References(Scenario scenario, Node.Mapping tree, Reading reading) {}

    void check() {}
}
