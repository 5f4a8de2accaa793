// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.aws.AutoScalingGroup;
import io.ecsim.aws.CapacityProvider;
import io.ecsim.aws.CapacityProvider.AutoScalingGroupProvider;
import io.ecsim.aws.CapacityProviderStrategyItem;
import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.DeploymentConfiguration;
import io.ecsim.aws.ManagedScaling;
import io.ecsim.aws.PlacementStrategy;
import io.ecsim.aws.RunTaskRequest;
import io.ecsim.aws.SetDesiredCapacityRequest;
import io.ecsim.aws.Switch;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.TaskLastStatus;
import io.ecsim.aws.TaskStopCode;
import io.ecsim.aws.UpdateServiceRequest;
import io.ecsim.journal.Entry;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Auto Scaling groups as capacity providers. An m6i.large has 2 vCPU: two tasks of one vCPU fill it. An instance is there
 * 60 s after its launch; the metric of a minute is looked at half a minute later.
 */
class CapacityProvidersTest {
    private static CapacityProvider provider(String name, ManagedScaling scaling) {
        return new CapacityProvider(name, new AutoScalingGroupProvider(name, scaling, null, null));
    }

    private static ManagedScaling scaling(int target, int most) {
        return new ManagedScaling(null, target, null, most, null);
    }

    private static CreateServiceRequest service(int desired, CapacityProviderStrategyItem... strategy) {
        return placed(desired, new PlacementStrategy("binpack", "cpu"), strategy);
    }

    private static CreateServiceRequest placed(
            int desired, PlacementStrategy placement, CapacityProviderStrategyItem... strategy) {
        return new CreateServiceRequest(
                "web",
                "web:1",
                desired,
                null,
                null,
                null,
                new DeploymentConfiguration(100, 200),
                List.of(placement),
                null,
                null,
                null,
                List.of(strategy),
                null,
                null,
                null,
                null);
    }

    private static CapacityProviderStrategyItem item(String provider, int weight, Integer base) {
        return new CapacityProviderStrategyItem(provider, weight, base);
    }

    private static Scenarios scenario(int desired, int instances, int most, ManagedScaling scaling) {
        Scenarios scenario = new Scenarios();
        scenario.taskDefinitions.add(new TaskDefinition(
                "web",
                List.of(new ContainerDefinition("web", "web", 1024, 512, null, null, null, null, null)),
                null,
                null,
                null,
                null,
                null,
                null));
        scenario.groups.add(new AutoScalingGroup("cp", "m6i.large", 0, most, instances, List.of("us-east-1a"), null));
        scenario.capacityProviders.add(provider("cp", scaling));
        scenario.services.add(service(desired, item("cp", 1, null)));
        scenario.duration = Duration.ofHours(1);
        return scenario;
    }

    /** Nothing runs before an instance is there, 60 s after its launch: eight tasks wait for more than that. */
    @Test
    void tasksWaitForAPlaceWhileTheyWaitForCapacity() {
        Recorder run = new Recorder();
        RunResult result = Simulation.run(scenario(8, 0, 10, scaling(100, 10)).build(), run, () -> false, true);
        Map<String, Double> since = new LinkedHashMap<>();
        double waited = 0;
        for (Recorder.Row row : run.rows) {
            if (row.entry() instanceof Entry.TaskWaits waits) {
                since.put(waits.task(), row.at());
            } else if (row.entry() instanceof Entry.TaskPlaced placed) {
                waited += row.at() - since.remove(placed.task());
            }
        }
        assertThat(since).isEmpty();
        assertThat(waited).isGreaterThan(8 * 60);
        assertThat(result.cluster().unplacedTaskSeconds()).isCloseTo(waited, within(1e-6));
    }

    /** {@code seconds: from->to} of the group's desired capacity. */
    private static List<String> desired(Recorder run) {
        return run.rows.stream()
                .filter(row -> row.entry() instanceof Entry.DesiredCapacityChanged)
                .map(row -> {
                    Entry.DesiredCapacityChanged change = (Entry.DesiredCapacityChanged) row.entry();
                    return Math.round(row.at()) + ": " + change.from() + "->" + change.to();
                })
                .toList();
    }

    private static long count(Recorder run, TaskLastStatus status) {
        return run.rows.stream()
                .filter(row -> row.entry() instanceof Entry.TaskStatusChanged moved && moved.status() == status)
                .count();
    }

    /** Tasks that run at the end. */
    private static long running(Recorder run) {
        Set<String> tasks = new LinkedHashSet<>();
        run.all(Entry.TaskStatusChanged.class).stream()
                .filter(moved -> moved.status() == TaskLastStatus.RUNNING)
                .forEach(moved -> tasks.add(moved.task()));
        run.all(Entry.TaskStopRequested.class).forEach(stop -> tasks.remove(stop.task()));
        return tasks.size();
    }

    private static long started(Recorder run) {
        Set<String> tasks = new LinkedHashSet<>();
        run.all(Entry.TaskWaits.class).forEach(waits -> tasks.add(waits.task()));
        run.all(Entry.TaskPlaced.class).forEach(placed -> tasks.add(placed.task()));
        return tasks.size();
    }

    /**
     * 10 tasks wait, two fit on an instance: CAS wants M = N + 5. From nothing it is 2 first, at 90 s (the end of the first
     * minute and the alarm's half minute); they are there at 150 s and take four tasks. The next look with both warm, 300 s
     * after their launch, is that of the minute that ends at 360 s, at 390 s: 2 + 3.
     */
    @Test
    @Tag("SC-411")
    @Tag("SC-413")
    @Tag("SC-416")
    @Tag("SC-418")
    @Tag("SC-423")
    @Tag("SC-426")
    void fromNothingItScalesInRounds_eachWhenTheLastOneIsWarm() {
        Recorder run = Recorder.of(scenario(10, 0, 20, scaling(100, 10_000)));
        assertThat(desired(run)).containsExactly("90: 0->2", "390: 2->5");
        assertThat(count(run, TaskLastStatus.RUNNING)).isEqualTo(10);
        assertThat(started(run)).isEqualTo(10);
    }

    @Test
    @Tag("SC-415")
    void aStepIsAtMostTheMaximum() {
        Recorder run = Recorder.of(scenario(10, 1, 20, scaling(100, 2)));
        assertThat(desired(run)).startsWith("90: 1->3", "390: 3->5");
    }

    @Test
    @Tag("SC-428")
    void theGroupsMaximumStands_andTasksGoOnWaiting() {
        Recorder run = Recorder.of(scenario(10, 1, 3, scaling(100, 10_000)));
        assertThat(desired(run)).containsExactly("90: 1->3");
        assertThat(running(run)).isEqualTo(6);
    }

    @Test
    @Tag("SC-425")
    void whatWaitsForHalfAnHourIsStopped_andTheServiceAsksAgain() {
        Recorder run = Recorder.of(scenario(4, 1, 1, scaling(100, 10_000)));
        List<Entry.TaskStopRequested> stopped = run.rows.stream()
                .filter(row -> row.entry() instanceof Entry.TaskStopRequested)
                .filter(row -> Math.round(row.at()) == 1800)
                .map(row -> (Entry.TaskStopRequested) row.entry())
                .toList();
        assertThat(stopped)
                .hasSize(2)
                .allSatisfy(stop -> assertThat(stop.stopCode()).isEqualTo(TaskStopCode.TaskFailedToStart));
        assertThat(started(run)).isGreaterThanOrEqualTo(6);
    }

    @Test
    @Tag("SC-423")
    void withoutManagedScalingNobodyWaits() {
        Recorder run = Recorder.of(scenario(4, 1, 5, null));
        assertThat(desired(run)).isEmpty();
        assertThat(run.rows).noneMatch(row -> row.entry() instanceof Entry.TaskWaits);
        assertThat(running(run)).isEqualTo(2);
    }

    @Test
    @Tag("CW-32")
    @Tag("SC-417")
    void aTargetBelow100KeepsSpareInstances() {
        Recorder run = Recorder.of(scenario(16, 8, 20, scaling(80, 10_000)));
        assertThat(desired(run)).containsExactly("90: 8->10"); // those of the start are warm
    }

    /** 8 tasks on 4 instances, then 2: three are empty. 15 minutes below the target, then half of them a minute. */
    @Test
    @Tag("SC-412")
    @Tag("SC-416")
    @Tag("SC-419")
    @Tag("CW-31")
    void afterFifteenMinutesBelowTheTarget_emptyInstancesGo_halfOfThemAMinute() {
        Scenarios scenario = scenario(8, 4, 20, scaling(100, 10_000));
        scenario.timeline.add(new Action.Timed(
                Duration.ofMinutes(10),
                new ServiceActions.UpdateService(
                        new UpdateServiceRequest("web", 2, null, null, null, null, null, null))));
        Recorder run = Recorder.of(scenario);
        assertThat(desired(run)).containsExactly("1530: 4->2", "1590: 2->1");
        assertThat(running(run)).isEqualTo(2);
    }

    /** Half of one instance is none: the last one goes all the same. */
    @Test
    @Tag("SC-419")
    void theLastEmptyInstanceGoesToo() {
        Scenarios scenario = scenario(8, 4, 20, scaling(100, 10_000));
        scenario.timeline.add(new Action.Timed(
                Duration.ofMinutes(10),
                new ServiceActions.UpdateService(
                        new UpdateServiceRequest("web", 0, null, null, null, null, null, null))));
        assertThat(desired(Recorder.of(scenario))).containsExactly("1530: 4->2", "1590: 2->1", "1650: 1->0");
    }

    @Test
    @Tag("SC-403")
    @Tag("SC-406")
    @Tag("CW-27")
    void aStrategySplitsTasks_andNoProviderStandsInForAnother() {
        Scenarios scenario = scenario(10, 5, 5, null);
        scenario.groups.add(new AutoScalingGroup("b", "m6i.large", 0, 5, 1, List.of("us-east-1b"), null));
        scenario.capacityProviders.add(provider("b", null));
        scenario.services.set(0, service(10, item("cp", 1, 2), item("b", 1, null)));
        Recorder run = Recorder.of(scenario);
        assertThat(placedOn(run, "cp")).isEqualTo(6);
        assertThat(placedOn(run, "b")).isEqualTo(2); // of its four
        assertThat(running(run)).isEqualTo(8);
    }

    private static long placedOn(Recorder run, String provider) {
        return run.rows.stream()
                .filter(row ->
                        row.entry() instanceof Entry.TaskPlaced placed && provider.equals(placed.capacityProvider()))
                .count();
    }

    /** 2 and a half of 8 is six on cp and four on b; of five tasks it is 2 + 2 and 1. */
    @Test
    @Tag("SC-405")
    void scaleInKeepsTheSplit() {
        Scenarios scenario = scenario(10, 5, 5, null);
        scenario.groups.add(new AutoScalingGroup("b", "m6i.large", 0, 5, 3, List.of("us-east-1b"), null));
        scenario.capacityProviders.add(provider("b", null));
        scenario.services.set(0, service(10, item("cp", 1, 2), item("b", 1, null)));
        scenario.timeline.add(new Action.Timed(
                Duration.ofMinutes(10),
                new ServiceActions.UpdateService(
                        new UpdateServiceRequest("web", 5, null, null, null, null, null, null))));
        Recorder run = Recorder.of(scenario);
        List<String> stopped = run.all(Entry.TaskStopRequested.class).stream()
                .map(Entry.TaskStopRequested::task)
                .toList();
        assertThat(run.all(Entry.TaskPlaced.class).stream()
                        .filter(placed -> !stopped.contains(placed.task()))
                        .map(Entry.TaskPlaced::capacityProvider))
                .containsOnly("cp", "b")
                .filteredOn("b"::equals)
                .hasSize(1);
        assertThat(running(run)).isEqualTo(5);
    }

    /** As above, but for a task in the fourteenth minute: the fifteen begin again after it. */
    @Test
    @Tag("SC-420")
    @Tag("CW-31")
    void whateverNeedsAnInstanceStopsTheScaleIn() {
        Scenarios scenario = scenario(8, 4, 20, scaling(100, 10_000));
        scenario.timeline.add(new Action.Timed(
                Duration.ofMinutes(10),
                new ServiceActions.UpdateService(
                        new UpdateServiceRequest("web", 2, null, null, null, null, null, null))));
        scenario.timeline.add(new Action.Timed(
                Duration.ofSeconds(23 * 60 + 50),
                new ServiceActions.UpdateService(
                        new UpdateServiceRequest("web", 9, null, null, null, null, null, null))));
        scenario.timeline.add(new Action.Timed(
                Duration.ofMinutes(30),
                new ServiceActions.UpdateService(
                        new UpdateServiceRequest("web", 2, null, null, null, null, null, null))));
        assertThat(desired(Recorder.of(scenario))).startsWith("1470: 4->5", "2730: 5->3");
    }

    /** There is an instance beside it, which is not the provider's. */
    @Test
    @Tag("EV-20")
    void anEmptyProviderThatDoesNotScaleSaysSo() {
        Scenarios scenario = scenario(1, 0, 4, null);
        scenario.onInstances("m6i.large", "us-east-1a", 1);
        assertThat(Recorder.of(scenario).all(Entry.ServiceEvent.class))
                .extracting(Entry.ServiceEvent::reason)
                .contains("No Container Instances were found in your capacity provider.");
    }

    private static AutoScalingGroup protecting(int instances) {
        return new AutoScalingGroup(
                "cp",
                "m6i.large",
                0,
                20,
                instances,
                List.of("us-east-1a"),
                null,
                null,
                null,
                true,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null);
    }

    /** Eight tasks on eight instances by spreading; of four that are left none shares, so four instances are empty. */
    @Test
    @Tag("SC-421")
    void withTerminationProtectionOnlyEmptyInstancesGo_andNoTaskIsLost() {
        Scenarios scenario = scenario(8, 8, 20, scaling(100, 10_000));
        scenario.groups.set(0, protecting(8));
        scenario.capacityProviders.set(
                0,
                new CapacityProvider(
                        "cp",
                        new AutoScalingGroupProvider("cp", scaling(100, 10_000), Switch.ENABLED, Switch.DISABLED)));
        scenario.services.set(0, spread(8));
        scenario.timeline.add(new Action.Timed(
                Duration.ofMinutes(5),
                new ServiceActions.UpdateService(
                        new UpdateServiceRequest("web", 4, null, null, null, null, null, null))));
        Recorder run = Recorder.of(scenario);
        assertThat(run.all(Entry.InstanceTerminated.class)).hasSize(4);
        assertThat(running(run)).isEqualTo(4);
        assertThat(run.all(Entry.TaskStopRequested.class)).hasSize(4); // the scale-in of the service
    }

    private static CreateServiceRequest spread(int desired) {
        return placed(desired, new PlacementStrategy("spread", "instanceId"), item("cp", 1, null));
    }

    /** The group halves itself by hand: its instances drain, and each ends when its task has found another place. */
    @Test
    @Tag("SC-422")
    void anInstanceOfAProviderIsDrainedBeforeItEnds() {
        Scenarios scenario = scenario(2, 4, 20, null);
        scenario.services.set(0, spread(4));
        scenario.timeline.add(new Action.Timed(
                Duration.ofMinutes(5), new CapacityActions.SetDesiredCapacity(new SetDesiredCapacityRequest("cp", 2))));
        Recorder run = Recorder.of(scenario);
        assertThat(run.all(Entry.InstanceStatusChanged.class))
                .hasSize(2)
                .allSatisfy(change -> assertThat(change.status()).isEqualTo(ContainerInstanceStatus.DRAINING));
        assertThat(run.all(Entry.InstanceTerminated.class)).hasSize(2);
        assertThat(run.all(Entry.TaskStopRequested.class))
                .hasSize(2)
                .allSatisfy(stop -> assertThat(stop.stopCode()).isEqualTo(TaskStopCode.ServiceSchedulerInitiated));
        assertThat(running(run)).isEqualTo(4);
    }

    @Test
    @Tag("SC-407")
    void tasksOfALaunchTypeNeverScaleAGroup() {
        Scenarios scenario = scenario(0, 0, 5, scaling(100, 10_000));
        scenario.services.set(0, service(4));
        assertThat(desired(Recorder.of(scenario))).isEmpty();
    }

    @Test
    @Tag("SC-424")
    @Tag("QU-8")
    @Tag("SV-23")
    void onlySoManyTasksWaitAtOnce() {
        Scenarios scenario = scenario(0, 0, 0, scaling(100, 10_000));
        scenario.quotas = new io.ecsim.world.Quotas(null, null, null, null, null, 3, null, null, null);
        scenario.timeline.add(new Action.Timed(
                Duration.ofMinutes(1),
                new TaskActions.RunTask(new RunTaskRequest(
                        "web", 5, null, null, null, null, null, List.of(item("cp", 1, null)), null, null))));
        Recorder run = Recorder.of(scenario);
        assertThat(run.rows.stream().filter(row -> row.entry() instanceof Entry.TaskWaits))
                .hasSize(3);
        assertThat(run.rows.stream()
                        .filter(row -> row.entry() instanceof Entry.PlacementRefused refused && refused.tasks() == 2))
                .hasSize(1);
    }
}
