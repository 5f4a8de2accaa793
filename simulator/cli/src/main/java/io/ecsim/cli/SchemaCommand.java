// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import io.ecsim.scenario.SchemaWriter;
import picocli.CommandLine.Command;

/** {@code ecsim schema}: the scenario format for editors. */
@Command(
        description = "Print the scenario format as JSON Schema.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        footerHeading = "%nExample:%n",
        footer = "  ./ecsim schema > scenario.schema.json")
final class SchemaCommand implements Runnable {
    private final Terminal terminal;

    SchemaCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        terminal.out().println(SchemaWriter.json());
    }
}
