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

/** What is accepted, simulated in part, and could matter. */
class NotesTest {
    private static final String SCENARIO = """
            name: notes
            cluster: {clusterName: c}
            taskDefinitions:
              - family: web
                containerDefinitions:
                  - name: app
                    image: web
                    cpu: 256
                    memory: 512
                    portMappings: [{containerPort: 80}, {containerPort: 81}]
                    dependsOn: [{containerName: proxy, condition: CONDITION}, {containerName: setup, condition: START}]
                  - name: proxy
                    image: proxy
                    essential: false
                    cpu: 64
                    memory: 64
                    healthCheck: {command: [CMD, "true"]}
                    dnsServers: [10.0.0.2]
                    dependsOn: [{containerName: setup, condition: CONDITION}]
                  - {name: setup, image: setup, essential: false, cpu: 64, memory: 64, dnsServers: [10.0.0.2]}
            targetGroups: [{Name: one, Protocol: HTTP, Port: 80}, {Name: two, Protocol: HTTP, Port: 81}]
            services:
              - serviceName: web
                taskDefinition: web
                desiredCount: 1
                loadBalancers:
                  - {targetGroupArn: one, containerName: app, containerPort: 80}
                  - {targetGroupArn: two, containerName: app, containerPort: 81}
            containerInstances: [{instanceType: m6i.large}]
            scalableTargets: [{ResourceId: service/c/web, MinCapacity: 1, MaxCapacity: 4}]
            scalingPolicies:
              - PolicyName: custom
                ResourceId: service/c/web
                PolicyType: TargetTrackingScaling
                TargetTrackingScalingPolicyConfiguration:
                  TargetValue: 60
                  CustomizedMetricSpecification: {METRIC, Statistic: Average}
            """;
    private static final String CPU =
            "Namespace: AWS/ECS, MetricName: CPUUtilization, Dimensions: [{Name: ServiceName, Value: web}, "
                    + "{Name: ClusterName, Value: c}]";

    @TempDir
    private Path home;

    private List<String> notes(String condition, String metric) throws IOException {
        String text = SCENARIO.replace("CONDITION", condition).replace("METRIC", metric);
        return ScenarioReader.read(Files.writeString(home.resolve("scenario.yaml"), text)).notes().stream()
                .map(Note::text)
                .toList();
    }

    @Test
    void aTargetGroupToWhichNoListenerForwardsIsNoted() throws IOException {
        assertThat(notes("START", CPU))
                .contains("services.web.loadBalancers have the target group two, to which no listener forwards: it gets"
                        + " no traffic")
                .noneMatch(note -> note.contains("dependsOn") || note.contains("nothing publishes"));
    }

    @Test
    void whatIsCheckedWithoutAnyEffectIsNotedOnceWithAllThatIsInIt() throws IOException {
        assertThat(notes("START", CPU))
                .filteredOn(note -> note.contains("dnsServers"))
                .containsExactly("taskDefinitions.web.containerDefinitions.proxy.dnsServers is accepted, not simulated"
                        + " (and 1 more)");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Namespace: Shop, MetricName: Backlog | Shop Backlog | ''",
                "Namespace: AWS/ECS, MetricName: CPUUtilisation | AWS/ECS CPUUtilisation |"
                        + " ' Did you mean AWS/ECS CPUUtilization?'",
                "Namespace: ECS/ContainerInsights, MetricName: TaskCount | ECS/ContainerInsights TaskCount |"
                        + " ' The cluster has no containerInsights among its settings.'",
                "Namespace: ECS, MetricName: CPUReservation | ECS CPUReservation |"
                        + " ' Did you mean AWS/ECS CPUReservation?'",
                "'Namespace: AWS/ECS, MetricName: CPUUtilization, Dimensions: [{Name: ServiceName, Value: web}]' |"
                        + " AWS/ECS CPUUtilization of ServiceName=web | ' Did you mean ClusterName=c,ServiceName=web?'",
                "'Namespace: AWS/ApplicationELB, MetricName: RequestCount, Dimensions: [{Name: TargetGroup, Value: two}]'"
                        + " | AWS/ApplicationELB RequestCount of TargetGroup=two | ' Did you mean LoadBalancer=two,TargetGroup=two?'"
            })
    void aMetricThatNothingPublishesIsNoted(String metric, String what, String advice) throws IOException {
        assertThat(notes("START", metric))
                .filteredOn(note -> note.startsWith("scalingPolicies") && note.contains("nothing publishes it"))
                .containsExactly("scalingPolicies.custom.TargetTrackingScalingPolicyConfiguration"
                        + ".CustomizedMetricSpecification is " + what
                        + ": nothing publishes it, so the policy never acts." + advice);
    }

    @ParameterizedTest
    @Tag("SC-143")
    @CsvSource({
        "AWS/ApplicationELB, RequestCount, true",
        "AWS/ApplicationELB, TargetResponseTime, true",
        "AWS/SQS, ApproximateNumberOfMessagesVisible, true",
        "AWS/ApplicationELB, RequestCountPerTarget, false",
        "AWS/ECS, CPUUtilization, false"
    })
    void aMetricThatIsNotFitForTargetTrackingIsNoted(String namespace, String name, boolean noted) throws IOException {
        String unfit = "is " + name
                + ", which does not fall in proportion as tasks are added: AWS says that it is not fit for target tracking";
        assertThat(notes("START", "Namespace: " + namespace + ", MetricName: " + name).stream()
                        .anyMatch(note -> note.endsWith(unfit)))
                .isEqualTo(noted);
    }

    @Test
    void aMetricInAnotherUnitIsNoted() throws IOException {
        assertThat(notes("START", CPU + ", Unit: Count"))
                .anyMatch(note -> note.endsWith("so the policy never acts. Its unit is Percent."));
    }

    /** Rows are a minute apart but for one hole of an hour and one of two minutes. */
    @Test
    void aGapInATraceIsNotedWithItsLine() throws IOException {
        Files.writeString(home.resolve("load.csv"), """
                timestamp,requests
                2026-03-02T00:00:00Z,1
                2026-03-02T00:01:00Z,2
                2026-03-02T01:01:00Z,3
                2026-03-02T01:02:00Z,4
                2026-03-02T01:04:00Z,5
                2026-03-02T01:05:00Z,6
                """);
        String text = SCENARIO.replace("CONDITION", "START").replace("METRIC", CPU)
                + "workload: [{service: web, requests: {trace: load.csv}}]\n";
        assertThat(ScenarioReader.read(Files.writeString(home.resolve("scenario.yaml"), text))
                        .notes())
                .extracting(Note::text)
                .contains(
                        "workload.web.requests.trace has a gap of 1 h after line 3, and 1 more; the count before a gap"
                                + " is spread over it");
    }
}
