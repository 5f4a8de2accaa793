// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import java.nio.file.Path;
import java.util.List;

/** Words as a shell takes them. */
final class Shell {
    private Shell() {}

    /** The word itself when it is plain, else in single quotes. */
    static String quote(String word) {
        return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }

    /** What a user types to run a scenario with settings, each {@code PATH=VALUE}. */
    static String run(Path scenario, long seed, List<String> settings) {
        StringBuilder command = new StringBuilder("./ecsim run ").append(quote(scenario.toString()));
        command.append(" --seed ").append(seed);
        settings.forEach(setting -> command.append(" --set ").append(quote(setting)));
        return command.toString();
    }
}
