// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlacementNotesTest {
    private static final String SCENARIO = """
            name: notes
            taskDefinitions:
              - family: web
                containerDefinitions: [{name: app, image: web, cpu: 256, memory: 512}]
                placementConstraints: [{type: memberOf, expression: "DEFINITION"}]
            services:
              - serviceName: web
                taskDefinition: web
                desiredCount: 1
                placementStrategy: STRATEGY
                placementConstraints: [{type: memberOf, expression: "SERVICE"}]
            containerInstances: [{instanceType: m6i.large, attributes: {stack: prod, rack: a}}]
            timeline:
              - at: 1m
                runTask:
                  taskDefinition: web
                  placementConstraints: [{type: memberOf, expression: "REQUEST"}]
            """;
    private static final String FINE = "attribute:ecs.os-type == linux";
    private static final String CONSTRAINT = "services.web.placementConstraints[0].expression names ";

    @TempDir
    private Path home;

    private List<String> notes(String strategy, String definition, String service, String request) throws IOException {
        String scenario = SCENARIO.replace("STRATEGY", strategy)
                .replace("DEFINITION", definition)
                .replace("SERVICE", service)
                .replace("REQUEST", request);
        return ScenarioReader.read(Files.writeString(home.resolve("notes.yaml"), scenario)).notes().stream()
                .map(Note::text)
                .filter(note -> note.contains(".placement"))
                .toList();
    }

    @ParameterizedTest
    @Tag("CN-8")
    @CsvSource({
        "attribute:instance-type =~ t2.*, attribute:instance-type, attribute:ecs.instance-type",
        "attribute:instanceType == t2.micro, attribute:instanceType, attribute:ecs.instance-type",
        "attribute:availability-zone == us-east-1a, attribute:availability-zone, attribute:ecs.availability-zone",
        "attribute:os-type == linux, attribute:os-type, attribute:ecs.os-type",
        "attribute:ecs.availabilty-zone == a, attribute:ecs.availabilty-zone, attribute:ecs.availability-zone",
        "not(attribute:stak == test), attribute:stak, attribute:stack"
    })
    void anAttributeThatNoInstanceHas(String expression, String attribute, String meant) throws IOException {
        assertThat(notes("[]", FINE, expression, FINE))
                .containsExactly(CONSTRAINT + attribute + ", which no instance of the scenario has. Did you mean "
                        + meant + "?");
    }

    @Test
    @Tag("CN-8")
    void wherever_aConstraintStands() throws IOException {
        String unknown = "attribute:colour exists";
        assertThat(notes("[]", unknown, unknown, unknown))
                .hasSize(3)
                .allMatch(
                        note -> note.endsWith(
                                ".placementConstraints[0].expression names attribute:colour, which no instance of the scenario has"));
    }

    @Test
    @Tag("CN-8")
    void whatAnInstanceHasOrAnAgentMayGiveIsFine() throws IOException {
        String capability = "attribute:ecs.capability.task-eni exists";
        assertThat(notes("[{type: spread, field: 'attribute:rack'}]", capability, "attribute:stack == prod", FINE))
                .isEmpty();
    }

    @Test
    @Tag("PL-11")
    void aSpreadOverAnAttributeThatNoInstanceHas() throws IOException {
        assertThat(notes("[{type: spread, field: 'attribute:availability-zone'}]", FINE, FINE, FINE))
                .containsExactly("services.web.placementStrategy[0].field names attribute:availability-zone, which no "
                        + "instance of the scenario has. Did you mean attribute:ecs.availability-zone?");
    }

    @Test
    @Tag("PL-20")
    void aStrategyThatIsGivenTwice() throws IOException {
        String twice = "[{type: binpack, field: cpu}, {type: random}, {type: binpack, field: cpu}]";
        assertThat(notes(twice, FINE, FINE, FINE))
                .containsExactly("services.web.placementStrategy[2] repeats [0] and changes nothing");
    }
}
