// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code ecsim} itself: names the commands. */
@Command(
        name = "ecsim",
        versionProvider = VersionText.class,
        mixinStandardHelpOptions = true,
        description = "Simulates Amazon ECS: a cluster, its services, their traffic, and what happens to them.",
        synopsisSubcommandLabel = "COMMAND",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "  0:done",
            "  1:done, and an expectation of the scenario does not hold",
            "  2:the input or the command line is wrong; nothing was simulated, nothing overwritten",
            "  3:a broken invariant of the simulator itself",
            "130:interrupted (143: terminated); what was simulated so far is written and marked as partial"
        },
        footerHeading = "%nExample:%n",
        footer = "  ./ecsim run scenarios/rush-hour")
final class EcsimCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "A command is missing.");
    }
}
