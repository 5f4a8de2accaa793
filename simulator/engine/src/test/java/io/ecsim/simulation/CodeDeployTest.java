// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.AppSpec;
import io.ecsim.aws.AutoRollbackConfiguration;
import io.ecsim.aws.AutoRollbackConfiguration.Event;
import io.ecsim.aws.ContinueDeploymentRequest;
import io.ecsim.aws.ContinueDeploymentRequest.DeploymentWaitType;
import io.ecsim.aws.CreateDeploymentRequest;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.DeploymentController;
import io.ecsim.aws.DeploymentControllerType;
import io.ecsim.aws.DeploymentGroup;
import io.ecsim.aws.LifecycleEvent;
import io.ecsim.aws.LoadBalancer;
import io.ecsim.aws.MetricAlarm;
import io.ecsim.aws.MetricDimension;
import io.ecsim.aws.StopDeploymentRequest;
import io.ecsim.aws.StopServiceDeploymentRequest;
import io.ecsim.aws.UpdateServiceRequest;
import io.ecsim.journal.Entry;
import io.ecsim.service.HookFunction;
import io.ecsim.workload.Health;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Services that CodeDeploy deploys, as whole runs; as in {@link TrafficShiftTest}, web:2 is deployed at 600 and its tasks
 * are healthy at the tick 610.
 */
class CodeDeployTest {
    private static final Event[] ALL = Event.values();

    /** Three tasks of web:1 in the target group blue, deployed by the deployment group web. */
    static Scenarios blueAndGreen(String config, int terminationWait, Event... rollsBackOn) {
        Scenarios scenario = TrafficShiftTest.targetGroups();
        scenario.services.add(new CreateServiceRequest(
                "web",
                "web:1",
                3,
                null,
                null,
                List.of(new LoadBalancer("blue", "web", 80)),
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                new DeploymentController(DeploymentControllerType.CODE_DEPLOY),
                null,
                null));
        DeploymentGroup.TargetGroupPairInfo pair = new DeploymentGroup.TargetGroupPairInfo(
                Stream.of("blue", "green")
                        .map(DeploymentGroup.TargetGroupInfo::new)
                        .toList(),
                new DeploymentGroup.TrafficRoute(List.of("web:80")),
                null);
        scenario.deploymentGroups.add(new DeploymentGroup(
                "shop",
                "web",
                config,
                List.of(new DeploymentGroup.ECSService("web", "default")),
                new DeploymentGroup.LoadBalancerInfo(List.of(pair)),
                new DeploymentGroup.BlueGreenDeploymentConfiguration(
                        new DeploymentGroup.BlueInstanceTerminationOption(null, terminationWait), null),
                new DeploymentGroup.AlarmConfiguration(true, List.of(new DeploymentGroup.Alarm("unhealthy"))),
                new AutoRollbackConfiguration(true, List.of(rollsBackOn))));
        return scenario.until(Duration.ofHours(3));
    }

    static Action deploy(String taskDefinition) {
        return deploy(taskDefinition, Map.of());
    }

    private static Action deploy(String taskDefinition, Map<LifecycleEvent, String> hooks) {
        return new ServiceActions.CreateDeployment(new CreateDeploymentRequest(
                "shop",
                "web",
                null,
                new CreateDeploymentRequest.RevisionLocation(
                        "AppSpecContent",
                        new CreateDeploymentRequest.AppSpecContent(new AppSpec(taskDefinition, "web", 80, hooks))),
                null));
    }

    private static Scenarios withHook(LifecycleEvent event, HookFunction answer, Event... rollsBackOn) {
        Scenarios scenario = blueAndGreen(null, 5, rollsBackOn).at(600, deploy("web:2", Map.of(event, "test")));
        scenario.functions.put("test", answer);
        return scenario;
    }

    @ParameterizedTest(name = "{0}: {1} shifts, the last {2} minutes after the first")
    @Tag("BG-10")
    @Tag("SW-26")
    @CsvSource({
        "AllAtOnce, 1, 0, 0",
        "Linear10PercentEvery1Minutes, 10, 9, 90",
        "Linear10PercentEvery3Minutes, 10, 27, 90",
        "Canary10Percent5Minutes, 2, 5, 90",
        "Canary10Percent15Minutes, 2, 15, 90"
    })
    void predefinedConfigurationsShiftInTheirSteps(String name, int shifts, int minutes, int firstBlue) {
        Recorder run =
                Recorder.of(blueAndGreen("CodeDeployDefault.ECS" + name, 5).at(600, deploy("web:2")));
        List<String> forwards = TrafficShiftTest.forwards(run);
        assertThat(forwards).hasSize(shifts);
        assertThat(forwards.get(0)).startsWith("610 blue " + firstBlue);
        assertThat(forwards.get(shifts - 1)).isEqualTo(610 + 60 * minutes + " blue 0, green 100");
        // the original tasks go when the wait is over
        assertThat(run.passes())
                .containsExactly(
                        "0 stop 0 start 3", "600 stop 0 start 3", 610 + 60 * (minutes + 5) + " stop 3 start 0");
        assertThat(TrafficShiftTest.status(run)).isEqualTo("SUCCESSFUL");
    }

    @Test
    @Tag("BG-11")
    void lifecycleEventsComeInTheirOrder() {
        Recorder run = Recorder.of(
                blueAndGreen("CodeDeployDefault.ECSCanary10Percent5Minutes", 5).at(600, deploy("web:2")));
        assertThat(run.all(Entry.LifecycleStageEntered.class))
                .extracting(Entry.LifecycleStageEntered::why)
                .containsExactly(
                        "BeforeInstall",
                        "Install",
                        "AfterInstall",
                        "AllowTestTraffic",
                        "AfterAllowTestTraffic",
                        "BeforeAllowTraffic",
                        "AllowTraffic, 10.0 percent",
                        "AllowTraffic, 100.0 percent",
                        "AfterAllowTraffic",
                        null,
                        null);
    }

    @Test
    @Tag("BG-11")
    void theNextDeploymentGoesBackToTheFirstTargetGroup() {
        Recorder run =
                Recorder.of(blueAndGreen(null, 5).at(600, deploy("web:2")).at(3600, deploy("web:1")));
        assertThat(TrafficShiftTest.forwards(run)).containsExactly("610 blue 0, green 100", "3610 green 0, blue 100");
        assertThat(TrafficShiftTest.status(run)).isEqualTo("SUCCESSFUL");
    }

    /** The deployment group waits for somebody's word before it shifts traffic. */
    private static Scenarios waiting(int minutes, Event... rollsBackOn) {
        Scenarios scenario = blueAndGreen(null, 60, rollsBackOn);
        DeploymentGroup group = scenario.deploymentGroups.get(0);
        scenario.deploymentGroups.set(
                0,
                new DeploymentGroup(
                        group.applicationName(),
                        group.deploymentGroupName(),
                        group.deploymentConfigName(),
                        group.ecsServices(),
                        group.loadBalancerInfo(),
                        new DeploymentGroup.BlueGreenDeploymentConfiguration(
                                new DeploymentGroup.BlueInstanceTerminationOption(null, 60),
                                new DeploymentGroup.DeploymentReadyOption(
                                        DeploymentGroup.DeploymentReadyAction.STOP_DEPLOYMENT, minutes)),
                        group.alarmConfiguration(),
                        group.autoRollbackConfiguration()));
        return scenario.at(600, deploy("web:2"));
    }

    private static Action goOn(DeploymentWaitType wait) {
        return new ServiceActions.ContinueDeployment(new ContinueDeploymentRequest("web", wait));
    }

    /** The new tasks are healthy at 610; the wait of two hours is longer than what else may take an hour. */
    @Test
    @Tag("BG-11")
    void continueDeploymentEndsTheWaitsBeforeTrafficShiftsAndBeforeTheOriginalTasksGo() {
        Recorder run = Recorder.of(waiting(120)
                .at(700, goOn(DeploymentWaitType.TERMINATION_WAIT))
                .at(5000, goOn(DeploymentWaitType.READY_WAIT))
                .at(5100, goOn(DeploymentWaitType.TERMINATION_WAIT)));
        assertThat(run.outcomes())
                .containsExactly(
                        "ok",
                        "DeploymentIsNotInReadyStateException: The deployment d-1 is not in TERMINATION_WAIT.",
                        "ok",
                        "ok");
        assertThat(TrafficShiftTest.forwards(run)).containsExactly("5000 blue 0, green 100");
        assertThat(run.passes()).endsWith("5100 stop 3 start 0");
        assertThat(TrafficShiftTest.status(run)).isEqualTo("SUCCESSFUL");
    }

    @Test
    @Tag("BG-11")
    void aDeploymentThatNobodyContinuesIsStopped() {
        Recorder run = Recorder.of(waiting(30));
        assertThat(TrafficShiftTest.forwards(run)).isEmpty();
        assertThat(TrafficShiftTest.status(run)).isEqualTo("STOPPED");
        assertThat(run.all(Entry.DeploymentStateChanged.class))
                .last()
                .extracting(Entry.DeploymentStateChanged::why)
                .isEqualTo("nobody continued the deployment within 30 min");
        assertThat(run.times(Entry.DeploymentStateChanged.class)).last().isEqualTo(610 + 30 * 60.0);
    }

    @Test
    @Tag("BG-11")
    void aHookHoldsTheDeploymentAndItsFailureRollsBackWhereThatIsWanted() {
        Recorder held =
                Recorder.of(withHook(LifecycleEvent.AfterInstall, new HookFunction(null, Duration.ofMinutes(2))));
        assertThat(TrafficShiftTest.forwards(held)).containsExactly("730 blue 0, green 100");
        HookFunction failing = new HookFunction(HookFunction.Status.FAILED, Duration.ofMinutes(1));
        Recorder back = Recorder.of(withHook(LifecycleEvent.AfterAllowTraffic, failing, Event.DEPLOYMENT_FAILURE));
        assertThat(TrafficShiftTest.forwards(back)).containsExactly("610 blue 0, green 100", "680 green 0, blue 100");
        assertThat(TrafficShiftTest.status(back)).isEqualTo("ROLLBACK_SUCCESSFUL");
        Recorder stays = Recorder.of(withHook(
                LifecycleEvent.AfterAllowTraffic,
                failing,
                Event.DEPLOYMENT_STOP_ON_ALARM,
                Event.DEPLOYMENT_STOP_ON_REQUEST));
        assertThat(TrafficShiftTest.forwards(stays)).containsExactly("610 blue 0, green 100");
        assertThat(TrafficShiftTest.status(stays)).isEqualTo("STOPPED");
    }

    @Test
    @Tag("BG-11")
    void tasksThatAreNotHealthyWithinAnHourFailTheDeployment() {
        Recorder run = Recorder.of(blueAndGreen(null, 5, ALL)
                .answering("web:2", new Health.Never())
                .at(600, deploy("web:2")));
        assertThat(TrafficShiftTest.forwards(run)).noneMatch(forward -> forward.endsWith("green 100"));
        assertThat(run.times(Entry.DeploymentStateChanged.class).get(1)).isEqualTo(4200.0);
        assertThat(TrafficShiftTest.status(run)).isEqualTo("ROLLBACK_SUCCESSFUL");
    }

    /** web:2 fails its checks ten minutes after it came; all traffic is there, the original tasks are not gone yet. */
    @Test
    @Tag("BG-11")
    void anAlarmDuringTheWaitTakesAllTrafficBack() {
        Scenarios scenario = blueAndGreen(null, 60, Event.DEPLOYMENT_STOP_ON_ALARM)
                .answering("web:2", new Health.FailAfter(Duration.ofMinutes(10)))
                .at(600, deploy("web:2"));
        scenario.alarms.add(new MetricAlarm(
                "unhealthy",
                "AWS/ApplicationELB",
                "UnHealthyHostCount",
                List.of(new MetricDimension("LoadBalancer", "web"), new MetricDimension("TargetGroup", "green")),
                "Maximum",
                null,
                null,
                60,
                1,
                1,
                0.0,
                "GreaterThanThreshold",
                "notBreaching",
                null,
                null,
                null,
                null,
                null,
                null));
        Recorder run = Recorder.of(scenario);
        assertThat(TrafficShiftTest.forwards(run)).hasSize(2).last().asString().endsWith("green 0, blue 100");
        assertThat(TrafficShiftTest.status(run)).isEqualTo("ROLLBACK_SUCCESSFUL");
    }

    @ParameterizedTest(name = "autoRollbackEnabled {0}: {1}")
    @Tag("BG-11")
    @CsvSource(
            nullValues = "null",
            value = {"true, ROLLBACK_SUCCESSFUL", "false, STOPPED", "null, ROLLBACK_SUCCESSFUL"})
    void aDeploymentIsStoppedWithOrWithoutRollBack(Boolean rollBack, String status) {
        Recorder run = Recorder.of(blueAndGreen("CodeDeployDefault.ECSCanary10Percent15Minutes", 5, ALL)
                .at(600, deploy("web:2"))
                .at(900, new ServiceActions.StopDeployment(new StopDeploymentRequest("web", rollBack)))
                .at(5000, new ServiceActions.StopDeployment(new StopDeploymentRequest("d-1", null)))
                .at(5000, new ServiceActions.StopDeployment(new StopDeploymentRequest("web", null))));
        assertThat(TrafficShiftTest.status(run)).isEqualTo(status);
        assertThat(run.outcomes())
                .containsExactly(
                        "ok",
                        "ok",
                        "DeploymentDoesNotExistException: The deployment d-1 could not be found",
                        "DeploymentAlreadyCompletedException: The deployment group web has no active deployment.");
    }

    @Test
    @Tag("BG-10")
    void whatIsCodeDeploysToDoIsRefusedOfUpdateServiceInAwssWords() {
        Scenarios scenario = blueAndGreen("CodeDeployDefault.ECSCanary10Percent15Minutes", 5)
                .at(500, Scenarios.deploy("web:2"))
                .at(
                        510,
                        new ServiceActions.UpdateService(
                                new UpdateServiceRequest("web", null, null, null, null, null, true, null)))
                .at(600, deploy("web:2"))
                .at(700, deploy("web:1"))
                .at(710, new ServiceActions.StopServiceDeployment(new StopServiceDeploymentRequest("web", null)))
                .at(4000, Scenarios.scaleTo(4));
        Recorder run = Recorder.of(scenario);
        String end = " on services with a CODE_DEPLOY deployment controller. Use AWS CodeDeploy to trigger a new"
                + " deployment.";
        assertThat(run.outcomes())
                .containsExactly(
                        "InvalidParameterException: Unable to update task definition" + end,
                        "InvalidParameterException: Cannot force a new deployment" + end,
                        "ok",
                        "DeploymentLimitExceededException: The Deployment Group 'web' already has an active Deployment"
                                + " 'd-1'",
                        "UnsupportedFeatureException: StopServiceDeployment is not supported with the CODE_DEPLOY"
                                + " deployment controller.",
                        "ok");
        assertThat(run.passes()).endsWith("4000 stop 0 start 1");
        assertThat(run.all(Entry.DeploymentStarted.class)).hasSize(2);
    }
}
