// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.CompleteLifecycleActionRequest;
import io.ecsim.aws.Groups;
import io.ecsim.aws.LifecycleHookSpecification;
import io.ecsim.aws.ScalingProcessQuery;
import io.ecsim.aws.SetDesiredCapacityRequest;
import io.ecsim.aws.SetInstanceHealthRequest;
import io.ecsim.aws.SetInstanceProtectionRequest;
import io.ecsim.aws.StartInstanceRefreshRequest;
import io.ecsim.aws.WarmPoolConfiguration;
import io.ecsim.journal.Entry;
import io.ecsim.world.Faults;
import io.ecsim.world.Worlds;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Auto Scaling groups as a run shows them; an instance is launched in 60 s, of which a warm pool saves 30. */
class AutoScalingGroupTest {
    private static final String A = "us-east-1a";
    private static final String B = "us-east-1b";
    private static final String C = "us-east-1c";

    private static Scenarios with(Groups group) {
        Scenarios scenario = Scenarios.ofWeb().withoutInstances();
        scenario.groups.add(group.build());
        return scenario;
    }

    private static Action desired(int desired) {
        return new CapacityActions.SetDesiredCapacity(new SetDesiredCapacityRequest("g", desired));
    }

    private static Action protect(boolean on, String... ids) {
        return new GroupActions.SetInstanceProtection(new SetInstanceProtectionRequest("g", List.of(ids), on));
    }

    private static Action complete(String hook, String result) {
        return new GroupActions.CompleteLifecycleAction(new CompleteLifecycleActionRequest("g", hook, result, null));
    }

    private static Action unhealthy(String id, Boolean respectGrace) {
        return new GroupActions.SetInstanceHealth(new SetInstanceHealthRequest(id, "Unhealthy", respectGrace));
    }

    private static Action refresh(Integer min, Integer max, Integer warmup) {
        return new GroupActions.StartInstanceRefresh(new StartInstanceRefreshRequest(
                "g", new StartInstanceRefreshRequest.RefreshPreferences(min, max, warmup)));
    }

    /** {@code ID SECONDS} of all that ended. */
    private static List<String> terminated(Recorder run) {
        return run.rows.stream()
                .filter(row -> row.entry() instanceof Entry.InstanceTerminated)
                .map(row -> ((Entry.InstanceTerminated) row.entry()).instance() + " " + Recorder.seconds(row.at()))
                .toList();
    }

    /** {@code ID ZONE SECONDS} of all that registered after the start. */
    private static List<String> registered(Recorder run) {
        return run.rows.stream()
                .filter(row -> row.at() > 0 && row.entry() instanceof Entry.InstanceRegistered)
                .map(row -> {
                    var registered = (Entry.InstanceRegistered) row.entry();
                    return registered.instance() + " " + registered.availabilityZone() + " "
                            + Recorder.seconds(row.at());
                })
                .toList();
    }

    private static List<String> states(Recorder run, String id) {
        return run.rows.stream()
                .filter(row -> row.entry() instanceof Entry.LifecycleStateChanged change
                        && change.instance().equals(id))
                .map(row -> ((Entry.LifecycleStateChanged) row.entry()).state() + " " + Recorder.seconds(row.at()))
                .toList();
    }

    @Test
    @Tag("SC-445")
    void theFullestZoneGoesFirst_whateverThePolicySays() {
        // a has i-00001 and i-00004, b and c one each: it is the newest of a; then all are even, and it is the newest.
        Recorder run = Recorder.of(with(Groups.of(9, 3).terminating("NewestInstance"))
                .at(10, desired(4))
                .at(100, new Action.TerminateInstances(B, 1))
                .at(200, desired(3))
                .at(300, desired(2)));
        assertThat(terminated(run)).containsExactly("i-00002 100", "i-00004 200", "i-00005 300");
    }

    @ParameterizedTest
    @Tag("SC-445")
    @CsvSource({"OldestInstance, i-00001", "NewestInstance, i-00003", "ClosestToNextInstanceHour, i-00001"})
    void aPolicyChoosesInAZone(String policy, String victim) {
        // Launched at 0, 0 and 100 s: after 200 s the older ones are closer to the end of an hour.
        Recorder run = Recorder.of(with(Groups.of(9, 2).in(A).terminating(policy))
                .at(100, desired(3))
                .at(200, desired(2)));
        assertThat(terminated(run)).containsExactly(victim + " 200");
    }

    @Test
    @Tag("SC-445")
    void protectedInstancesStay_andAGroupOfThemAloneWaits() {
        Recorder run = Recorder.of(with(Groups.of(9, 3).protectedFromScaleIn())
                .at(100, desired(1))
                .at(200, protect(false, "i-00003"))
                .at(300, protect(false, "i-00001", "i-00002")));
        assertThat(terminated(run)).containsExactly("i-00003 200", "i-00001 300");
        assertThat(run.all(Entry.GroupWaits.class))
                .singleElement()
                .satisfies(waits ->
                        assertThat(waits.why()).contains("all remaining instances are protected from scale in"));
        assertThat(run.outcomes()).containsOnly("ok");
    }

    @Test
    @Tag("SC-442")
    void anUnhealthyInstanceIsReplaced_butNotWithinItsGracePeriod() {
        Recorder run = Recorder.of(with(Groups.of(9, 1).grace(300))
                .at(100, unhealthy("i-00001", null))
                .at(200, unhealthy("i-00001", false))
                .at(559, unhealthy("i-00002", null)) // in service at 260 s
                .at(560, unhealthy("i-00002", null)));
        assertThat(run.outcomes())
                .containsExactly(
                        "ignored: the health check grace period of i-00001 is not over",
                        "ok",
                        "ignored: the health check grace period of i-00002 is not over",
                        "ok");
        assertThat(terminated(run)).containsExactly("i-00001 200", "i-00002 560");
        assertThat(registered(run)).containsExactly("i-00002 us-east-1a 260", "i-00003 us-east-1a 620");
    }

    @Test
    @Tag("SC-443")
    void aLaunchThatNobodyAnswersIsAbandonedAndTriedAgain() {
        Recorder run = Recorder.of(
                with(Groups.of(9, 1).hook("ready", LifecycleHookSpecification.LAUNCHING, Duration.ofSeconds(300), null))
                        .until(Duration.ofSeconds(800))
                        .at(100, desired(2)));
        assertThat(states(run, "i-00002")).containsExactly("Pending:Wait 160");
        assertThat(terminated(run)).containsExactly("i-00002 460");
        assertThat(states(run, "i-00003")).containsExactly("Pending:Wait 520");
    }

    @Test
    @Tag("SC-443")
    void anAnswerLetsTheInstanceIntoService() {
        Recorder run = Recorder.of(
                with(Groups.of(9, 1).hook("ready", LifecycleHookSpecification.LAUNCHING, Duration.ofHours(1), null))
                        .at(100, desired(2))
                        .at(200, complete("ready", "CONTINUE"))
                        .at(201, complete("ready", "CONTINUE")));
        assertThat(states(run, "i-00002")).containsExactly("Pending:Wait 160", "InService 200");
        assertThat(run.outcomes())
                .containsExactly(
                        "ok", "ok", "ValidationError: No active Lifecycle Action found with instance ID (any)");
    }

    @Test
    @Tag("SC-443")
    void anInstanceThatEndsWaitsForItsHook_andRunsOnMeanwhile() {
        Scenarios scenario = with(Groups.of(9, 2)
                        .in(A)
                        .hook("drain", LifecycleHookSpecification.TERMINATING, Duration.ofSeconds(120), "CONTINUE"))
                .service(1, 100, 200)
                .at(300, desired(1));
        Recorder run = Recorder.of(scenario);
        assertThat(states(run, "i-00001")).containsExactly("Terminating:Wait 300");
        assertThat(terminated(run)).containsExactly("i-00001 420");
        assertThat(run.stopRequests()).containsExactly("task-00001 420");
    }

    @ParameterizedTest
    @Tag("CW-34")
    @Tag("SC-444")
    @CsvSource({"-1, 4", "8, 2", "5, 0"})
    void aWarmPoolHoldsWhatIsPreparedBeyondTheDesiredCapacity(int prepared, int size) {
        assertThat(new WarmPoolConfiguration(prepared, 0, null).size(10, 6)).isEqualTo(size);
        Recorder run = Recorder.of(with(Groups.of(10, 6).warmPool(prepared, null)));
        assertThat(run.all(Entry.InstanceLaunched.class)).hasSize(6 + size);
        assertThat(run.all(Entry.InstanceRegistered.class)).hasSize(6);
    }

    @Test
    @Tag("SC-444")
    void aWarmInstanceServesSooner_andThePoolIsFilledAgain() {
        Recorder run = Recorder.of(with(Groups.of(4, 1).in(A).warmPool(2, null))
                .at(100, desired(2))
                .at(1000, desired(1)));
        assertThat(states(run, "i-00002"))
                .containsExactly("Warmed:Pending 0", "Warmed:Stopped 0", "Pending 100", "InService 130");
        // Prepared capacity 2 is used up by the desired 2; with one less a new one is prepared, as nothing is reused.
        assertThat(terminated(run)).containsExactly("i-00001 1000");
        assertThat(states(run, "i-00003")).containsExactly("Warmed:Pending 1000", "Warmed:Stopped 1060");
        Recorder cold = Recorder.of(with(Groups.of(4, 1).in(A)).at(100, desired(2)));
        assertThat(states(cold, "i-00002")).containsExactly("InService 160");
    }

    @Test
    @Tag("SC-444")
    void anAgentThatDoesNotLookAtTheWarmPoolRegistersThere() {
        Recorder run =
                Recorder.of(with(Groups.of(4, 1).in(A).warmPool(2, "Running").registeringAtOnce()));
        assertThat(run.all(Entry.InstanceRegistered.class)).hasSize(2);
        run = Recorder.of(with(Groups.of(4, 1).in(A).warmPool(2, "Running")).at(100, desired(2)));
        assertThat(registered(run)).containsExactly("i-00002 us-east-1a 100");
    }

    @ParameterizedTest
    @Tag("CW-34")
    @Tag("SC-446")
    @CsvSource({"10, 11", "30, 33"})
    void whileZonesAreEvenedOutAGroupMayExceedItsMaximumByATenth(int max, int most) {
        Recorder run = Recorder.of(
                with(Groups.of(max, max)).at(100, new Action.LoseAvailabilityZone(B, Duration.ofSeconds(500))));
        int now = 0;
        int seen = 0;
        for (Recorder.Row row : run.rows) {
            now += row.entry() instanceof Entry.InstanceLaunched ? 1 : 0;
            now -= row.entry() instanceof Entry.InstanceTerminated ? 1 : 0;
            seen = Math.max(seen, now);
        }
        assertThat(seen).isEqualTo(most);
        assertThat(now).isEqualTo(max);
        Map<String, Integer> zones = new TreeMap<>();
        run.all(Entry.InstanceLaunched.class)
                .forEach(launched -> zones.merge(
                        launched.availabilityZone(),
                        terminated(run).stream().anyMatch(row -> row.startsWith(launched.instance() + " ")) ? 0 : 1,
                        Integer::sum));
        assertThat(zones.values()).allMatch(count -> Math.abs(count - max / 3) <= 1);
    }

    @Test
    @Tag("SC-446")
    void suspendedProcessesDoNothingUntilTheyAreResumed() {
        Recorder run = Recorder.of(with(Groups.of(9, 1))
                .at(50, new GroupActions.SuspendProcesses(new ScalingProcessQuery("g", List.of("Launch"))))
                .at(100, desired(2))
                .at(200, new GroupActions.ResumeProcesses(new ScalingProcessQuery("g", null))));
        assertThat(registered(run)).containsExactly("i-00002 us-east-1b 260");
    }

    @Test
    @Tag("SC-454")
    void aRefreshKeepsItsMinimumHealthyPercentage() {
        // 90 % of 10 is 9: one at a time, each 60 s of launch and 30 s of warmup.
        Recorder run = Recorder.of(with(Groups.of(10, 10).warmingUp(30)).at(100, refresh(null, null, null)));
        assertThat(run.times(Entry.InstanceTerminated.class))
                .containsExactly(100.0, 190.0, 280.0, 370.0, 460.0, 550.0, 640.0, 730.0, 820.0, 910.0);
        assertThat(run.times(Entry.InstanceRefreshChanged.class)).containsExactly(100.0, 1000.0);
    }

    @Test
    @Tag("SC-454")
    void aRefreshWithAHundredPercentLaunchesFirst() {
        Recorder run = Recorder.of(with(Groups.of(4, 2).in(A)).at(100, refresh(100, 150, 0)));
        assertThat(registered(run)).containsExactly("i-00003 us-east-1a 160", "i-00004 us-east-1a 220");
        assertThat(terminated(run)).containsExactly("i-00001 160", "i-00002 220");
        run = Recorder.of(
                with(Groups.of(4, 2).in(A)).at(100, refresh(0, null, 0)).at(110, refresh(0, null, 0)));
        assertThat(terminated(run)).containsExactly("i-00001 100", "i-00002 100");
        assertThat(run.outcomes().get(1)).startsWith("InstanceRefreshInProgress: ");
    }

    private static Scenarios without(Scenarios scenario, Faults.NoCapacity... lacks) {
        scenario.faults = new Faults(null, null, null, null, List.of(lacks), null);
        return scenario;
    }

    @Test
    @Tag("SC-455")
    void withoutCapacityInAZoneAGroupLaunchesInOthers_andEvensOutLater() {
        Duration from = Duration.ofSeconds(50);
        Faults.NoCapacity lack = new Faults.NoCapacity("m6i.large", B, null, from, Duration.ofSeconds(490));
        Recorder run = Recorder.of(without(with(Groups.of(9, 1)), lack).at(100, desired(4)));
        assertThat(run.all(Entry.LaunchFailed.class)).hasSize(1);
        assertThat(run.all(Entry.LaunchFailed.class).get(0).why())
                .contains("do not have sufficient m6i.large capacity in the Availability Zone you requested (" + B);
        // 2, 0, 2 at 160 s; every minute one more attempt, the seventh of which, at 520 s, succeeds.
        assertThat(registered(run))
                .containsExactly(
                        "i-00002 us-east-1c 160",
                        "i-00003 us-east-1a 160",
                        "i-00004 us-east-1c 160",
                        "i-00005 us-east-1b 580");
        assertThat(run.times(Entry.InstanceTerminated.class)).containsExactly(580.0);
    }

    @Test
    @Tag("SC-455")
    void aBalancedOnlyGroupWaitsForItsZone() {
        Faults.NoCapacity lack = new Faults.NoCapacity(null, B, null, Duration.ofSeconds(50), Duration.ofSeconds(150));
        Scenarios scenario =
                without(with(Groups.of(9, 1).balancedOnly().in(A, B)), lack).at(100, desired(2));
        scenario.world = Worlds.with("launchRetry", Duration.ofSeconds(20));
        assertThat(registered(Recorder.of(scenario))).containsExactly("i-00002 us-east-1b 220"); // at 160 s it is tried
    }

    @Test
    @Tag("SC-455")
    void whatIsNotThereAtTheBeginningComesWhenThereIsCapacity() {
        Faults.NoCapacity lack = new Faults.NoCapacity(null, null, null, null, Duration.ofSeconds(90));
        Recorder run = Recorder.of(without(with(Groups.of(9, 2).in(A, C)), lack));
        assertThat(registered(run)).containsExactly("i-00001 us-east-1a 180", "i-00002 us-east-1c 180");
    }
}
