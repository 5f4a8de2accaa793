// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.simulation.Scenario;
import java.util.List;
import java.util.Map;

/**
 * A scenario that holds together.
 *
 * @param expectations what is to be checked at the end of the run, not parsed yet
 * @param notes what is accepted and not simulated
 * @param tree the document that it was made of, files and settings put in
 */
public record LoadedScenario(Scenario scenario, List<Expectation> expectations, List<Note> notes, Tree tree) {
    /** The same under another luck. */
    public LoadedScenario withSeed(long seed) {
        Scenario other = (Scenario) Records.with(scenario, Map.of("seed", seed));
        Node.Mapping root = tree.root().with("seed", Position.NOWHERE, Node.number(Long.toString(seed)));
        return new LoadedScenario(other, expectations, notes, new Tree(root));
    }

    /** Opaque to others; {@link EffectiveScenario} writes it. */
    public static final class Tree {
        private final Node.Mapping root;

        Tree(Node.Mapping root) {
            this.root = root;
        }

        Node.Mapping root() {
            return root;
        }
    }
}
