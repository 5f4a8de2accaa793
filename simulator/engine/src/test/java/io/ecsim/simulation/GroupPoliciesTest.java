// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.AdjustmentType;
import io.ecsim.aws.CustomizedMetricSpecification;
import io.ecsim.aws.GroupScalingPolicy.TargetTrackingConfiguration;
import io.ecsim.aws.Groups;
import io.ecsim.aws.MetricAlarm;
import io.ecsim.aws.MetricDimension;
import io.ecsim.aws.ScalingProcessQuery;
import io.ecsim.aws.ScheduledUpdateGroupAction;
import io.ecsim.aws.SetDesiredCapacityRequest;
import io.ecsim.aws.StepAdjustment;
import io.ecsim.journal.Entry;
import io.ecsim.workload.Application;
import io.ecsim.workload.Share;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Policies of a group's own, of instances that are in service 60 s after their launch. Alarms are looked at at the half
 * minutes, and the point of the first minute is there at second 180; the alarm here is in ALARM from second 210 on.
 */
class GroupPoliciesTest {
    private static final String ARN =
            "arn:aws:autoscaling:us-east-1:1:scalingPolicy:6d8972f3:autoScalingGroupName/g:policyName/";

    private static Scenarios with(Groups group, String... actions) {
        Scenarios scenario =
                Scenarios.ofWeb().service(4, 100, 200).withoutInstances().until(Duration.ofMinutes(10));
        scenario.groups.add(group.build());
        if (actions.length > 0) {
            scenario.alarms.add(alarm(List.of(actions)));
        }
        return scenario;
    }

    /** There is always something reserved. */
    private static MetricAlarm alarm(List<String> actions) {
        return new MetricAlarm(
                "busy",
                "AWS/ECS",
                "MemoryReservation",
                List.of(new MetricDimension("ClusterName", "default")),
                "Average",
                null,
                null,
                60,
                1,
                1,
                0.0,
                "GreaterThanThreshold",
                "missing",
                null,
                null,
                null,
                actions,
                null,
                null);
    }

    /** {@code FROM to TO SECONDS}. */
    private static List<String> changes(Recorder run) {
        return run.rows.stream()
                .filter(row -> row.entry() instanceof Entry.DesiredCapacityChanged)
                .map(row -> {
                    var change = (Entry.DesiredCapacityChanged) row.entry();
                    return change.from() + " to " + change.to() + " " + Recorder.seconds(row.at());
                })
                .toList();
    }

    private static List<String> refusals(Recorder run) {
        return run.all(Entry.GroupWaits.class).stream()
                .map(Entry.GroupWaits::why)
                .toList();
    }

    /** The change of second 210 is in service at 270, and the cooldown of 130 s over at 400: then 450 is the next look. */
    @Tag("SC-441")
    @Test
    void simpleScalingWaitsForItsCooldownAfterItsInstanceIsInService() {
        Recorder run = Recorder.of(
                with(Groups.of(9, 2).coolingDown(130).simple("out", AdjustmentType.ChangeInCapacity, 1), ARN + "out"));
        assertThat(changes(run)).containsExactly("2 to 3 210", "3 to 4 450");
        assertThat(refusals(run)).contains("out: in its cooldown of 2 min 10 s");
    }

    /** Percent of 2 is at least one; MaxSize is the end. */
    @Tag("SC-441")
    @Tag("SC-345")
    @Test
    void simpleScalingTakesPercentAndStaysWithinTheGroupsBounds() {
        Recorder run = Recorder.of(
                with(Groups.of(3, 2).coolingDown(0).simple("out", AdjustmentType.PercentChangeInCapacity, 10), "out"));
        assertThat(changes(run)).containsExactly("2 to 3 210");
        assertThat(refusals(run)).anyMatch(why -> why.startsWith("out: AlreadyAtMaxCapacity (3)"));
    }

    /** As AWS's guide has it: in the same step one activity, until the new instance is warm, here at 270 + 100. */
    @Tag("SC-453")
    @Test
    void aStepActsOnceWhileItsInstanceWarmsUp() {
        Recorder run = Recorder.of(
                with(Groups.of(9, 2).warmingUp(100).steps("out", new StepAdjustment(0.0, null, 1)), ARN + "out"));
        assertThat(changes(run)).containsExactly("2 to 3 210", "3 to 4 390", "4 to 5 570");
        assertThat(run.all(Entry.DesiredCapacityChanged.class).get(0).why())
                .startsWith("out: wanted 3 (MemoryReservation ")
                .endsWith("+1 to 2 running)");
    }

    /** The instance of second 200 is in service at 260 and warm at 360. */
    @Tag("SC-450")
    @Tag("SC-453")
    @Test
    void anInstanceThatWarmsUpHoldsScaleIn() {
        Recorder run = Recorder.of(with(
                        Groups.of(9, 3).warmingUp(100).steps("in", new StepAdjustment(0.0, null, -1)), ARN + "in")
                .at(200, new CapacityActions.SetDesiredCapacity(new SetDesiredCapacityRequest("g", 4))));
        assertThat(changes(run)).startsWith("3 to 4 200", "4 to 3 390");
        assertThat(refusals(run)).anyMatch(why -> why.startsWith("in: InstanceWarmup"));
    }

    @Test
    void anAlarmOfAnotherGroupsPolicyCallsNothing() {
        String other = ARN.replace("autoScalingGroupName/g:", "autoScalingGroupName/h:");
        Groups group = Groups.of(9, 2).steps("out", new StepAdjustment(0.0, null, 1));
        assertThat(changes(Recorder.of(with(group, other + "out")))).isEmpty();
    }

    @Test
    void whileAlarmNotificationIsSuspendedPoliciesDoNothing() {
        Groups group = Groups.of(9, 2).steps("out", new StepAdjustment(0.0, null, 1));
        Recorder run = Recorder.of(with(group, ARN + "out")
                .at(100, new GroupActions.SuspendProcesses(new ScalingProcessQuery("g", List.of("AlarmNotification"))))
                .at(400, new GroupActions.ResumeProcesses(new ScalingProcessQuery("g", List.of("AlarmNotification")))));
        assertThat(changes(run)).startsWith("2 to 3 450");
        assertThat(refusals(run)).containsOnlyOnce("out: AlarmNotification is suspended");
    }

    /**
     * Four tasks of a quarter of a vCPU on four vCPUs are 25 %, so ceil(2 x 25 / 10) = 5. Three points of five minutes are
     * there at 960, of one minute at 240, a minute after they end.
     */
    @Tag("SC-450")
    @Tag("SC-452")
    @ParameterizedTest
    @CsvSource({"false, 990", "true, 270"})
    void targetTrackingSeesThePointsOfEc2(boolean monitored, String seconds) {
        Groups group = Groups.of(9, 2).trackingCpu(10, true);
        Scenarios scenario = with(monitored ? group.monitored() : group).until(Duration.ofMinutes(17));
        scenario.applications.put("web", new Application(null, null, null, null, new Share(0.25), null, null, null));
        Recorder run = Recorder.of(scenario);
        assertThat(changes(run).get(0)).isEqualTo("2 to 5 " + seconds);
        assertThat(run.all(Entry.DesiredCapacityChanged.class).get(0).why())
                .isEqualTo("cpu: wanted 5 (CPUUtilization 25 % / 10 % x 2 running)");
        assertThat(run.all(Entry.AlarmStateChanged.class))
                .as("DisableScaleIn")
                .extracting(Entry.AlarmStateChanged::alarm)
                .containsOnly("TargetTracking-g-AlarmHigh-cpu");
    }

    /** At 25 % of a target of 50 % one of two is enough; after 15 points, the last at minute 15. */
    @Tag("SC-450")
    @Test
    void targetTrackingScalesInAfterFifteenPointsBelow() {
        Scenarios scenario =
                with(Groups.of(9, 2).monitored().trackingCpu(50, false)).until(Duration.ofMinutes(20));
        scenario.applications.put("web", new Application(null, null, null, null, new Share(0.25), null, null, null));
        assertThat(changes(Recorder.of(scenario))).containsExactly("2 to 1 990");
    }

    @Tag("SC-450")
    @Test
    void targetTrackingTakesTheMemoryThatTheClusterHasReserved() {
        var reservation = new CustomizedMetricSpecification(
                "AWS/ECS",
                "MemoryReservation",
                List.of(new MetricDimension("ClusterName", "default")),
                "Average",
                null);
        Recorder run = Recorder.of(with(
                Groups.of(9, 2).tracking("memory", new TargetTrackingConfiguration(1.0, null, reservation, null))));
        assertThat(run.all(Entry.DesiredCapacityChanged.class).get(0).why())
                .startsWith("memory: wanted ")
                .contains("MemoryReservation");
    }

    private static ScheduledUpdateGroupAction action(
            String start, String recurrence, Integer min, Integer max, Integer desired) {
        Instant at = start == null ? null : Instant.parse("2026-03-02T00:" + start + ":00Z");
        return new ScheduledUpdateGroupAction(null, "a", at, null, recurrence, min, max, desired, null);
    }

    /** Three instances between 0 and 9. */
    @Tag("SC-456")
    @ParameterizedTest
    @CsvSource({", , 5, 3 to 5 300", "4, , , 3 to 4 300", ", 2, , 3 to 2 300", "6, 8, 7, 3 to 7 300"})
    void aScheduledActionGivesAnotherSize(Integer min, Integer max, Integer desired, String change) {
        Recorder run = Recorder.of(with(Groups.of(9, 3).scheduled(action("05", null, min, max, desired))));
        assertThat(changes(run)).containsExactly(change);
        assertThat(run.all(Entry.DesiredCapacityChanged.class).get(0).why()).isEqualTo("scheduled action a");
        assertThat(run.all(Entry.GroupSizeChanged.class)).hasSize(min == null && max == null ? 0 : 1);
    }

    @Tag("SC-456")
    @Test
    void itHappensAtItsStartAndThenAsItRecurs() {
        Recorder run = Recorder.of(with(Groups.of(9, 3).scheduled(action("02", "*/4 * * * *", null, null, 5)))
                .at(130, new CapacityActions.SetDesiredCapacity(new SetDesiredCapacityRequest("g", 3)))
                .at(250, new CapacityActions.SetDesiredCapacity(new SetDesiredCapacityRequest("g", 3))));
        assertThat(changes(run)).containsExactly("3 to 5 120", "5 to 3 130", "3 to 5 240", "5 to 3 250", "3 to 5 480");
    }

    @Tag("SC-456")
    @Test
    void whatMakesNoSenseIsSaid_andASuspendedOneIsLost() {
        Recorder wrong = Recorder.of(with(Groups.of(9, 3).scheduled(action("05", null, null, null, 12))));
        assertThat(refusals(wrong))
                .containsExactly(
                        "scheduled action a: Desired capacity:12 must be between the specified min size:0 and max"
                                + " size:9.");
        Recorder suspended = Recorder.of(with(Groups.of(9, 3).scheduled(action("05", null, null, null, 5)))
                .at(1, new GroupActions.SuspendProcesses(new ScalingProcessQuery("g", List.of("ScheduledActions")))));
        assertThat(refusals(suspended)).containsExactly("scheduled action a: ScheduledActions is suspended");
        assertThat(changes(suspended)).isEmpty();
    }
}
