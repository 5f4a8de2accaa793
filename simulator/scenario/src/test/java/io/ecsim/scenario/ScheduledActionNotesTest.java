// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScheduledActionNotesTest {
    @ParameterizedTest
    @Tag("SC-360")
    @CsvSource({"cron(0 9 * * ? 2020), true", "cron(0 9 * * ? *), false", "at(2020-01-01T09:00:00), true"})
    void aScheduleThatIsOverBeforeTheStart_isNoted(String schedule, boolean noted, @TempDir Path home)
            throws IOException {
        Path file = Files.writeString(home.resolve("s.yaml"), """
                name: s
                taskDefinitions: [{family: w, containerDefinitions: [{name: w, image: w, cpu: 64, memory: 64}]}]
                services: [{serviceName: w, taskDefinition: w}]
                scalableTargets: [{ResourceId: service/default/w, MinCapacity: 1, MaxCapacity: 3}]
                scheduledActions:
                  - ScheduledActionName: open
                    ResourceId: service/default/w
                    Schedule: "%s"
                    ScalableTargetAction: {MinCapacity: 2}
                """.formatted(schedule));
        assertThat(ScenarioReader.read(file).notes().stream()
                        .map(Note::text)
                        .anyMatch("scheduledActions.open.Schedule never happens after the scenario's start"::equals))
                .isEqualTo(noted);
    }
}
