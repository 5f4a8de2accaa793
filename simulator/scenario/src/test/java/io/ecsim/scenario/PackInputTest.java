// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ecsim.aws.PlacementStrategy;
import io.ecsim.packing.InstanceKind;
import io.ecsim.packing.Packing;
import io.ecsim.packing.TaskRows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of tasks and instances, the good and the bad. */
class PackInputTest {
    @TempDir
    private Path folder;

    private PackInput read(String tasks, String instances) throws IOException {
        return PackInput.read(
                Files.writeString(folder.resolve("tasks.csv"), tasks),
                Files.writeString(folder.resolve("instances.csv"), instances),
                null,
                null,
                "binpack:cpu");
    }

    private List<String> problems(String tasks, String instances) throws IOException {
        Files.writeString(folder.resolve("tasks.csv"), tasks);
        return problems(folder.resolve("tasks.csv"), instances);
    }

    private List<String> problems(Path tasks, String instances) throws IOException {
        Path file = Files.writeString(folder.resolve("instances.csv"), instances);
        ScenarioException wrong = catchThrowableOfType(
                ScenarioException.class, () -> PackInput.read(tasks, file, null, null, "binpack:cpu"));
        assertThat(wrong).as("the input is taken").isNotNull();
        return wrong.problems().stream()
                .map(problem -> problem.toString().replace(folder + "/", ""))
                .toList();
    }

    private static List<String> rows(TaskRows tasks) {
        List<String> rows = new ArrayList<>();
        for (int row = 0; row < tasks.rows(); row++) {
            rows.add(tasks.cpu(row) + " " + tasks.memory(row) + " " + tasks.gpus(row) + " x" + tasks.count(row));
        }
        return rows;
    }

    @Test
    void columns_areFoundByTheirNamesInAnyOrder() throws IOException {
        PackInput input = read("""
                memory,id,gpu,count,cpu
                512,a,,3,256
                 100 ,"b, or c",1,,0
                """, """
                gpu,memory,cpu
                2,4000,1024
                """);
        assertThat(rows(input.tasks())).containsExactly("256 512 0 x3", "0 100 1 x1");
        assertThat(input.taskIds()).containsExactly("a", "b, or c");
        assertThat(input.pool().instances()).containsExactly(InstanceKind.of(1024, 4000, 2, null));
        assertThat(input.strategy()).containsExactly(new PlacementStrategy("binpack", "cpu"));
        assertThat(input.notes()).isEmpty();
    }

    @Test
    void byteOrderMarks_carriageReturnsAndBlankLines_areNoTrouble() throws IOException {
        PackInput input = read("\uFEFFcpu,memory\r\n1,2\r\n\r\n3,4\r\n", "cpu, memory\n9,9");
        assertThat(rows(input.tasks())).containsExactly("1 2 0 x1", "3 4 0 x1");
    }

    @Test
    void instances_areCountedOut() throws IOException {
        PackInput input = read("cpu,memory\n1,1\n", """
                id,cpu,memory,count,availability-zone
                big,8,8,2,a
                ,4,4,1,
                one,4,4,,b
                """);
        assertThat(input.pool().instances())
                .extracting(InstanceKind::availabilityZone)
                .containsExactly("a", "a", null, "b");
        assertThat(List.of(0, 1, 2, 3, Packing.NOWHERE))
                .extracting(input::instance)
                .containsExactly("big#1", "big#2", "3", "one", "");
    }

    @Test
    @Tag("PL-16")
    void instanceWithoutAZone_hasNoSuchAttribute() throws IOException {
        PackInput input = read("cpu,memory\n1,1\n", "cpu,memory,availability-zone\n1,1,\n1,1,a\n");
        assertThat(input.pool().instances().get(0).attributes()).isEmpty();
        assertThat(input.pool().instances().get(1).attributes()).containsEntry("ecs.availability-zone", "a");
    }

    /** 8,192 MiB are advertised, of which 95 % are registered; a p3.8xlarge has four GPUs (PW-23). */
    @Test
    @Tag("RS-1")
    @Tag("RS-5")
    void instanceType_bringsWhatItRegisters_unlessTheRowSaysOtherwise() throws IOException {
        PackInput input = read("cpu,memory\n1,1\n", """
                instance-type,memory,gpu
                m5.large,,
                m5.large,5000,
                p3.8xlarge,,
                p3.8xlarge,,3
                """);
        assertThat(input.pool().instances())
                .extracting(kind -> kind.cpu() + " " + kind.memory() + " " + kind.gpus())
                .containsExactly("2048 7782 0", "2048 5000 0", "32768 237363 4", "32768 237363 3");
        assertThat(input.pool().instances().get(0).attributes())
                .containsEntry("ecs.instance-type", "m5.large")
                .doesNotContainKey("ecs.availability-zone");
    }

    @Test
    void otherColumns_areNamedOnceAsNotUsed_withWhatWasProbablyMeant() throws IOException {
        PackInput input = read("cpu,memory,gpus,qos\n1,1,4,LS\n1,1,4,BE\n", "cpu,memory,\n1,1,\n");
        assertThat(input.notes())
                .extracting(Note::toString)
                .containsExactly(
                        folder.resolve("tasks.csv") + ":1:1: note: not used: gpus (Did you mean gpu?), qos",
                        folder.resolve("instances.csv") + ":1:1: note: not used: a column without a name");
    }

    @Test
    void anIdGivenTwice_isNamedWithBothLines() throws IOException {
        assertThat(problems("id,cpu,memory\na,1,1\n,1,1\n,1,1\na,1,1\n", "cpu,memory,id\n9,9,i\n9,9,i\n"))
                .containsExactly(
                        "instances.csv:3:5: error: id i is given twice; line 2 has it already.",
                        "tasks.csv:5:1: error: id a is given twice; line 2 has it already.");
    }

    @Test
    void anAttributeThatNoInstanceHas_isNotedWithTheNearestThatOneHas() throws IOException {
        Path tasks = Files.writeString(folder.resolve("tasks.csv"), "cpu,memory\n1,1\n");
        Path zones = Files.writeString(folder.resolve("instances.csv"), "cpu,memory,availability-zone\n9,9,a\n");
        String chain = "spread:attribute:availability-zone+spread:attribute:rack";
        assertThat(PackInput.read(tasks, zones, null, null, chain).notes())
                .extracting(Note::toString)
                .containsExactly(
                        "--strategy " + chain + ": note: no instance has attribute:availability-zone."
                                + " Did you mean attribute:ecs.availability-zone?",
                        "--strategy " + chain + ": note: no instance has attribute:rack.");
    }

    @Test
    void everyProblemOfBothFiles_isSaidAtOnce() throws IOException {
        assertThat(problems("""
                        id,cpu,memory,count
                        a,-1,512,1
                        b,1.5,4 GiB,0
                        c,,512,1
                        "d",1,99999999999,1
                        e,1
                        """, """
                        cpu,memory,instance-type
                        0,1,
                        ,,m5.lage
                        """))
                .containsExactly(
                        "instances.csv:2:1: error: cpu must be a whole number of CPU units from 1 to 2147483647, not \"0\".",
                        "instances.csv:3:3: error: There is no instance type m5.lage. Did you mean m5.large?",
                        "tasks.csv:2:3: error: cpu must be a whole number of CPU units from 0 to 2147483647, not \"-1\".",
                        "tasks.csv:3:3: error: cpu must be a whole number of CPU units from 0 to 2147483647, not \"1.5\".",
                        "tasks.csv:3:7: error: memory must be a whole number of MiB from 0 to 2147483647, not \"4 GiB\".",
                        "tasks.csv:3:13: error: count must be a whole number of tasks from 1 to 2147483647, not \"0\".",
                        "tasks.csv:4:3: error: The row has no cpu.",
                        "tasks.csv:5:7: error: memory must be a whole number of MiB from 0 to 2147483647, not"
                                + " \"99999999999\".",
                        "tasks.csv:6:1: error: The row has 2 fields, the header 4.");
    }

    @Test
    void missingColumns_areNamedWithTheNearest() throws IOException {
        assertThat(problems("cpus,mem\n1,1\n", "memory\n1\n"))
                .containsExactly(
                        "instances.csv:1:1: error: The file has no column cpu. Known: memory.",
                        "tasks.csv:1:1: error: The file has no column cpu. Did you mean cpus?",
                        "tasks.csv:1:1: error: The file has no column memory. Known: cpus, mem.");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "``, 1:1: error: The file is empty; it needs a header.",
                "`cpu,memory\n`, 1:1: error: The file has no rows.",
                "`cpu,memory,cpu\n1,1,1\n`, 1:1: error: The file has two columns cpu.",
                "`cpu,memory\n1,\"2\n`, 2:1: error: The row cannot be read as CSV.",
                "`cpu,memory,count\n1,1,99000000\n1,1,2000000\n`, 3:5: error: With this row the file has more than"
                        + " 100000000 tasks."
            })
    void wrongFile_isSaidInPlainWords(String tasks, String problem) throws IOException {
        assertThat(problems(tasks, "cpu,memory\n1,1\n")).containsExactly("tasks.csv:" + problem);
    }

    @Test
    void textThatIsNotUtf8_isSaid() throws IOException {
        Path file = Files.write(
                folder.resolve("tasks.csv"), "id,cpu,memory\n\u00e9,1,1\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(problems(file, "cpu,memory\n1,1\n"))
                .singleElement()
                .asString()
                .contains("The text is not UTF-8");
    }

    @Test
    void fileThatIsNotThere_isSaid() throws IOException {
        assertThat(problems(folder.resolve("none.csv"), "cpu,memory\n1,1\n"))
                .containsExactly("none.csv: error: The file does not exist.");
        assertThat(problems(folder, "cpu,memory\n1,1\n"))
                .singleElement()
                .asString()
                .endsWith("This is a folder, not a file.");
    }

    @Test
    void ofManyProblems_theFirstTwentyAreSaid() throws IOException {
        assertThat(problems("cpu,memory\n" + "x,1\n".repeat(1_000), "cpu,memory\n1,1\n"))
                .hasSize(20)
                .last()
                .asString()
                .startsWith("tasks.csv:21:1: ")
                .endsWith(" More may follow.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"binpak:memory", "binpack", "binpack:mem", "spread:instanceId,binpack:cpu", "random:cpu", ""})
    void strategyThatAwsWouldNotAccept_isRefused(String strategy) throws IOException {
        Path tasks = Files.writeString(folder.resolve("tasks.csv"), "cpu,memory\n1,1\n");
        ScenarioException wrong = catchThrowableOfType(
                ScenarioException.class, () -> PackInput.read(tasks, null, "m5.lrage", null, strategy));
        assertThat(wrong.problems())
                .extracting(Problem::toString)
                .satisfiesExactly(
                        type -> assertThat(type)
                                .isEqualTo("--instance-type m5.lrage: error: There is no such instance type."
                                        + " Did you mean m5.large?"),
                        chain -> assertThat(chain).startsWith("--strategy " + strategy + ": error: InvalidParameter"));
    }

    @Test
    void chain_isReadAndWrittenInOneWord() {
        String word = "spread:attribute:ecs.availability-zone+binpack:memory+random";
        List<PlacementStrategy> chain = StrategyChain.parse(word);
        assertThat(chain)
                .containsExactly(
                        new PlacementStrategy("spread", "attribute:ecs.availability-zone"),
                        new PlacementStrategy("binpack", "memory"),
                        new PlacementStrategy("random", null));
        assertThat(StrategyChain.text(chain)).isEqualTo(word);
    }

    @Test
    void placements_haveOneRowForEachTask() throws IOException {
        PackInput input = read("id,cpu,memory,count\nx,1,1,2\n,9,9,1\n\"y,z\",1,1,1\n", "cpu,memory\n1,2\n2,2\n");
        Packing packing = Packing.of(input.tasks(), input.pool(), input.strategy(), 1);
        Path file = folder.resolve("placements.csv");
        Files.writeString(file, "old");
        PlacementsFile.write(file, input, packing);
        assertThat(Files.readString(file)).isEqualTo("task,instance\nx,1\nx,2\n3,\n\"y,z\",2\n");
        try (var files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName().toString()))
                    .containsExactlyInAnyOrder("tasks.csv", "instances.csv", "placements.csv");
        }
    }
}
