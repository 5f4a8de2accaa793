// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What cannot be read is one problem, of which nothing else comes, and behind which nothing else hides. */
class UnreadableMembersTest {
    private static final Path SHOP = Path.of("src/test/resources/good/shop");
    private static final LoadedScenario GOOD = ScenarioReader.read(SHOP);

    /**
     * A mistake that is found by holding parts of the scenario against each other.
     *
     * @param others paths without which it cannot be found, as the beginning of a regular expression
     */
    private record Mistake(String setting, String others) {
        boolean dependsOn(String path) {
            return setting.startsWith(path) || path.matches("(" + others + ").*");
        }

        @Override
        public String toString() {
            return setting;
        }
    }

    private static final List<Mistake> MISTAKES = List.of(
            new Mistake("services.stock.taskDefinition=shoop", "services\\.stock\\.serviceName|taskDefinitions"),
            new Mistake("services.front.desiredCount=-1", "services\\.front\\.serviceName"),
            new Mistake("timeline[1].setTraffic.service=frnt", "workload"),
            new Mistake("timeline[3].stopTask.task=shp[0]", "services"),
            new Mistake("timeline[4].at=13h", "duration"),
            new Mistake(
                    "timeline[5].terminateInstances.availabilityZone=us-east-1z", "subnets|.*nstances|.*Groups|region"),
            new Mistake("applications.shop.concurrency=0", "-"),
            new Mistake("images.other={size: 1GiB}", "taskDefinitions"),
            new Mistake("world.schedulerTick=0s", "-"),
            new Mistake("scalingPolicies.queue.ResourceId=shp", "scalingPolicies\\.queue\\.PolicyName|services"),
            new Mistake(
                    "taskDefinitions.report.containerDefinitions.report.memory=1000000",
                    "taskDefinitions\\.report\\.(family|memory|containerDefinitions\\.report\\.name)"));

    private static final Set<String> LISTS = new TreeSet<>();

    static Stream<String> paths() {
        List<String> paths = new ArrayList<>();
        collect(GOOD.tree().root(), Trail.ROOT, paths);
        return paths.stream();
    }

    private static void collect(Node node, Trail trail, List<String> paths) {
        if (!trail.toString().isEmpty()) {
            paths.add(trail.toString());
        }
        if (node instanceof Node.Mapping mapping) {
            mapping.members().forEach((name, entry) -> collect(entry.value(), trail.member(name), paths));
        } else if (node instanceof Node.Listing list) {
            LISTS.add(trail.toString());
            List<String> names = Trail.itemNames(list);
            for (int i = 0; i < names.size(); i++) {
                collect(list.items().get(i), trail.item(names.get(i)), paths);
            }
        }
    }

    /** A trace takes long to read; it is left out where it is not looked at. */
    private static List<String> withoutTrace(String... settings) {
        List<String> all = new ArrayList<>(List.of(settings));
        if (all.stream().noneMatch(setting -> setting.startsWith("workload"))) {
            all.add(0, "workload.shop.requests={rate: 5/s}");
        }
        return all;
    }

    /** A list where none is expected, and a mapping in place of a list. */
    private static String unreadable(String path) {
        return path + (LISTS.contains(path) ? "={a: {b: c}}" : "=[[]]");
    }

    /** Of the problems, their messages in order. */
    private static Set<String> problems(String... settings) {
        try {
            ScenarioReader.read(SHOP, withoutTrace(settings), null, null);
            return Set.of();
        } catch (ScenarioException e) {
            return e.problems().stream().map(Problem::message).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void nothingComesOfAnUnreadableMemberButItsOwnProblem() {
        List<String> wrong = new ArrayList<>();
        paths().filter(path -> !path.endsWith(".essential"))
                .forEach(
                        path -> { // of which another container may depend
                            Set<String> problems = problems(unreadable(path));
                            if (problems.size() > 1) {
                                wrong.add(path + " -> " + String.join("; ", problems));
                            }
                        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void nothingHidesBehindAnUnreadableMember() {
        Map<Mistake, String> said = new LinkedHashMap<>();
        MISTAKES.forEach(mistake ->
                said.put(mistake, problems(mistake.setting()).iterator().next()));
        List<String> wrong = new ArrayList<>();
        paths().forEach(path -> {
            List<String> settings =
                    new ArrayList<>(MISTAKES.stream().map(Mistake::setting).toList());
            settings.add(unreadable(path));
            Set<String> problems = problems(settings.toArray(String[]::new));
            said.forEach((mistake, message) -> {
                if (!mistake.dependsOn(path) && !problems.contains(message)) {
                    wrong.add(path + " hides " + message);
                }
            });
        });
        assertThat(wrong).isEmpty();
    }
}
