// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.scenario.ScenarioException;
import io.ecsim.scenario.ScenarioReader;
import io.ecsim.simulation.RunObserver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class RunTest {
    private static final String NEVER_HEALTHY = """
            name: sick
            duration: 2d
            taskDefinitions:
              - family: web
                containerDefinitions:
                  - {name: app, image: web, cpu: 256, memory: 256, portMappings: [{containerPort: 80, hostPort: 0}]}
            targetGroups: [{Name: web, Protocol: HTTP, Port: 80}]
            services:
              - serviceName: web
                taskDefinition: web
                desiredCount: 2
                loadBalancers: [{targetGroupArn: web, containerName: app, containerPort: 80}]
            containerInstances: [{instanceType: m6i.large, count: 2}]
            applications: {web: {health: never}}
            """;

    @TempDir
    private Path home;

    @Test
    void stepsThatTheSummaryDoesNotHave_areNoted() throws IOException {
        Path scenario = Files.writeString(home.resolve("sick.yaml"), NEVER_HEALTHY);
        RunOutcome outcome =
                Run.of(ScenarioReader.read(scenario), "").execute(home, RunObserver.NONE, () -> false, Run.Extras.NONE);
        assertThat(outcome.notes())
                .singleElement()
                .asString()
                .matches("deployment ecs-svc/1 of web took \\d+ steps: the first 1000 are in summary.json,"
                        + " all are in journal.jsonl");
    }

    @Test
    void wrongExpectations_areToldWithEverythingElseThatIsWrong() throws IOException {
        String wrong =
                NEVER_HEALTHY.replace("desiredCount: 2", "desiredCount: two") + "expect: [requests.failed = 0]\n";
        Path scenario = Files.writeString(home.resolve("wrong.yaml"), wrong);
        assertThatThrownBy(() -> Run.read(scenario, List.of(), null, null))
                .isInstanceOfSatisfying(
                        ScenarioException.class, e -> assertThat(e.problems()).hasSize(2))
                .hasMessageContaining("wrong.yaml:11:19: ")
                .hasMessageContaining("wrong.yaml:15:10: ")
                .hasMessageContaining("one of == != < <= > >= was expected");
    }

    @Test
    @Tag("EB-1")
    void events_areWrittenOneObjectALine_whenAskedFor() throws IOException {
        Path scenario = Files.writeString(home.resolve("sick.yaml"), NEVER_HEALTHY.replace("2d", "10m"));
        Run run = Run.of(ScenarioReader.read(scenario), "");
        run.execute(home, RunObserver.NONE, () -> false, Run.Extras.NONE);
        assertThat(home.resolve("events.jsonl")).doesNotExist();
        run.execute(home, RunObserver.NONE, () -> false, new Run.Extras(true, false, false, List.of()));
        String written = Files.readString(home.resolve("events.jsonl"));
        assertThat(written).endsWith("}\n");
        JsonMapper json = JsonMapper.shared();
        assertThat(written.lines().map(json::readTree))
                .hasSizeGreaterThan(20)
                .allSatisfy(event -> assertThat(event.propertyNames())
                        .containsExactly(
                                "version",
                                "id",
                                "detail-type",
                                "source",
                                "account",
                                "time",
                                "region",
                                "resources",
                                "detail"));
        run.execute(home, RunObserver.NONE, () -> false, new Run.Extras(true, false, false, List.of()));
        assertThat(Files.readString(home.resolve("events.jsonl"))).isEqualTo(written);
    }
}
