// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import io.ecsim.aws.NearestName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.UnmatchedArgumentException;

/** What a mistyped command or option probably meant. */
final class Suggestion {
    private Suggestion() {}

    static Optional<String> forUnmatched(CommandLine command, UnmatchedArgumentException failure) {
        String wrong = failure.getUnmatched().get(0);
        List<String> known = new ArrayList<>();
        if (wrong.startsWith("-")) {
            command.getCommandSpec().options().forEach(option -> known.addAll(Arrays.asList(option.names())));
        } else {
            known.addAll(command.getSubcommands().keySet());
        }
        String name = wrong.contains("=") ? wrong.substring(0, wrong.indexOf('=')) : wrong;
        return NearestName.of(name, known).map(NearestName::question);
    }
}
