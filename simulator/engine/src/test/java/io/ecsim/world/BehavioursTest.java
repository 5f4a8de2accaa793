// SPDX-License-Identifier: Apache-2.0
package io.ecsim.world;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds BEHAVIOURS.md, the tests of all modules and the {@link World} together. */
class BehavioursTest {
    private static final Path SIMULATOR = Path.of("..");
    private static final Pattern TAG = Pattern.compile("@Tag\\(\"([^\"]*)\"\\)");
    private static final Pattern ID = Pattern.compile("[A-Z]{2}-[1-9][0-9]*");

    /** Worked examples from which a test has its numbers; they say nothing that a rule does not say. */
    private static final Set<String> WORKED_EXAMPLES = Set.of("PW", "SW", "CW");

    /** The worked examples of services, each after a rule without which there is nothing to try. */
    private static final List<String> SERVICE_EXAMPLES = List.of(
            "SV-30 SW-1",
            "SV-31 SW-2",
            "SV-33 SW-3",
            "TL-11 SW-4",
            "TL-11 SW-5",
            "SV-34 SW-6",
            "SV-30 SW-7",
            "SV-16 SW-8",
            "SV-13 SW-9",
            "CB-1 SW-10",
            "CB-5 SW-11",
            "LB-2 SW-12",
            "LB-4 SW-13",
            "LB-6 SW-14",
            "TL-12 SW-15",
            "LB-12 SW-16",
            "TL-17 SW-17",
            "SV-10 SW-18",
            "HC-5 SW-19",
            "HC-3 SW-20",
            "SV-38 SW-21",
            "SV-21 SW-22",
            "SV-8 SW-23",
            "LB-9 SW-24",
            "LB-7 SW-25",
            "BG-4 SW-26",
            "IM-8 SW-27",
            "IM-1 SW-28",
            "SV-25 SW-29",
            "EB-10 SW-30",
            "EB-7 SW-31");

    private static final Pattern STATUS =
            Pattern.compile("reproduced((,|;|:| for| with| without) .+)?|not reproduced: .+");
    private static final Pattern MEMBER = Pattern.compile("`world\\.(\\w+)`");

    private record Row(String id, String says, String standard, String source, String status) {
        boolean isReproduced() {
            return status.startsWith("reproduced");
        }
    }

    private static final Map<String, List<Row>> GROUPS = new LinkedHashMap<>();
    private static final Map<String, Set<String>> TESTS_BY_TAG = new LinkedHashMap<>();

    @BeforeAll
    static void readThem() throws IOException {
        GROUPS.clear();
        GROUPS.putAll(groups(Files.readAllLines(SIMULATOR.resolve("BEHAVIOURS.md"))));
        TESTS_BY_TAG.clear();
        try (Stream<Path> files = Files.walk(SIMULATOR)) {
            for (Path file : files.filter(BehavioursTest::isTest).sorted().toList()) {
                TAG.matcher(Files.readString(file))
                        .results()
                        .map(tag -> tag.group(1))
                        .forEach(tag -> TESTS_BY_TAG
                                .computeIfAbsent(tag, t -> new LinkedHashSet<>())
                                .add(file.getFileName().toString()));
            }
        }
    }

    private static boolean isTest(Path file) {
        return file.toString().replace('\\', '/').matches("\\.\\./[a-z]+/src/test/java/.*\\.java");
    }

    private static Map<String, List<Row>> groups(List<String> lines) {
        Map<String, List<Row>> groups = new LinkedHashMap<>();
        List<Row> group = null;
        for (String line : lines) {
            if (line.startsWith("## ")) {
                group = new ArrayList<>();
                assertThat(groups.put(line.substring(3), group))
                        .as("two groups: " + line)
                        .isNull();
            } else if (line.startsWith("| ") && !line.startsWith("| id |")) {
                List<String> cells =
                        Arrays.stream(line.split("\\|", -1)).map(String::strip).toList();
                assertThat(cells).as(line).hasSize(7);
                group.add(new Row(cells.get(1), cells.get(2), cells.get(3), cells.get(4), cells.get(5)));
            }
        }
        return groups;
    }

    private static List<Row> rows() {
        return GROUPS.values().stream().flatMap(List::stream).toList();
    }

    private static Set<String> idsOf(Stream<Row> rows) {
        return rows.map(Row::id).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    @Test
    void everyRowHasAnIdAStatementASourceAndAStatus() {
        assertThat(rows()).hasSizeGreaterThan(300);
        for (Row row : rows()) {
            assertThat(row.id()).matches(ID);
            assertThat(row.says()).as(row.id()).endsWith(".");
            assertThat(row.source()).as(row.id()).isNotEmpty();
            assertThat(row.status()).as(row.id()).matches(STATUS);
        }
    }

    @Test
    void noIdIsThereTwice() {
        assertThat(rows()).extracting(Row::id).doesNotHaveDuplicates();
    }

    @Test
    void everyGroupIsSortedAndNotEmpty() {
        GROUPS.forEach((name, group) -> {
            assertThat(group).as(name).isNotEmpty();
            assertThat(group).as(name).extracting(BehavioursTest::letters).containsOnly(letters(group.get(0)));
            assertThat(group)
                    .as(name)
                    .extracting(row -> Integer.parseInt(row.id().substring(3)))
                    .isSorted();
        });
    }

    private static String letters(Row row) {
        return row.id().substring(0, 2);
    }

    @Test
    void whatIsReproducedHasATestWithItsId() {
        assertThat(TESTS_BY_TAG.keySet()).containsAll(idsOf(rows().stream().filter(Row::isReproduced)));
    }

    @Test
    void aTestsIdIsThatOfARowThatIsReproduced() {
        Set<String> reproduced = idsOf(rows().stream().filter(Row::isReproduced));
        TESTS_BY_TAG.forEach((tag, tests) -> {
            assertThat(tag).as(tests.toString()).matches(ID);
            boolean known = WORKED_EXAMPLES.contains(tag.substring(0, 2)) || reproduced.contains(tag);
            assertThat(known)
                    .as(tests + " carries " + tag + ", and no row says that it is reproduced")
                    .isTrue();
        });
    }

    @Test
    void everyWorkedExampleOfServicesHasATestOnceItsRuleIsReproduced() {
        Set<String> reproduced = idsOf(rows().stream().filter(Row::isReproduced));
        for (String line : SERVICE_EXAMPLES) {
            String[] ruleAndExample = line.split(" ");
            assertThat(TESTS_BY_TAG.containsKey(ruleAndExample[1]))
                    .as("a test carries " + ruleAndExample[1] + ", which is about " + ruleAndExample[0])
                    .isEqualTo(reproduced.contains(ruleAndExample[0]));
        }
    }

    @Test
    void everyMemberOfTheWorldIsNamedInItsRulesRowWithItsDefault() {
        Map<String, Row> byId = rows().stream().collect(Collectors.toMap(Row::id, row -> row));
        for (RecordComponent member : World.class.getRecordComponents()) {
            Row row = byId.get(member.getAnnotation(Knob.class).rule());
            assertThat(row).as(member.getName()).isNotNull();
            assertThat(row.isReproduced()).as(row.id()).isTrue();
            assertThat(row.standard()).contains("`world." + member.getName() + "`: " + WorldPage.defaultOf(member));
        }
    }

    @Test
    void everyMemberThatARowNamesIsThere() {
        Set<String> members = Arrays.stream(World.class.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
        for (Row row : rows()) {
            Matcher named = MEMBER.matcher(row.standard());
            assertThat(named.results().map((MatchResult m) -> m.group(1)))
                    .as(row.id())
                    .allMatch(members::contains);
        }
    }
}
