// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Documents that AWS measures are measured as they go over the wire: as JSON without spaces, in UTF-8. */
class LengthsTest {
    private static final int LONGEST_DEFINITION = 65_536;
    private static final int LONGEST_OVERRIDES = 8192;

    @TempDir
    private Path home;

    private LoadedScenario read(String definition, String timeline) throws IOException {
        String text = "name: long\nduration: 1h\ntaskDefinitions: [" + definition
                + "]\ncontainerInstances: [{instanceType: m6i.large}]\ntimeline: [" + timeline + "]\n";
        return ScenarioReader.read(Files.writeString(home.resolve("scenario.yaml"), text));
    }

    /** Of exactly so many bytes, and with spaces and members of an answer that do not count. */
    private static String definition(int bytes) {
        String start =
                "{\"family\":\"web\",\"containerDefinitions\":[{\"name\":\"app\",\"image\":\"web\",\"memory\":64,"
                        + "\"command\":[\"\\\"\u00e4\",\"";
        String end = "\"]}]}";
        int others = start.length() + 1 + end.length(); // one letter has two bytes
        String document = start + "x".repeat(bytes - others) + end;
        return document.replace("\"memory\":64", "\"memory\":   64")
                .replace("{\"family\"", "{\"revision\": 8, \"family\"");
    }

    @Test
    @Tag("TD-2")
    void aTaskDefinitionHasSixtyFourKilobytes() throws IOException {
        assertThat(read(definition(LONGEST_DEFINITION), "").scenario().taskDefinitions())
                .hasSize(1);
        assertThatThrownBy(() -> read(definition(LONGEST_DEFINITION + 1), ""))
                .hasMessageEndingWith("taskDefinitions.web: ClientException: Actual length: '65537'. Max allowed length"
                        + " is '65536' bytes.");
    }

    @Test
    @Tag("TD-16")
    void overridesHaveEightThousandCharacters() throws IOException {
        String start = "{\"containerOverrides\":[{\"name\":\"app\",\"command\":[\"";
        String end = "\"]}]}";
        int others = start.length() + end.length();
        String most = start + "x".repeat(LONGEST_OVERRIDES - others) + end;
        String run = "{at: 1m, runTask: {taskDefinition: web, overrides: OVERRIDES}}";
        assertThat(read(definition(200), run.replace("OVERRIDES", most)).notes())
                .extracting(Note::text)
                .contains("timeline[0].runTask.overrides is accepted, not simulated");
        assertThatThrownBy(() -> read(definition(200), run.replace("OVERRIDES", most.replace("xx", "xxx"))))
                .hasMessageContaining("timeline[0].runTask.overrides: InvalidParameterException: Container Overrides"
                        + " length must be at most 8192");
    }
}
