// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.events.Event;
import io.ecsim.events.EventType;
import io.ecsim.simulation.Rule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulesTest {
    private static final String ELB = "Task failed ELB health checks in (target-group x)";

    private static Event task(String lastStatus, String stoppedReason) {
        Map<String, Object> detail = new LinkedHashMap<>();
        detail.put("lastStatus", lastStatus);
        detail.put("version", 3);
        if (stoppedReason != null) {
            detail.put("stoppedReason", stoppedReason);
        }
        return new Event(
                "id",
                EventType.TASK_STATE_CHANGE,
                "123456789012",
                "2026-03-02T00:00:00Z",
                "us-east-1",
                List.of("arn:aws:ecs:us-east-1:123456789012:task/default/task-00001"),
                detail);
    }

    private static boolean matches(String pattern, Event event) {
        return new RulerPattern(pattern).matches(event);
    }

    @Test
    @Tag("SW-31")
    @Tag("EB-7")
    void theWorkedExampleMatchesTheOneEventThatItShould() {
        String pattern = "{\"source\":[\"aws.ecs\"],\"detail\":{\"lastStatus\":[\"STOPPED\"],"
                + "\"stoppedReason\":[{\"prefix\":\"Task failed ELB\"}]}}";
        assertThat(matches(pattern, task("STOPPED", ELB))).isTrue();
        assertThat(matches(pattern, task("STOPPED", "Essential container in task exited")))
                .isFalse();
        assertThat(matches(pattern, task("RUNNING", ELB))).isFalse();
        assertThat(matches(pattern, task("STOPPED", null))).isFalse();
    }

    @ParameterizedTest(name = "{0}: {1}")
    @Tag("EB-7")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "{\"detail\":{\"lastStatus\":[\"RUNNING\",\"STOPPED\"]}}; true",
                "{\"detail\":{\"lastStatus\":[\"stopped\"]}}; false",
                "{\"detail\":{\"lastStatus\":[{\"equals-ignore-case\":\"stopped\"}]}}; true",
                "{\"detail\":{\"lastStatus\":[{\"suffix\":\"PPED\"}]}}; true",
                "{\"detail\":{\"lastStatus\":[{\"anything-but\":[\"STOPPED\"]}]}}; false",
                "{\"detail\":{\"stoppedReason\":[{\"exists\":false}]}}; false",
                "{\"detail\":{\"stoppedReason\":[{\"wildcard\":\"*ELB*\"}]}}; true",
                "{\"detail\":{\"version\":[{\"numeric\":[\">\",2,\"<=\",3]}]}}; true",
                "{\"resources\":[{\"suffix\":\"task-00001\"}]}; true",
                "{\"$or\":[{\"source\":[\"aws.ecr\"]},{\"detail\":{\"version\":[3]}}]}; true",
            })
    void operatorsMatchAsEventBridgesDo(String pattern, boolean matches) {
        assertThat(matches(pattern, task("STOPPED", ELB))).isEqualTo(matches);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @Tag("EB-7")
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '\0',
            value = {
                "{\"source\":[\"aws.ecr\"]}; false",
                "{\"source\":[\"aws.ecr\",\"aws.ecs\"]}; true",
                "{\"source\":[{\"prefix\":\"aws.\"}]}; true",
                "{\"detail-type\":[\"ECS Service Action\"]}; false",
                "{\"detail\":{\"lastStatus\":[\"STOPPED\"]}}; true",
                "{\"$or\":[{\"source\":[\"aws.ecr\"]},{\"source\":[\"aws.ecs\"]}]}; true",
            })
    void eventsThatNoPatternCanMatchAreKnownWithoutLookingAtThem(String pattern, boolean may) {
        assertThat(new RulerPattern(pattern).mayMatch(EventType.TASK_STATE_CHANGE))
                .isEqualTo(may);
    }

    @Test
    @Tag("EB-7")
    @Tag("EB-8")
    @Tag("EB-9")
    void rulesAreReadAsAwsAndWeWriteThem(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a.yaml"), """
                name: a
                taskDefinitions: [{family: web, networkMode: awsvpc, containerDefinitions: [{name: a, image: a, cpu: 1, memory: 6}]}]
                containerInstances: [{instanceType: m6i.large}]
                rules:
                  - Name: text
                    EventPattern: '{"source": ["aws.ecs"]}'
                    State: DISABLED
                    Targets:
                      - {Id: "1", Arn: "arn:aws:sns:us-east-1:123456789012:ops"}
                      - Id: "2"
                        Arn: arn:aws:ecs:us-east-1:123456789012:cluster/default
                        RoleArn: arn:aws:iam::123456789012:role/ecsEventsRole
                        EcsParameters:
                          TaskDefinitionArn: arn:aws:ecs:us-east-1:123456789012:task-definition/web:1
                          TaskCount: 2
                          NetworkConfiguration: {awsvpcConfiguration: {Subnets: [subnet-a], AssignPublicIp: DISABLED}}
                      - {Id: "3", Arn: "arn:aws:lambda:us-east-1:123456789012:function:f"}
                  - {Name: mapping, EventPattern: {source: [aws.ecs], detail: {stopCode: [null, ""]}}, Targets: [{notify: dev}]}
                  - {Name: nightly, ScheduleExpression: rate(1 day), Targets: [{notify: dev}]}
                """);
        LoadedScenario loaded = ScenarioReader.read(file);
        List<Rule> rules = loaded.scenario().rules();
        assertThat(rules.get(0).eventPattern()).isEqualTo(new RulerPattern("{\"source\": [\"aws.ecs\"]}"));
        assertThat(rules.get(0).state()).isEqualTo(Rule.State.DISABLED);
        assertThat(rules.get(0).targets().get(0)).isEqualTo(new Rule.Notify("ops"));
        Rule.RunTasks tasks = (Rule.RunTasks) rules.get(0).targets().get(1);
        assertThat(tasks.parameters().taskDefinitionArn()).isEqualTo("web:1");
        assertThat(tasks.parameters().runTask().count()).isEqualTo(2);
        assertThat(tasks.parameters()
                        .runTask()
                        .networkConfiguration()
                        .awsvpcConfiguration()
                        .subnets())
                .containsExactly("subnet-a");
        assertThat(rules.get(1).eventPattern())
                .isEqualTo(new RulerPattern("{\"source\":[\"aws.ecs\"],\"detail\":{\"stopCode\":[null,\"\"]}}"));
        assertThat(loaded.notes())
                .extracting(Note::text)
                .anyMatch(note -> note.contains("names arn:aws:lambda:us-east-1:123456789012:function:f"))
                .anyMatch(note -> note.contains("does not happen in this run, but at 2026-03-03T00:00:00Z"));
        assertThat(rules.get(2).schedule().scheduleExpression()).isEqualTo("rate(1 day)");
    }

    /** What {@code aws scheduler get-schedule} answers, nearly. */
    @Test
    @Tag("EB-9")
    @Tag("EB-12")
    void schedulesOfSchedulerAreRules(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("a.yaml"), """
                name: a
                duration: 24h
                taskDefinitions: [{family: web, containerDefinitions: [{name: a, image: a, cpu: 1, memory: 6}]}]
                containerInstances: [{instanceType: m6i.large}]
                rules:
                  - Name: report
                    GroupName: default
                    ScheduleExpression: cron(30 2 * * ? *)
                    ScheduleExpressionTimezone: Europe/Berlin
                    StartDate: 2026-03-01T00:00:00Z
                    FlexibleTimeWindow: {Mode: FLEXIBLE, MaximumWindowInMinutes: 15}
                    State: ENABLED
                    Target:
                      Arn: arn:aws:ecs:us-east-1:123456789012:cluster/default
                      RoleArn: arn:aws:iam::123456789012:role/scheduler
                      EcsParameters: {TaskDefinitionArn: web, TaskCount: 2, LaunchType: EC2}
                  - {Name: once, ScheduleExpression: "at(2020-01-01T00:00:00)", Target: {notify: ops}}
                """);
        LoadedScenario loaded = ScenarioReader.read(file);
        Rule rule = loaded.scenario().rules().get(0);
        assertThat(rule.schedule().windowMinutes()).isEqualTo(15);
        assertThat(rule.schedule().zone()).isEqualTo("Europe/Berlin");
        assertThat(rule.targets()).hasSize(1).first().isInstanceOf(Rule.RunTasks.class);
        assertThat(loaded.notes())
                .extracting(Note::text)
                .anyMatch(note -> note.startsWith("rules.once.ScheduleExpression never happens after"));
        Path again = Files.writeString(folder.resolve("b.yaml"), EffectiveScenario.yaml(loaded, folder));
        assertThat(ScenarioReader.read(again).scenario()).isEqualTo(loaded.scenario());
    }
}
