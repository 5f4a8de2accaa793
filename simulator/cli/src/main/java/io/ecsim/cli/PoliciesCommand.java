// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import io.ecsim.placement.Constraints;
import io.ecsim.placement.Rankings;
import io.ecsim.scaling.PolicyKinds;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;

/** {@code ecsim policies}: what can be named in a scenario, one line each. */
@Command(
        description = "List what can be named in a scenario, with one line each.",
        mixinStandardHelpOptions = true,
        versionProvider = VersionText.class,
        footerHeading = "%nExample:%n",
        footer = "  ./ecsim policies")
final class PoliciesCommand implements Runnable {
    private final Terminal terminal;

    PoliciesCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void run() {
        StringBuilder text = new StringBuilder();
        sections().forEach((title, names) -> {
            Table table = new Table("  ");
            names.forEach(table::row);
            text.append(text.isEmpty() ? "" : "\n").append(title).append('\n').append(table);
        });
        terminal.out().print(text);
    }

    /** By title, then by name. */
    static Map<String, Map<String, String>> sections() {
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        Map<String, String> strategies = new LinkedHashMap<>();
        Rankings.all()
                .forEach(ranking -> strategies.put(
                        ranking.type(), line(ranking.description(), ranking, Rankings.isPluggedIn(ranking))));
        sections.put("Placement strategies: placementStrategy: [{type: NAME, field: ...}]", strategies);
        Map<String, String> constraints = new LinkedHashMap<>();
        Constraints.all()
                .forEach(constraint -> constraints.put(
                        constraint.type(),
                        line(constraint.description(), constraint, Constraints.isPluggedIn(constraint))));
        sections.put("Placement constraints: placementConstraints: [{type: NAME, expression: ...}]", constraints);
        Map<String, String> scaling = new LinkedHashMap<>();
        PolicyKinds.BUILT_IN.forEach(kind -> scaling.put(kind.type().name(), kind.description()));
        sections.put("Scaling policies: scalingPolicies: [{PolicyType: NAME, ...}]", scaling);
        sections.putAll(WorldWords.SECTIONS);
        return sections;
    }

    /** What is plugged in says where it comes from. */
    private static String line(String description, Object policy, boolean pluggedIn) {
        return pluggedIn ? (description + " (" + policy.getClass().getName() + ")").strip() : description;
    }
}
