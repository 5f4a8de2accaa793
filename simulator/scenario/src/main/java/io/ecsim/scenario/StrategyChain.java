// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.aws.PlacementStrategy;
import io.ecsim.placement.PlacementRules;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Placement strategies in one word: {@code spread:attribute:ecs.availability-zone+binpack:memory}. */
public final class StrategyChain {
    private StrategyChain() {}

    /** Reads a chain, and leaves open whether AWS knows what it names. */
    public static List<PlacementStrategy> parse(String text) {
        List<PlacementStrategy> strategies = new ArrayList<>();
        for (String link : text.split("\\+", -1)) {
            String[] parts = link.split(":", 2);
            strategies.add(new PlacementStrategy(parts[0], parts.length == 1 ? null : parts[1]));
        }
        return strategies;
    }

    /**
     * Reads what an option was given.
     *
     * @param option for messages
     * @param problems to which is added what AWS would not accept
     */
    public static List<PlacementStrategy> read(String option, String text, List<Problem> problems) {
        List<PlacementStrategy> chain = parse(text);
        PlacementRules.violations(chain, List.of(), 0)
                .forEach(violation -> problems.add(new Problem(
                        option + " " + Text.printable(text),
                        0,
                        0,
                        "",
                        violation.code() + ": " + Text.sentence(violation.message()))));
        return chain;
    }

    /** The chain as it is read. */
    public static String text(List<PlacementStrategy> chain) {
        return chain.stream()
                .map(link -> link.field() == null ? link.type() : link.type() + ":" + link.field())
                .collect(Collectors.joining("+"));
    }
}
