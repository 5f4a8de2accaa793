// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.AwsVpcConfiguration;
import io.ecsim.aws.CapacityProviderStrategyItem;
import io.ecsim.aws.Cluster;
import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.DeploymentConfiguration;
import io.ecsim.aws.LaunchType;
import io.ecsim.aws.LoadBalancer;
import io.ecsim.aws.NetworkConfiguration;
import io.ecsim.aws.NetworkMode;
import io.ecsim.aws.PortMapping;
import io.ecsim.aws.RunTaskRequest;
import io.ecsim.aws.StopTaskRequest;
import io.ecsim.aws.Subnet;
import io.ecsim.aws.TargetGroup;
import io.ecsim.aws.TargetType;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.TaskLastStatus;
import io.ecsim.aws.TaskStopCode;
import io.ecsim.journal.Entry;
import io.ecsim.workload.Application;
import io.ecsim.world.Faults;
import io.ecsim.world.Quotas;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tasks on Fargate: how many, how fast, where, on which capacity provider. Small ones, of 0.25 vCPU, unless said. */
class FargateTest {
    static final Quotas PLENTY = new Quotas(1000, 1000, null, null, null, null, null, null, null);

    static TaskDefinition definition(int cpu, int memory) {
        ContainerDefinition container = new ContainerDefinition("web", "web", null, null, null, null, null, null, null);
        return new TaskDefinition(
                "web",
                List.of(container),
                NetworkMode.awsvpc,
                Integer.toString(cpu),
                Integer.toString(memory),
                List.of(LaunchType.FARGATE),
                null,
                null);
    }

    static NetworkConfiguration in(String... subnets) {
        return new NetworkConfiguration(new AwsVpcConfiguration(List.of(subnets)));
    }

    static CreateServiceRequest service(int desired, CapacityProviderStrategyItem... strategy) {
        return new CreateServiceRequest(
                "web",
                "web:1",
                desired,
                strategy.length == 0 ? LaunchType.FARGATE : null,
                null,
                null,
                new DeploymentConfiguration(100, 200),
                null,
                null,
                in("subnet-a", "subnet-b", "subnet-c"),
                null,
                List.of(strategy),
                null,
                null,
                null,
                null);
    }

    static CapacityProviderStrategyItem onDemand(int base, int weight) {
        return new CapacityProviderStrategyItem("FARGATE", weight, base);
    }

    static CapacityProviderStrategyItem onSpot(int weight) {
        return new CapacityProviderStrategyItem("FARGATE_SPOT", weight, null);
    }

    static Scenarios scenario(int desired, CapacityProviderStrategyItem... strategy) {
        Scenarios scenario = new Scenarios();
        scenario.taskDefinitions.add(definition(256, 512));
        scenario.taskDefinitions.add(definition(256, 512));
        scenario.services.add(service(desired, strategy));
        scenario.quotas = PLENTY;
        return scenario;
    }

    /** Seconds at which tasks became PENDING: provisioning takes 10 s from the launch. */
    private static List<Double> launches(Recorder run) {
        return run.rows.stream()
                .filter(row -> row.entry() instanceof Entry.TaskStatusChanged moved
                        && moved.status() == TaskLastStatus.PENDING)
                .map(row -> Math.round(1000 * row.at() - 10_000) / 1000.0)
                .sorted()
                .toList();
    }

    /** Many tasks make checks after every event slow. */
    private static Recorder unchecked(Scenarios scenario) {
        Recorder recorder = new Recorder();
        Simulation.run(scenario.build(), recorder, () -> false);
        return recorder;
    }

    private static Map<String, Long> placed(Recorder run, Function<Entry.TaskPlaced, String> by) {
        return run.all(Entry.TaskPlaced.class).stream()
                .collect(Collectors.groupingBy(by, TreeMap::new, Collectors.counting()));
    }

    @Test
    @Tag("PW-32")
    @Tag("FG-7")
    @Tag("SV-9")
    @Tag("QU-11")
    void ofTasksThatAreAskedForAtOnceAHundredAreLaunchedAtOnceAndThenTwentyASecond() {
        List<Double> launches = launches(unchecked(scenario(250).until(Duration.ofSeconds(30))));
        assertThat(launches).hasSize(250);
        assertThat(launches.get(99)).isZero();
        assertThat(launches.get(100)).isEqualTo(0.05);
        assertThat(launches.get(249)).isEqualTo(7.5);
    }

    @Test
    @Tag("SW-23")
    @Tag("SV-8")
    @Tag("FG-9")
    @Tag("QU-10")
    void aServiceStartsFiveHundredAMinuteOrAQuarterOfThatInNewerRegions() {
        List<Double> launches = launches(unchecked(scenario(501).until(Duration.ofSeconds(71))));
        assertThat(launches.get(499)).isEqualTo(20);
        assertThat(launches.get(500)).isEqualTo(60);
        assertThat(launches(unchecked(scenario(120).until(Duration.ofSeconds(12))))
                        .get(119))
                .isEqualTo(1);
        Scenarios newer = scenario(126).until(Duration.ofSeconds(71));
        newer.region = "af-south-1";
        launches = launches(unchecked(newer));
        assertThat(launches.get(24)).isZero();
        assertThat(launches.get(124)).isEqualTo(20);
        assertThat(launches.get(125)).isEqualTo(60);
    }

    @Test
    @Tag("PW-33")
    @Tag("FG-6")
    @Tag("QU-12")
    @Tag("EV-29")
    void ofSevenTasksOfOneVcpuSixRunUnlessTheQuotaIsRaised() {
        Scenarios scenario = scenario(7).until(Duration.ofMinutes(10));
        scenario.taskDefinitions.set(0, definition(1024, 2048));
        scenario.quotas = null;
        Recorder run = Recorder.of(scenario);
        assertThat(launches(run)).hasSize(6);
        assertThat(run.all(Entry.ServiceEvent.class))
                .extracting(Entry.ServiceEvent::message)
                .contains(
                        "(service web) was unable to place a task. Reason: You\u2019ve reached the limit on the number"
                                + " of vCPUs you can run concurrently");
    }

    @Test
    @Tag("PW-33")
    @Tag("FG-6")
    void spotIsCountedApart() {
        Scenarios scenario = scenario(12, onDemand(0, 1), onSpot(1)).until(Duration.ofMinutes(10));
        scenario.taskDefinitions.set(0, definition(1024, 2048));
        scenario.quotas = null;
        assertThat(launches(Recorder.of(scenario))).hasSize(12);
    }

    @Test
    @Tag("FG-6")
    @Tag("EV-29")
    void whoWaitsForTheQuotaIsLaunchedWhenAnotherTaskHasStopped() {
        Scenarios scenario = scenario(3).at(120, new TaskActions.StopTask(stop("web[0]")));
        scenario.taskDefinitions.set(0, definition(1024, 2048));
        scenario.quotas = new Quotas(2, 2, null, null, null, null, null, null, null);
        Recorder run = Recorder.of(scenario.until(Duration.ofMinutes(5)));
        assertThat(launches(run)).hasSize(3).element(2).isEqualTo(130.0); // DEPROVISIONING takes 10 s
    }

    private static StopTaskRequest stop(String task) {
        return new StopTaskRequest(task, null);
    }

    @Test
    @Tag("EV-30")
    void aTaskBiggerThanTheWholeQuotaSaysSo() {
        Scenarios scenario = scenario(1).until(Duration.ofMinutes(2));
        scenario.taskDefinitions.set(0, definition(8192, 16_384));
        scenario.quotas = null;
        assertThat(Recorder.of(scenario).events("The requested CPU configuration is above your limit."))
                .containsExactly("0");
    }

    @Test
    @Tag("SC-403")
    @Tag("SC-404")
    @Tag("CW-27")
    @Tag("FG-13")
    void tasksAreSplitByBaseAndWeight() {
        assertThat(placed(
                        Recorder.of(scenario(10, onDemand(1, 1), onSpot(4)).until(Duration.ofMinutes(1))),
                        Entry.TaskPlaced::capacityProvider))
                .isEqualTo(Map.of("FARGATE", 3L, "FARGATE_SPOT", 7L));
        assertThat(placed(
                        Recorder.of(scenario(3, onDemand(2, 0), onSpot(1)).until(Duration.ofMinutes(1))),
                        Entry.TaskPlaced::capacityProvider))
                .isEqualTo(Map.of("FARGATE", 2L, "FARGATE_SPOT", 1L));
    }

    @Test
    @Tag("SC-401")
    void withoutLaunchTypeAndStrategyTheClustersStrategyCounts() {
        Scenarios scenario = scenario(4).until(Duration.ofMinutes(2));
        scenario.cluster = new Cluster(null, null, List.of(onDemand(0, 1), onSpot(1)));
        CreateServiceRequest own = service(4, onSpot(1));
        scenario.services.set(
                0,
                new CreateServiceRequest(
                        "web", "web:1", 4, null, null, null, null, null, null, own.networkConfiguration(), null));
        assertThat(placed(Recorder.of(scenario), Entry.TaskPlaced::capacityProvider))
                .isEqualTo(Map.of("FARGATE", 2L, "FARGATE_SPOT", 2L));
    }

    @Test
    @Tag("SC-405")
    void scaleInKeepsTheRatioAndTheBase() {
        Scenarios scenario = scenario(10, onDemand(1, 1), onSpot(4)).at(120, Scenarios.scaleTo(5));
        Recorder run = Recorder.of(scenario.at(600, Scenarios.scaleTo(1)).until(Duration.ofMinutes(15)));
        Map<String, String> providers = run.all(Entry.TaskPlaced.class).stream()
                .collect(Collectors.toMap(Entry.TaskPlaced::task, Entry.TaskPlaced::capacityProvider));
        List<String> stopped = run.all(Entry.TaskStopRequested.class).stream()
                .map(stop -> providers.get(stop.task()))
                .toList();
        assertThat(stopped.subList(0, 5)).filteredOn("FARGATE"::equals).hasSize(1); // (3, 7) to (2, 3)
        assertThat(stopped).hasSize(9).filteredOn("FARGATE"::equals).hasSize(2);
    }

    @Test
    @Tag("PL-9")
    @Tag("NW-29")
    void tasksAreSpreadOverTheZonesAndEachProviderByItself() {
        Recorder run = Recorder.of(scenario(6).until(Duration.ofMinutes(1)));
        assertThat(placed(run, Entry.TaskPlaced::availabilityZone))
                .isEqualTo(Map.of("us-east-1a", 2L, "us-east-1b", 2L, "us-east-1c", 2L));
        run = Recorder.of(scenario(6, onDemand(0, 1), onSpot(1)).until(Duration.ofMinutes(1)));
        assertThat(placed(run, task -> task.capacityProvider() + " " + task.availabilityZone()))
                .hasSize(6);
    }

    @Test
    @Tag("NW-29")
    @Tag("NW-31")
    @Tag("NW-26")
    @Tag("EV-52")
    void eachTaskTakesAnAddressOfTheSubnetWithMostOfThem() {
        Scenarios scenario = scenario(20).until(Duration.ofMinutes(1));
        scenario.subnets = List.of(
                new Subnet("subnet-a", "us-east-1a", "10.0.0.0/28"),
                new Subnet("subnet-b", "us-east-1a", "10.0.1.0/28"),
                new Subnet("subnet-c", "us-east-1a", "10.0.2.0/29"));
        Recorder run = Recorder.of(scenario); // 11 + 11 + 3 addresses
        assertThat(run.all(Entry.TaskStopRequested.class)).isEmpty();
        scenario.services.set(0, service(26));
        run = Recorder.of(scenario.until(Duration.ofSeconds(15)));
        assertThat(run.all(Entry.TaskStopRequested.class))
                .singleElement()
                .satisfies(stop -> assertThat(stop.stopCode()).isEqualTo(TaskStopCode.TaskFailedToStart))
                .satisfies(stop -> assertThat(stop.why()).contains("Create Network Interface in subnet"));
    }

    @Test
    @Tag("SW-21")
    @Tag("TL-2")
    @Tag("TL-26")
    @Tag("IM-3")
    void aRolloutTakesTheTimeOfEachState() {
        Scenarios scenario = scenario(2).exitingAfter(3).until(Duration.ofMinutes(15));
        scenario.targetGroups.add(new TargetGroup(
                "web",
                null,
                null,
                TargetType.ip,
                null,
                null,
                null,
                null,
                null,
                Map.of("deregistration_delay.timeout_seconds", "60")));
        scenario.taskDefinitions.replaceAll(FargateTest::listening);
        scenario.services.set(0, service(2).withLoadBalancers(List.of(new LoadBalancer("web", "web", 80))));
        Recorder run = Recorder.of(scenario.at(600, Scenarios.deploy("web:2")));
        assertThat(run.moves("task-00003", 600)).containsExactly("PENDING 10", "ACTIVATING 17", "RUNNING 18");
        assertThat(run.moves("task-00001", 600))
                .endsWith("DEACTIVATING 30", "STOPPING 90", "DEPROVISIONING 93", "STOPPED 103");
        assertThat(run.times(Entry.DeploymentStateChanged.class)).last().isEqualTo(710.0);
    }

    static TaskDefinition listening(TaskDefinition plain) {
        ContainerDefinition container = new ContainerDefinition(
                "web", "web", null, null, null, List.of(new PortMapping(80, null, null)), null, null, null);
        return new TaskDefinition(
                plain.family(),
                List.of(container),
                plain.networkMode(),
                plain.cpu(),
                plain.memory(),
                plain.requiresCompatibilities(),
                null,
                null);
    }

    @Test
    @Tag("FG-12")
    @Tag("EV-31")
    @Tag("SC-406")
    void whatHasNoCapacityWaitsAndNoOtherProviderStandsIn() {
        Scenarios scenario = scenario(10, onDemand(2, 1), onSpot(4)).until(Duration.ofMinutes(10));
        scenario.faults = new Faults(
                null,
                null,
                null,
                null,
                List.of(new Faults.NoCapacity(null, null, null, null, Duration.ofMinutes(5), "FARGATE_SPOT")),
                null);
        Recorder run = Recorder.of(scenario);
        assertThat(launches(run)).hasSize(10);
        assertThat(launches(run).subList(0, 3)).containsOnly(0.0); // base 2, and 1 of 8 by weight
        assertThat(launches(run).get(3)).isEqualTo(300);
        assertThat(run.events("Reason: Capacity is unavailable at this time.")).containsExactly("0");
        assertThat(run.all(Entry.ServiceEvent.class))
                .filteredOn(event -> event.message().contains("Capacity"))
                .extracting(Entry.ServiceEvent::reason)
                .containsOnly("RESOURCE:FARGATE");
    }

    @Test
    @Tag("FG-12")
    void aZoneWithoutCapacityIsLeftOut() {
        Scenarios scenario = scenario(4).until(Duration.ofMinutes(1));
        scenario.faults = new Faults(
                null,
                null,
                null,
                null,
                List.of(new Faults.NoCapacity(null, "us-east-1b", null, null, null, "FARGATE")),
                null);
        assertThat(placed(Recorder.of(scenario), Entry.TaskPlaced::availabilityZone))
                .isEqualTo(Map.of("us-east-1a", 2L, "us-east-1c", 2L));
    }

    private static RunTaskRequest task(int count, CapacityProviderStrategyItem... strategy) {
        return new RunTaskRequest(
                "web",
                count,
                null,
                null,
                null,
                in("subnet-a"),
                strategy.length == 0 ? LaunchType.FARGATE : null,
                List.of(strategy),
                null,
                null);
    }

    @Test
    @Tag("FG-7")
    @Tag("FG-8")
    @Tag("SV-9")
    void runTaskIsThrottledByItsCallsAndByTheirTasks() {
        Scenarios scenario = scenario(0).until(Duration.ofMinutes(1));
        IntStream.range(0, 11).forEach(i -> scenario.at(10, new TaskActions.RunTask(task(10))));
        scenario.at(11, new TaskActions.RunTask(task(10)));
        Recorder run = unchecked(scenario);
        assertThat(run.outcomes().subList(0, 10)).containsOnly("ok");
        assertThat(run.outcomes().get(10)).isEqualTo("ThrottlingException: Rate exceeded");
        assertThat(run.outcomes().get(11)).isEqualTo("ok");
        Scenarios calls = scenario(0).until(Duration.ofMinutes(1));
        IntStream.range(0, 21).forEach(i -> calls.at(10, new TaskActions.RunTask(task(1))));
        assertThat(Recorder.of(calls).outcomes()).last().isEqualTo("ThrottlingException: Rate exceeded");
    }

    @Test
    @Tag("SC-404")
    void runTaskSplitsItsTasksToo() {
        Scenarios scenario = scenario(0).until(Duration.ofMinutes(2));
        scenario.applications.put("web", new Application(null, null, null, null, null, null, null, null));
        Recorder run = Recorder.of(scenario.at(10, new TaskActions.RunTask(task(5, onDemand(0, 1), onSpot(4)))));
        assertThat(placed(run, Entry.TaskPlaced::capacityProvider))
                .isEqualTo(Map.of("FARGATE", 1L, "FARGATE_SPOT", 4L));
        assertThat(run.all(Entry.TaskPlaced.class))
                .allSatisfy(placed -> assertThat(placed.launchType()).isEqualTo(LaunchType.FARGATE))
                .allSatisfy(placed -> assertThat(placed.instance()).isNull());
    }

    @Test
    @Tag("SC-402")
    void aProviderThatTheClusterDoesNotHaveIsRefused() {
        Scenarios scenario = scenario(0).until(Duration.ofMinutes(2));
        scenario.cluster = new Cluster(null, List.of("FARGATE"), null);
        Recorder run = Recorder.of(scenario.at(10, new TaskActions.RunTask(task(1, onSpot(1)))));
        assertThat(run.outcomes())
                .singleElement()
                .asString()
                .startsWith("InvalidParameterException: The specified"
                        + " capacity provider strategy cannot contain a capacity provider that is not associated");
    }

    @Test
    void theSameSeedGivesTheSameTasks() {
        List<List<Recorder.Row>> runs = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            runs.add(Recorder.of(scenario(7, onDemand(1, 1), onSpot(2)).until(Duration.ofMinutes(3))).rows);
        }
        assertThat(runs.get(0)).isEqualTo(runs.get(1));
    }
}
