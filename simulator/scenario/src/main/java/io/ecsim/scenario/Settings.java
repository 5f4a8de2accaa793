// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.aws.NearestName;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code --set PATH=VALUE}, applied to the tree before anything is checked. A member that is not there is added, for it
 * may have had its default; whether it may be there is the business of the shapes. A list item must be there.
 */
final class Settings {
    private static final Pattern STEP = Pattern.compile("\\G(?:\\.?(\"[^\"]*\"|[^.\\[\"]+)|\\[(\\d{1,9})])");

    private final Path directory;
    private final List<Problem> problems;

    /** @param directory where relative file names in values start */
    Settings(Path directory, List<Problem> problems) {
        this.directory = directory;
        this.problems = problems;
    }

    Node.Mapping apply(Node.Mapping scenario, List<String> settings) {
        Node result = scenario;
        for (String setting : settings) {
            result = apply(result, setting);
        }
        return (Node.Mapping) result;
    }

    private Node apply(Node root, String setting) {
        int equals = endOfPath(setting);
        String path = equals < 0 ? setting : setting.substring(0, equals);
        Source source = Source.option("--set " + path, directory);
        List<String> steps = steps(path);
        if (equals < 0 || steps.isEmpty()) {
            problem(source, path, "is not of the form PATH=VALUE, such as services.shop.desiredCount=4.");
            return root;
        }
        Node value = Document.parseValue(setting.substring(equals + 1), source, problems);
        Node changed = value == null ? null : set(root, steps, Trail.ROOT, value, source);
        return changed == null ? root : changed;
    }

    /** A quoted name may hold the sign. */
    private static int endOfPath(String setting) {
        boolean quoted = false;
        for (int i = 0; i < setting.length(); i++) {
            quoted ^= setting.charAt(i) == '"';
            if (setting.charAt(i) == '=' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    /** Names without their quotes, and {@code [n]}; empty when the path is none. */
    private static List<String> steps(String path) {
        List<String> steps = new ArrayList<>();
        Matcher step = STEP.matcher(path);
        int end = 0;
        while (step.find()) {
            String name = step.group(1);
            steps.add(name == null ? "[" + step.group(2) + "]" : name.replace("\"", ""));
            end = step.end();
        }
        return end == path.length() ? steps : List.of();
    }

    /** The node with a value set inside it; null when a problem was added. */
    private Node set(Node node, List<String> steps, Trail trail, Node value, Source source) {
        if (steps.isEmpty()) {
            return value;
        }
        String step = steps.get(0);
        List<String> rest = steps.subList(1, steps.size());
        if (node instanceof Node.Listing list) {
            return setItem(list, step, rest, trail, value, source);
        }
        if (node instanceof Node.Unread) {
            return null;
        }
        if (node != null && !(node instanceof Node.Mapping) && !Node.isNull(node)) {
            problem(source, trail.toString(), "is a single value; it has no member " + step + ".");
            return null;
        }
        Node.Mapping mapping = node instanceof Node.Mapping m ? m : new Node.Mapping(source.whole(), Map.of());
        Node changed = set(mapping.get(step), rest, trail.member(step), value, source);
        return changed == null ? null : mapping.with(step, source.whole(), changed);
    }

    private Node setItem(Node.Listing list, String step, List<String> rest, Trail trail, Node value, Source source) {
        List<String> names = Trail.itemNames(list);
        int index = names.indexOf(step);
        if (index < 0 && step.startsWith("[")) {
            int number = Integer.parseInt(step.substring(1, step.length() - 1));
            index = number < names.size() ? number : -1;
        }
        if (index < 0 && list.items().stream().anyMatch(Node.Unread.class::isInstance)) {
            return null; // it may be the one that was meant
        }
        if (index < 0) {
            problem(source, trail.toString(), "has no item " + step + "." + NearestName.advice(step, names));
            return null;
        }
        Node changed = set(list.items().get(index), rest, trail.item(names.get(index)), value, source);
        if (changed == null) {
            return null;
        }
        List<Node> items = new ArrayList<>(list.items());
        items.set(index, changed);
        return new Node.Listing(list.at(), items);
    }

    private void problem(Source source, String path, String text) {
        problems.add(Problem.of(source.whole(), path, path + " " + text));
    }
}
