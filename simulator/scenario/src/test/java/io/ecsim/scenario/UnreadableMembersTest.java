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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be read is one problem, of which nothing else comes, and behind which nothing else hides. */
class UnreadableMembersTest {
    private static final Path GOOD = Path.of("src/test/resources/good");
    private static final Path SHOP = GOOD.resolve("shop");

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

    /** The path of every member, with what cannot be read there: a mapping in place of a list, else a list. */
    private static Map<String, String> unreadable(Path scenario) {
        Map<String, String> settings = new LinkedHashMap<>();
        collect(ScenarioReader.read(scenario).tree().root(), Trail.ROOT, settings);
        return settings;
    }

    private static void collect(Node node, Trail trail, Map<String, String> settings) {
        if (!trail.toString().isEmpty()) {
            String unreadable = node instanceof Node.Listing ? "={a: {b: c}}" : "=[[]]";
            settings.put(trail.toString(), trail + unreadable);
        }
        if (node instanceof Node.Mapping mapping) {
            mapping.members().forEach((name, entry) -> collect(entry.value(), trail.member(name), settings));
        } else if (node instanceof Node.Listing list) {
            List<String> names = Trail.itemNames(list);
            for (int i = 0; i < names.size(); i++) {
                collect(list.items().get(i), trail.item(names.get(i)), settings);
            }
        }
    }

    /** A trace takes long to read; it is left out where it is not looked at. */
    private static List<String> withoutTrace(List<String> settings) {
        List<String> all = new ArrayList<>(settings);
        if (all.stream().noneMatch(setting -> setting.startsWith("workload"))) {
            all.add(0, "workload.shop.requests={rate: 5/s}");
        }
        return all;
    }

    /** Of the problems, their messages in order. */
    private static Set<String> problems(Path scenario, List<String> settings) {
        try {
            ScenarioReader.read(scenario, settings, null, null);
            return Set.of();
        } catch (ScenarioException e) {
            return e.problems().stream().map(Problem::message).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop", "containers.yaml", "instances.yaml", "listeners.yaml"})
    void nothingComesOfAnUnreadableMemberButItsOwnProblem(String name) {
        List<String> wrong = new ArrayList<>();
        unreadable(GOOD.resolve(name)).forEach((path, setting) -> {
            Set<String> problems = problems(
                    GOOD.resolve(name), name.equals("shop") ? withoutTrace(List.of(setting)) : List.of(setting));
            if (problems.size() > 1) {
                wrong.add(path + " -> " + String.join("; ", problems));
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void nothingHidesBehindAnUnreadableMember() {
        Map<Mistake, String> said = new LinkedHashMap<>();
        MISTAKES.forEach(mistake -> said.put(
                mistake,
                problems(SHOP, withoutTrace(List.of(mistake.setting())))
                        .iterator()
                        .next()));
        List<String> wrong = new ArrayList<>();
        unreadable(SHOP).forEach((path, setting) -> {
            List<String> settings =
                    new ArrayList<>(MISTAKES.stream().map(Mistake::setting).toList());
            settings.add(setting);
            Set<String> problems = problems(SHOP, withoutTrace(settings));
            said.forEach((mistake, message) -> {
                if (!mistake.dependsOn(path) && !problems.contains(message)) {
                    wrong.add(path + " hides " + message);
                }
            });
        });
        assertThat(wrong).isEmpty();
    }
}
