// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ecsim.aws.Listener;
import io.ecsim.aws.ListenerAction.TargetGroupTuple;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ListenersTest {
    private static final String SCENARIO = """
            name: shop
            taskDefinitions:
              - family: web
                containerDefinitions:
                  - {name: web, image: web, cpu: 128, memory: 128, portMappings: [{containerPort: 80}]}
            loadBalancers: [{Name: shop, Attributes: {idle_timeout.timeout_seconds: "TIMEOUT"}}]
            targetGroups: [{Name: blue}, {Name: green}]
            listeners:
              - LoadBalancerArn: shop
                Port: 80
                Protocol: HTTP
                DefaultActions:
                  - Type: forward
                    ForwardConfig: {TargetGroups: [{TargetGroupArn: blue, Weight: 90}, {TargetGroupArn: green, Weight: 10}]}
                Rules:
                  - Priority: 5
                    Conditions: [{Field: path-pattern, Values: ["/api/*"]}]
                    Actions: [{Type: forward, TargetGroupArn: API}]
            services:
              - serviceName: web
                taskDefinition: web
                desiredCount: 1
                loadBalancers:
                  - {targetGroupArn: blue, containerName: web, containerPort: 80}
                  - {targetGroupArn: green, containerName: web, containerPort: 80}
            containerInstances: [{instanceType: m6i.large}]
            timeline:
              - {at: 10m, modifyRule: {RuleArn: "shop:80/default", Actions: [{Type: forward, TargetGroupArn: blue}]}}
            workload:
              - {service: web, requests: {rate: 10/s}, paths: {/api/v1: 30%, /: 70%}}
            """;

    @TempDir
    private Path home;

    private LoadedScenario read(String text) throws IOException {
        return ScenarioReader.read(Files.writeString(home.resolve("scenario.yaml"), text));
    }

    /** Numbers of the Application and Network Load Balancer guides. */
    @Test
    @Tag("QU-19")
    @Tag("QU-20")
    void aLoadBalancerHasFiftyListeners_aListenerAHundredRules_andAnActionFiveGroups() {
        String listener =
                "  - {LoadBalancerArn: shop, Port: %d, DefaultActions: [{Type: forward, TargetGroupArn: blue}]}\n";
        String more = IntStream.range(0, 49)
                .mapToObj(i -> listener.formatted(1000 + i))
                .collect(Collectors.joining());
        assertThat(problems("Weight: 90", "Weight: 1000")).hasSize(1);
        assertThat(problems("services:\n", more + listener.formatted(2000) + "services:\n"))
                .containsExactly("listeners[50]: TooManyListeners: A load balancer has at most 50 listeners.");
        String rule =
                "      - {Priority: %d, Conditions: [{Field: path-pattern, Values: [/x]}], Actions: [{Type: forward, TargetGroupArn: blue}]}\n";
        String rules =
                IntStream.range(0, 100).mapToObj(i -> rule.formatted(1000 + i)).collect(Collectors.joining());
        assertThat(problems("services:\n", rules + "services:\n"))
                .containsExactly("listeners[0].Rules: TooManyRules: A load balancer has at most 100 rules.");
        assertThat(problems(
                        "{TargetGroupArn: green, Weight: 10}",
                        "{TargetGroupArn: green, Weight: 10}" + ", {TargetGroupArn: green, Weight: 1}".repeat(4)))
                .hasSize(1);
    }

    private List<String> problems(String what, String instead) {
        String text = SCENARIO.replace("TIMEOUT", "60").replace("API", "green").replace(what, instead);
        return catchThrowableOfType(ScenarioException.class, () -> read(text)).problems().stream()
                .map(Problem::message)
                .toList();
    }

    @Test
    void listenersRulesAndPathsAreRead() throws IOException {
        LoadedScenario loaded = read(SCENARIO.replace("TIMEOUT", "90").replace("API", "green"));
        Listener listener = loaded.scenario().listeners().get(0);
        assertThat(listener.name()).isEqualTo("shop:80");
        assertThat(listener.defaultActions().get(0).targetGroups())
                .containsExactly(new TargetGroupTuple("blue", 90), new TargetGroupTuple("green", 10));
        assertThat(listener.rules().get(0).name("shop:80")).isEqualTo("shop:80/5");
        assertThat(loaded.scenario().loadBalancers().get(0).idleTimeoutSeconds())
                .isEqualTo(90);
        assertThat(loaded.scenario().workload().get(0).paths()).containsOnlyKeys("/api/v1", "/");
        assertThat(loaded.notes()).isEmpty();
        Path effective = Files.writeString(home.resolve("effective.yaml"), EffectiveScenario.yaml(loaded, home));
        assertThat(ScenarioReader.read(effective).scenario())
                .usingRecursiveComparison()
                .isEqualTo(loaded.scenario());
    }

    @Test
    void namesOfNothingAreRefused() {
        assertThat(problems("TargetGroupArn: green}]", "TargetGroupArn: greem}]"))
                .containsExactly(
                        "listeners[0].Rules[0].Actions[0] names no target group, \"greem\". Did you mean green?");
        assertThat(problems("shop:80/default", "shop:80/6"))
                .containsExactly(
                        "timeline[0].modifyRule.RuleArn names no rule, \"shop:80/6\". Did you mean shop:80/5?");
        assertThat(problems("loadBalancers: [{Name: shop,", "loadBalancers: [{Name: shopp,"))
                .containsExactly("listeners[0].LoadBalancerArn names no load balancer, \"shop\". Did you mean shopp?");
    }

    @Test
    void whatAwsRefusesIsRefused() {
        assertThat(problems("Weight: 90", "Weight: 1000"))
                .containsExactly(
                        "listeners[0].DefaultActions[0].ForwardConfig.TargetGroups[0].Weight: ValidationError: The weight of a target group is from 0 to 999, not 1000.");
        assertThat(problems("Priority: 5", "Priority: 0"))
                .containsExactly(
                        "listeners[0].Rules[0].Priority: ValidationError: Priority must be between 1 and 50000, not 0.");
        assertThat(problems("timeout_seconds: \"60\"", "timeout_seconds: \"0\""))
                .containsExactly(
                        "loadBalancers.shop.Attributes.\"idle_timeout.timeout_seconds\": ValidationError: idle_timeout.timeout_seconds must be from 1 to 4000, not 0.");
        assertThat(problems("{Type: forward, TargetGroupArn: green}", "{Type: authenticate-oidc}"))
                .containsExactly(
                        "listeners[0].Rules[0].Actions: InvalidLoadBalancerAction: There must be exactly one forward, redirect or"
                                + " fixed-response action.");
    }

    @Test
    void pathsAreSharesThatBeginWithASlash() {
        assertThat(problems("/: 70%", "/: 71%")).containsExactly("workload.web.paths are more than 100% together.");
        assertThat(problems("/: 70%", "x: 70%")).containsExactly("workload.web.paths.x must begin with /.");
    }
}
