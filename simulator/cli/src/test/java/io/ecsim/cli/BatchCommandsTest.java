// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code pack} and {@code fit} as a user meets them. */
class BatchCommandsTest {
    private static final Path OPENB = Path.of("../../scenarios/openb");

    /** m5.large registers 2048 CPU units and 7782 MiB: the service's two tasks go to zones a and b. */
    private static final String SCENARIO = """
            name: tiny
            duration: 10m
            taskDefinitions:
              - family: web
                containerDefinitions: [{name: app, image: web, cpu: 256, memory: 2000}]
              - family: job
                containerDefinitions: [{name: app, image: job, cpu: 2000, memory: 100}]
            services:
              - {serviceName: web, taskDefinition: web, desiredCount: 2}
            containerInstances:
              - {instanceType: m5.large, count: 2}
            timeline:
              - {at: 5m, updateService: {service: web, desiredCount: 4}}
            """;

    @TempDir
    private Path folder;

    private final Console console = new Console(new Interrupt());

    private int execute(String... args) {
        return console.execute(args);
    }

    private String out() {
        return console.out();
    }

    private String err() {
        return console.err();
    }

    private String file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content).toString();
    }

    /** The counts come from a program of twenty lines that sorts all instances for every task. */
    @ParameterizedTest
    @CsvSource({
        "binpack:memory, 6913, 1388",
        "binpack:cpu, 6912, 1375",
        "spread:instanceId, 7225, 1523",
        "binpack:cpu+binpack:memory, 6917, 1375"
    })
    void openb_isPackedAsByTheSimplestProgram(String strategy, int placed, int used) {
        assertThat(execute(
                        "pack",
                        OPENB.resolve("tasks.csv").toString(),
                        "--on",
                        OPENB.resolve("instances.csv").toString(),
                        "--strategy",
                        strategy,
                        "--format",
                        "json"))
                .isZero();
        assertThat(out())
                .contains("\"tasks\" : 8152", "\"placed\" : " + placed + ",", "\"instancesUsed\" : " + used + ",");
    }

    @Test
    void pack_printsOneJsonDocument_andNotesGoElsewhere() throws IOException {
        String tasks = file("tasks.csv", "cpu,memory,gpu,name\n1024,1000,0,a\n1024,1000,0,b\n1024,1000,1,c\n");
        String instances = file("instances.csv", "cpu,memory\n2048,4000\n2048,4000\n");
        assertThat(execute("pack", tasks, "--on", instances, "--format", "json"))
                .isZero();
        assertThat(out()).isEqualTo("""
                {
                  "strategy" : "binpack:memory",
                  "tasks" : 3,
                  "placed" : 2,
                  "unplaced" : 1,
                  "unplacedByReason" : {
                    "RESOURCE:GPU" : 1
                  },
                  "instances" : 2,
                  "instancesUsed" : 1,
                  "reservation" : {
                    "cpu" : 1,
                    "memory" : 0.5,
                    "gpu" : null
                  },
                  "fragmentation" : {
                    "cpu" : null,
                    "memory" : 1,
                    "gpu" : null
                  },
                  "lowerBound" : {
                    "instances" : 1,
                    "method" : "a task needs one"
                  }
                }
                """);
        assertThat(err()).isEqualTo(tasks + ":1:1: note: not used: name\n");
    }

    @Test
    void pack_onATypeOpensInstancesAsNeeded_andSaysWithWhichStrategy() throws IOException {
        String tasks = file("tasks.csv", "count,cpu,memory\n5,1000,2000\n");
        assertThat(execute("pack", tasks, "--instance-type", "m5.large", "--compaction"))
                .isZero();
        assertThat(out())
                .containsPattern("strategy +binpack:memory\n")
                .containsPattern("tasks +5: 5 placed, 0 fit nowhere\n")
                .containsPattern("instances +3: 3 used, at least 3 needed \\(cpu: volume\\)\n")
                .containsPattern("compaction +3 to 3 instances would do");
        assertThat(execute("pack", tasks, "--instance-type", "m5.large", "--count", "2"))
                .isZero();
        assertThat(out()).contains("5: 4 placed, 1 fit nowhere", "RESOURCE:CPU 1");
    }

    @Test
    void pack_writesPlacementsWhole_andNeverOverWhatItReads() throws IOException {
        String tasks = file("tasks.csv", "cpu,memory\n1,1\n");
        String placements = folder.resolve("placements.csv").toString();
        assertThat(execute("pack", tasks, "--instance-type", "m5.large", "--placements", placements))
                .isZero();
        assertThat(Path.of(placements)).hasContent("task,instance\n1,1\n");
        for (String wrong : new String[] {tasks, folder.toString(), folder + "/none/placements.csv"}) {
            assertThat(execute("pack", tasks, "--instance-type", "m5.large", "--placements", wrong))
                    .isEqualTo(ExitCode.WRONG_INPUT);
            assertThat(err()).startsWith("ecsim: --placements " + wrong);
        }
        assertThat(Path.of(tasks)).hasContent("cpu,memory\n1,1\n");
    }

    @Test
    void pack_saysEveryProblemAtOnce() throws IOException {
        String tasks = file("tasks.csv", "cpu,memory\n1,x\n");
        assertThat(execute("pack", tasks, "--instance-type", "m5.lage", "--strategy", "binpak:cpu"))
                .isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(err()).contains(tasks + ":2:3: error: memory must", "mean m5.large?", "mean binpack?");
        assertThat(out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "--count 3",
                "--on instances.csv --count 3",
                "--on instances.csv --instance-type m5.large",
                "--instance-type m5.large --count 0"
            })
    void pack_needsOnePlaceForTheTasks(String options) throws IOException {
        String tasks = file("tasks.csv", "cpu,memory\n1,1\n");
        assertThat(execute(("pack " + tasks + " " + options).strip().split(" ")))
                .isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(err()).startsWith("ecsim: ");
    }

    /** Beside a web task 5782 MiB are left on each, which take two more; of a job, 1792 CPU units take none. */
    @Test
    void fit_countsBesideWhatRuns_byEveryUsualStrategy() throws IOException {
        String scenario = file("tiny.yaml", SCENARIO);
        assertThat(execute("fit", scenario, "--task-definition", "web")).isZero();
        assertThat(out())
                .startsWith("More tasks of web:1 (256 CPU units, 2,000 MiB each) that fit at +00:00:00, as tasks of the"
                        + " service web\n");
        for (String strategy :
                new String[] {"default", "binpack:cpu", "binpack:memory", "spread:instanceId", "random"}) {
            assertThat(out())
                    .containsPattern(strategy + " +4  2 of 2 instances: memory 2; closest i-00001: memory: 2000 MiB"
                            + " asked, 1782 free\n");
        }
        assertThat(execute("fit", scenario, "--task-definition", "job", "--strategy", "random"))
                .isZero();
        assertThat(out()).contains("as standalone tasks").containsPattern("random +0  2 of 2 instances: CPU 2");
    }

    @Test
    void fit_atALaterTime_simulatesUntilThen() throws IOException {
        String scenario = file("tiny.yaml", SCENARIO);
        for (String at : new String[] {"6m", "2026-03-02T00:06:00Z"}) {
            assertThat(execute(
                            "fit",
                            scenario,
                            "--task-definition",
                            "web:1",
                            "--at",
                            at,
                            "--count",
                            "3",
                            "--format",
                            "json",
                            "--strategy",
                            "binpack:cpu"))
                    .isZero();
            assertThat(out()).isEqualTo("""
                    {
                      "scenario" : "tiny",
                      "at" : "PT6M",
                      "taskDefinition" : "web:1",
                      "service" : "web",
                      "count" : 3,
                      "strategies" : [ {
                        "strategy" : "binpack:cpu",
                        "fit" : 2,
                        "allFit" : false,
                        "reasons" : {
                          "RESOURCE:MEMORY" : 2
                        },
                        "closest" : {
                          "instance" : "i-00001",
                          "reason" : "RESOURCE:MEMORY",
                          "what" : "MiB",
                          "asked" : 2000,
                          "free" : 1782
                        }
                      } ]
                    }
                    """);
        }
        assertThat(execute("fit", scenario, "--task-definition", "web", "--at", "6m", "--count", "2"))
                .isZero();
        assertThat(out()).contains("all 2 fit");
    }

    @ParameterizedTest
    @CsvSource({
        "--task-definition wbe, Did you mean web?",
        "--task-definition web:7, TaskDefinition not found",
        "--task-definition web --at 11m, to 2026-03-02T00:10:00Z",
        "--task-definition web --at noon, --at noon is no time",
        "--task-definition web --count 0, --count 0 is not a number of tasks",
        "--task-definition web --strategy spred:host, Did you mean spread?",
        "--count 1, --task-definition"
    })
    void fit_refusesWhatItCannotAnswer(String options, String message) throws IOException {
        String scenario = file("tiny.yaml", SCENARIO);
        assertThat(execute(("fit " + scenario + " " + options).split(" "))).isEqualTo(ExitCode.WRONG_INPUT);
        assertThat(err()).contains(message);
    }
}
