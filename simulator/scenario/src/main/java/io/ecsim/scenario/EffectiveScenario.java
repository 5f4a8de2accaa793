// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.simulation.Scenario;
import java.nio.file.Path;

/**
 * A scenario with nothing left to guess: documents of other files put in, settings applied, every default written out.
 * Measurements stay in their files, by relative name and checksum. Reading it gives an equal scenario.
 */
public final class EffectiveScenario {
    private EffectiveScenario() {}

    /** @param home the folder that the text will be written to: names of files are relative to it */
    public static String yaml(LoadedScenario loaded, Path home) {
        Shape shape = Shapes.of(Scenario.class);
        return Yaml.write((Node.Mapping) shape.complete(loaded.tree().root(), loaded.scenario(), home));
    }
}
