// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment.compare;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One of the things that are compared.
 *
 * @param label what tells it from the others
 * @param settings {@code PATH=VALUE}, as {@code --set} takes them
 */
public record Variant(String label, Path scenario, List<String> settings) {

    /**
     * Every scenario with every combination of values, the first value of each variation first.
     *
     * @param scenarios one at least
     * @param variations {@code PATH=V1,V2}; commas in brackets, braces and quotes belong to a value
     * @param problems to which is added what is wrong with them; the variations that are right are read all the same
     */
    public static List<Variant> of(List<Path> scenarios, List<String> variations, List<String> problems) {
        int atFirst = problems.size();
        List<List<String>> combinations = List.of(List.of());
        Set<String> paths = new LinkedHashSet<>();
        Set<Path> files = new LinkedHashSet<>();
        scenarios.stream()
                .filter(scenario -> !files.add(scenario.normalize()))
                .distinct()
                .forEach(scenario ->
                        problems.add(scenario + " is given twice; a variant needs something that differs."));
        for (String variation : variations) {
            int equals = variation.indexOf('=');
            List<String> values = equals < 1 ? List.of() : values(variation.substring(equals + 1));
            if (equals < 1) {
                problems.add("--vary " + variation + " is not of the form PATH=V1,V2, such as"
                        + " services.shop.desiredCount=4,6.");
            } else if (values.stream().anyMatch(String::isBlank)) {
                problems.add("--vary " + variation + " has an empty value.");
            } else if (new LinkedHashSet<>(values).size() < values.size()) {
                problems.add("--vary " + variation + " has a value twice.");
            } else if (values.size() > 1 && variation.substring(0, equals).equals("seed")) {
                problems.add(
                        "--vary " + variation + ": every variant runs under the same seeds; --seeds says how many.");
            } else if (!paths.add(variation.substring(0, equals))) {
                problems.add("--vary " + variation.substring(0, equals) + " is given twice; put all values into one.");
            } else {
                String path = variation.substring(0, equals + 1);
                combinations = combinations.stream()
                        .flatMap(before -> values.stream().map(value -> with(before, path + value)))
                        .toList();
            }
        }
        List<Variant> variants = named(scenarios, combinations);
        if (problems.size() == atFirst && variants.size() < 2) {
            problems.add("There is nothing to compare with: give --vary PATH=V1,V2 or another scenario.");
        }
        return variants;
    }

    private static List<Variant> named(List<Path> scenarios, List<List<String>> combinations) {
        List<Variant> variants = new ArrayList<>();
        for (Path scenario : scenarios) {
            for (List<String> settings : combinations) {
                String values = settings.stream()
                        .map(setting -> setting.substring(setting.indexOf('=') + 1))
                        .collect(Collectors.joining(", "));
                String label = scenarios.size() == 1 ? values : scenario + (values.isEmpty() ? "" : ": " + values);
                variants.add(new Variant(label, scenario, settings));
            }
        }
        return variants;
    }

    private static List<String> with(List<String> list, String more) {
        List<String> longer = new ArrayList<>(list);
        longer.add(more);
        return List.copyOf(longer);
    }

    /** Divided at the commas that stand in no bracket, brace or quote. */
    private static List<String> values(String text) {
        List<String> values = new ArrayList<>();
        int depth = 0;
        char quote = 0;
        int start = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '"' || c == '\'') {
                quote = c;
            } else if (c == '[' || c == '{') {
                depth++;
            } else if (c == ']' || c == '}') {
                depth--;
            } else if (c == ',' && depth == 0) {
                values.add(text.substring(start, i));
                start = i + 1;
            }
        }
        values.add(text.substring(start));
        return values;
    }
}
