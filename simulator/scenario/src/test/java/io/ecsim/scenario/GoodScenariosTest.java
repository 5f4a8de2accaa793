// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.EcsConfig;
import io.ecsim.aws.LaunchType;
import io.ecsim.aws.OSFamily;
import io.ecsim.aws.PlacementStrategy;
import io.ecsim.aws.RedrivePolicy;
import io.ecsim.kernel.Distribution;
import io.ecsim.simulation.Action;
import io.ecsim.simulation.Scenario;
import io.ecsim.simulation.TracedTasks;
import io.ecsim.workload.Bytes;
import io.ecsim.workload.DailyWave;
import io.ecsim.workload.Health;
import io.ecsim.workload.Share;
import io.ecsim.world.World;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What can be written is read to what it means, and the effective form of every scenario says the same. */
class GoodScenariosTest {
    static final Path GOOD = Path.of("src/test/resources/good");
    private static final Path SHIPPED = Path.of("../../scenarios");
    private static final List<String> SETTINGS = List.of("autoScalingGroups.my-asg.InstanceType=t3.small");

    /** Those of the tests and those that the project comes with. */
    static Stream<Path> scenarios() throws IOException {
        List<Path> files = new ArrayList<>(List.of(GOOD.resolve("smallest.yaml"), GOOD.resolve("smallest.json")));
        files.add(GOOD.resolve("shop"));
        files.add(GOOD.resolve("exports"));
        files.add(GOOD.resolve("instances.yaml"));
        files.add(GOOD.resolve("listeners.yaml"));
        files.add(GOOD.resolve("classic-load-balancer.yaml"));
        files.add(GOOD.resolve("jobs"));
        files.add(GOOD.resolve("queues.yaml"));
        try (Stream<Path> shipped =
                Files.find(SHIPPED, 2, (path, attributes) -> path.toString().endsWith(".yaml"))) {
            shipped.sorted().forEach(files::add);
        }
        return files.stream();
    }

    private static LoadedScenario read(Path file) {
        return ScenarioReader.read(file, file.endsWith("exports") ? SETTINGS : List.of(), null, null);
    }

    @ParameterizedTest
    @MethodSource("scenarios")
    void effectiveScenarioReadsAsTheSame(Path file, @TempDir Path home) throws IOException {
        LoadedScenario loaded = read(file);
        String yaml = EffectiveScenario.yaml(loaded, home);
        Path effective = Files.writeString(home.resolve("scenario.yaml"), yaml);
        LoadedScenario again = ScenarioReader.read(effective);
        assertThat(again.scenario())
                .usingRecursiveComparison()
                .withEqualsForType(TracedTasks::equals, TracedTasks.class) // too many jobs to be taken apart
                .withEqualsForType(RulerPattern::equals, RulerPattern.class)
                .isEqualTo(loaded.scenario());
        assertThat(again.notes())
                .extracting(Note::text)
                .containsExactlyInAnyOrderElementsOf(
                        loaded.notes().stream().map(Note::text).toList());
        assertThat(again.expectations())
                .extracting(Expectation::text)
                .isEqualTo(loaded.expectations().stream().map(Expectation::text).toList());
        assertThat(EffectiveScenario.yaml(again, home)).isEqualTo(yaml);
    }

    @Test
    void yamlAndJsonAreOneModel() {
        assertThat(read(GOOD.resolve("smallest.json")).scenario())
                .isEqualTo(read(GOOD.resolve("smallest.yaml")).scenario());
    }

    @Test
    void worldsBlocksAreReadWithTheirUnits() {
        Scenario shop = read(GOOD.resolve("shop")).scenario();
        assertThat(shop.duration()).isEqualTo(Duration.ofHours(12));
        assertThat(shop.images().get("shop/app:2").size()).isEqualTo(new Bytes(480 * Bytes.MIB));
        assertThat(shop.world().instanceLaunch()).isEqualTo(Distribution.LogNormal.ofPercentiles(45, 120));
        assertThat(shop.world().pullFixed()).isEqualTo(new Distribution.Uniform(1, 3));
        assertThat(shop.world().containerStart()).isEqualTo(new Distribution.Exponential(1));
        assertThat(shop.world().activating()).isEqualTo(new Distribution.Normal(2, 0.5));
        assertThat(shop.world().metricDelay().ecs()).isEqualTo(Duration.ofMinutes(2));
        assertThat(shop.world().tieBreak()).isEqualTo(World.TieBreak.random);
        var app = shop.applications().get("shop");
        assertThat(app.request().cpu()).isEqualTo(new Distribution.LogNormal(0.012, 0.6));
        assertThat(app.request().errors()).isEqualTo(new Share(0.0001));
        assertThat(app.health()).isEqualTo(new Health.FailAboveCpu(new Share(0.95)));
        assertThat(shop.applications().get("shop:2").request().latency())
                .isEqualTo(new Distribution.Empirical(List.of(0.02, 0.035, 0.5)));
    }

    @Test
    void awsDocumentsAreReadFromWhatTheCliPrints() {
        Scenario shop = read(GOOD.resolve("shop")).scenario();
        assertThat(shop.taskDefinitions())
                .extracting(definition -> definition.family())
                .containsExactly("shop", "shop", "report");
        var service = shop.services().get(0);
        assertThat(service.taskDefinition()).isEqualTo("shop:1");
        assertThat(service.launchType()).isEqualTo(LaunchType.EC2);
        assertThat(service.deploymentConfiguration().minimumHealthyPercent()).isEqualTo(50);
        assertThat(shop.targetGroups().get(0).deregistrationDelaySeconds()).isEqualTo(30);
        assertThat(shop.autoScalingGroups().get(0).vpcZoneIdentifier()).isEqualTo("subnet-a,subnet-b");
        assertThat(shop.scalingPolicies())
                .extracting(policy -> policy.resourceId())
                .containsOnly("service/shop/shop");
    }

    @Test
    void aChainOfStrategiesIsAList() {
        assertThat(read(GOOD.resolve("shop")).scenario().services().get(1).placementStrategy())
                .containsExactly(
                        new PlacementStrategy("spread", "attribute:ecs.availability-zone"),
                        new PlacementStrategy("binpack", "memory"));
    }

    @Test
    void theAgentIsConfiguredInItsOwnWords() {
        LoadedScenario loaded = read(GOOD.resolve("instances.yaml"));
        EcsConfig config = loaded.scenario().containerInstances().get(0).ecsConfig();
        assertThat(config)
                .isEqualTo(new EcsConfig(
                        256,
                        List.of(22, 2375, 2376, 51678, 51679, 9100),
                        null,
                        Map.of("stack", "prod"),
                        List.of("json-file", "awslogs"),
                        null,
                        false,
                        null,
                        null,
                        null,
                        null));
        assertThat(loaded.scenario().containerInstances().get(1).operatingSystemFamily())
                .isEqualTo(OSFamily.WINDOWS_SERVER_2022_CORE);
        assertThat(loaded.scenario().autoScalingGroups().get(0).ecsConfig().reservedMemory())
                .isEqualTo(128);
        assertThat(loaded.notes())
                .extracting(Note::text)
                .contains("containerInstances[0].ecsConfig.ECS_LOGLEVEL is accepted, not simulated")
                .noneMatch(note -> note.contains("ECS_CLUSTER") || note.contains("targetType"));
    }

    @Test
    void timelineKnowsInstantsAndSpans() {
        Scenario shop = read(GOOD.resolve("shop")).scenario();
        assertThat(shop.timeline().get(1))
                .isEqualTo(new Action.Timed(
                        Duration.ofMinutes(570), new Action.SetTraffic("shop", 3.0, Duration.ofMinutes(10))));
    }

    @Test
    void aRedrivePolicyIsTheSameAsATextAndAsAMapping() {
        Scenario queues = read(GOOD.resolve("queues.yaml")).scenario();
        assertThat(queues.queues().get(1).redrivePolicy())
                .isEqualTo(new RedrivePolicy("arn:aws:sqs:us-east-1:1:failed", 3));
        assertThat(queues.queues().get(2).redrivePolicy())
                .isEqualTo(new RedrivePolicy("arn:aws:sqs:us-east-1:1:failed", 5));
        assertThat(queues.workload().get(0).consumers().perTask()).isEqualTo(4);
    }

    @Test
    void aWeekBeginsWithTheDayOfTheStart() {
        DailyWave wave = (DailyWave)
                read(GOOD.resolve("shop")).scenario().workload().get(2).requests();
        assertThat(wave.weekly()).containsExactly(1.0, 1.0, 1.0, 1.0, 1.0, 0.5, 0.25); // 2026-03-02 is a Monday
    }

    @Test
    void exportedRevisionsBecomeTheScenarios() {
        Scenario exports = read(GOOD.resolve("exports")).scenario();
        assertThat(exports.services().get(1).taskDefinition()).isEqualTo("hello_world:1");
        assertThat(exports.applications()).containsOnlyKeys("hello_world:1");
    }

    @Test
    void whatIsNotSimulatedIsNamedOnce() {
        assertThat(read(GOOD.resolve("shop")).notes())
                .extracting(Note::text)
                .contains("cluster.configuration is accepted, not simulated")
                .noneMatch(note -> note.contains("taskDefinitionArn") || note.contains("mountPoints"));
    }

    @Test
    void seedAndEndCanBeSetFromOutside(@TempDir Path home) throws IOException {
        LoadedScenario loaded = ScenarioReader.read(GOOD.resolve("shop"), List.of(), 99L, Duration.ofHours(10));
        assertThat(loaded.scenario().seed()).isEqualTo(99);
        assertThat(loaded.scenario().duration()).isEqualTo(Duration.ofHours(10));
        assertThat(loaded.scenario().timeline()).hasSize(3);
        assertThat(loaded.notes())
                .extracting(Note::text)
                .contains("timeline[3] is left out: it would take place after 10h");
        Path effective = Files.writeString(home.resolve("scenario.yaml"), EffectiveScenario.yaml(loaded, home));
        assertThat(ScenarioReader.read(effective).scenario())
                .usingRecursiveComparison()
                .isEqualTo(loaded.scenario());
    }

    @Test
    void expectationsKeepTheirPlaces() {
        Expectation first = read(GOOD.resolve("shop")).expectations().get(0);
        assertThat(first.text()).isEqualTo("requests.failed == 0");
        assertThat(first.problem("no reason"))
                .hasToString(GOOD.resolve("shop/scenario.yaml") + ":113:5: error: "
                        + "expect: 'requests.failed == 0' cannot be understood: no reason.");
    }

    @Test
    void aByteOrderMarkIsNoText(@TempDir Path home) throws IOException {
        String text = "\uFEFF" + Files.readString(GOOD.resolve("smallest.yaml"));
        assertThat(ScenarioReader.read(Files.writeString(home.resolve("bom.yaml"), text))
                        .scenario()
                        .name())
                .isEqualTo("smallest");
    }
}
