// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.placement.Constraints;
import io.ecsim.placement.Rankings;
import io.ecsim.simulation.Action;
import io.ecsim.simulation.Scenario;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Reads scenarios. */
public final class ScenarioReader {
    private static final String IN_FOLDER = "scenario.yaml";
    private static final Instant DEFAULT_START = Instant.parse("2026-03-02T00:00:00Z");

    private ScenarioReader() {}

    /**
     * @param fileOrFolder a YAML or JSON file, or a folder with a scenario.yaml
     * @throws ScenarioException with every problem that was found
     */
    public static LoadedScenario read(Path fileOrFolder) {
        return read(fileOrFolder, List.of(), null, null);
    }

    /**
     * @param fileOrFolder a YAML or JSON file, or a folder with a scenario.yaml
     * @param settings {@code PATH=VALUE}, applied in turn
     * @param seed in place of the scenario's; null to keep it
     * @param until in place of the scenario's duration; null to keep it
     * @throws ScenarioException with every problem that was found
     * @throws io.ecsim.placement.PluginException if something plugged in is broken, whether it is named or not
     */
    public static LoadedScenario read(Path fileOrFolder, List<String> settings, Long seed, Duration until) {
        Rankings.all();
        Constraints.all();
        Path file = Files.isDirectory(fileOrFolder) ? fileOrFolder.resolve(IN_FOLDER) : fileOrFolder;
        List<Problem> problems = new ArrayList<>();
        Node.Mapping tree = tree(file, settings, problems);
        if (tree == null) {
            throw new ScenarioException(problems);
        }
        if (seed != null) {
            tree = tree.with("seed", Position.NOWHERE, Node.number(seed.toString()));
        }
        Reading reading = new Reading(problems, start(tree));
        Scenario scenario = (Scenario) Shapes.of(Scenario.class).read(tree, Trail.ROOT, reading);
        scenario = Alignment.of(scenario, tree);
        new References(scenario, tree, reading).check();
        if (!problems.isEmpty()) {
            throw new ScenarioException(problems, reading.notes(), expectations(tree));
        }
        LoadedScenario loaded =
                new LoadedScenario(scenario, expectations(tree), reading.notes(), new LoadedScenario.Tree(tree));
        return until == null ? loaded : endingAt(until, loaded);
    }

    /** The document with files and settings put in; null when there is none. */
    private static Node.Mapping tree(Path file, List<String> settings, List<Problem> problems) {
        Node root = Document.read(file, Source.of(file).whole(), problems);
        if (root != null && !(root instanceof Node.Mapping)) {
            problems.add(Problem.of(root.at(), "", "The scenario must be a mapping, not " + Node.describe(root) + "."));
        }
        if (!(root instanceof Node.Mapping scenario)) {
            return null;
        }
        Inclusion inclusion = new Inclusion(problems);
        Node.Mapping resolved = inclusion.resolve(scenario);
        if (settings.isEmpty()) {
            return resolved;
        }
        // A setting may name a file too.
        return inclusion.resolve(new Settings(Source.of(file).directory(), problems).apply(resolved, settings));
    }

    /**
     * Asked for before all else: instants in the document count from it. Null when it cannot be read; what is wrong with
     * it is said in its turn.
     */
    private static Instant start(Node.Mapping tree) {
        if (tree.get("start") == null) {
            return DEFAULT_START;
        }
        String text = tree.text("start");
        return text == null ? null : Syntax.instant(text);
    }

    private static List<Expectation> expectations(Node.Mapping tree) {
        List<Expectation> expectations = new ArrayList<>();
        if (tree.get("expect") instanceof Node.Listing list) {
            list.items().stream()
                    .filter(Node.Scalar.class::isInstance) // another kind is a problem already
                    .forEach(item -> expectations.add(new Expectation(((Node.Scalar) item).text(), item.at())));
        }
        return expectations;
    }

    /** The same scenario over another time. Actions after its end cannot take place; they are left out. */
    private static LoadedScenario endingAt(Duration until, LoadedScenario loaded) {
        Node.Mapping tree = loaded.tree().root();
        List<Action.Timed> timeline = new ArrayList<>();
        List<Node> nodes = new ArrayList<>();
        List<Note> notes = new ArrayList<>(loaded.notes());
        for (int i = 0; i < loaded.scenario().timeline().size(); i++) {
            Action.Timed timed = loaded.scenario().timeline().get(i);
            Node node = ((Node.Listing) tree.get("timeline")).items().get(i);
            if (timed.at().compareTo(until) <= 0) {
                timeline.add(timed);
                nodes.add(node);
            } else {
                String after = " is left out: it would take place after " + Syntax.duration(until);
                notes.add(new Note(node.at(), "timeline[" + i + "]" + after));
            }
        }
        Node.Mapping shortened = tree.with("duration", Position.NOWHERE, Node.text(Syntax.duration(until)))
                .with("timeline", Position.NOWHERE, new Node.Listing(Position.NOWHERE, nodes));
        Scenario scenario = (Scenario) Records.with(loaded.scenario(), Map.of("duration", until, "timeline", timeline));
        return new LoadedScenario(scenario, loaded.expectations(), notes, new LoadedScenario.Tree(shortened));
    }
}
