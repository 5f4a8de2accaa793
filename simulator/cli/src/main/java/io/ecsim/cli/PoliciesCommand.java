// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import io.ecsim.aws.PlacementConstraintType;
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
        Rankings.all().forEach(ranking -> strategies.put(ranking.type(), ranking.description()));
        sections.put("Placement strategies: placementStrategy: [{type: NAME, field: ...}]", strategies);
        Map<String, String> constraints = new LinkedHashMap<>();
        for (PlacementConstraintType type : PlacementConstraintType.values()) {
            constraints.put(type.name(), constraint(type));
        }
        sections.put("Placement constraints: placementConstraints: [{type: NAME, expression: ...}]", constraints);
        Map<String, String> scaling = new LinkedHashMap<>();
        PolicyKinds.BUILT_IN.forEach(kind -> scaling.put(kind.type().name(), kind.description()));
        sections.put("Scaling policies: scalingPolicies: [{PolicyType: NAME, ...}]", scaling);
        sections.putAll(WorldWords.SECTIONS);
        return sections;
    }

    private static String constraint(PlacementConstraintType type) {
        return switch (type) {
            case distinctInstance -> "each task of the group on another instance";
            case memberOf -> "only instances that the cluster query expression holds for";
        };
    }
}
