// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.AdvancedConfiguration;
import io.ecsim.aws.CanaryConfiguration;
import io.ecsim.aws.ContinueServiceDeploymentRequest;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.DeploymentCircuitBreaker;
import io.ecsim.aws.DeploymentConfiguration;
import io.ecsim.aws.DeploymentLifecycleHook;
import io.ecsim.aws.DeploymentLifecycleHookAction;
import io.ecsim.aws.DeploymentLifecycleHookStage;
import io.ecsim.aws.DeploymentLifecycleHookTargetType;
import io.ecsim.aws.DeploymentLifecycleHookTimeoutConfiguration;
import io.ecsim.aws.DeploymentStrategy;
import io.ecsim.aws.LinearConfiguration;
import io.ecsim.aws.Listener;
import io.ecsim.aws.ListenerAction;
import io.ecsim.aws.ListenerAction.ForwardActionConfig;
import io.ecsim.aws.ListenerAction.TargetGroupTuple;
import io.ecsim.aws.LoadBalancer;
import io.ecsim.aws.StopServiceDeploymentRequest;
import io.ecsim.aws.StopServiceDeploymentStopType;
import io.ecsim.aws.TargetGroup;
import io.ecsim.events.Event;
import io.ecsim.events.EventType;
import io.ecsim.journal.Entry;
import io.ecsim.service.HookFunction;
import io.ecsim.workload.Health;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Deployments that shift traffic, as whole runs. The image is on all three instances, so a task is healthy 8 s after its
 * start; web:2 is deployed at 600, and the tick 610 finds its tasks healthy.
 */
class TrafficShiftTest {

    private static DeploymentConfiguration blueGreen(int bakeTime, DeploymentLifecycleHook... hooks) {
        return configuration(DeploymentStrategy.BLUE_GREEN, bakeTime, null, null, hooks);
    }

    static DeploymentConfiguration configuration(
            DeploymentStrategy strategy,
            Integer bakeTime,
            LinearConfiguration linear,
            CanaryConfiguration canary,
            DeploymentLifecycleHook... hooks) {
        return new DeploymentConfiguration(
                100, 200, null, null, strategy, bakeTime, List.of(hooks), linear, canary, null);
    }

    private static Scenarios web(DeploymentConfiguration configuration) {
        return blueAndGreen(configuration).until(Duration.ofHours(2)).at(600, Scenarios.deploy("web:2"));
    }

    /** Three tasks of web:1 in the target group blue. */
    static Scenarios blueAndGreen(DeploymentConfiguration configuration) {
        Scenarios scenario = targetGroups();
        scenario.services.add(new CreateServiceRequest(
                "web",
                "web:1",
                3,
                null,
                null,
                List.of(new LoadBalancer(
                        "blue", "web", 80, new AdvancedConfiguration("green", "web:80/default", null, "role"))),
                configuration,
                null,
                null,
                null,
                null));
        return scenario;
    }

    /** Blue and green, and a listener that forwards to blue. */
    static Scenarios targetGroups() {
        Scenarios scenario = Scenarios.ofWeb();
        for (String group : List.of("blue", "green")) {
            scenario.targetGroups.add(new TargetGroup(
                    group,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    Map.of("deregistration_delay.timeout_seconds", "0")));
        }
        scenario.listeners.add(new Listener(
                null,
                "web",
                null,
                80,
                List.of(new ListenerAction(
                        "forward",
                        null,
                        new ForwardActionConfig(
                                List.of(new TargetGroupTuple("blue", 1), new TargetGroupTuple("green", 0))),
                        null)),
                null));
        return scenario;
    }

    static List<String> forwards(Recorder run) {
        return run.rows.stream()
                .filter(row -> row.entry() instanceof Entry.RuleModified)
                .map(row -> Recorder.seconds(row.at()) + " " + ((Entry.RuleModified) row.entry()).forward())
                .toList();
    }

    static String status(Recorder run) {
        List<Entry.ServiceDeploymentChanged> all = run.all(Entry.ServiceDeploymentChanged.class);
        return all.get(all.size() - 1).status().name();
    }

    /** Production and test traffic need ten minutes each, there and back; both revisions keep their tasks meanwhile. */
    @Test
    @Tag("BG-7")
    @Tag("BG-8")
    void behindANetworkLoadBalancerTheWayBackTakesAsLong() {
        Scenarios scenario = web(blueGreen(60));
        scenario.targetGroups.replaceAll(group ->
                new TargetGroup(group.name(), "TCP", null, null, null, null, null, null, null, group.attributes()));
        scenario.listeners.replaceAll(
                listener -> new Listener(null, "web", "TCP", 80, listener.defaultActions(), null));
        Recorder run = Recorder.of(scenario.at(
                        3000,
                        new ServiceActions.StopServiceDeployment(
                                new StopServiceDeploymentRequest("web", StopServiceDeploymentStopType.ROLLBACK)))
                .until(Duration.ofHours(2)));
        assertThat(forwards(run)).endsWith("1450 blue 0, green 100", "3000 green 0, blue 100");
        assertThat(run.passes()).last().isEqualTo("4200 stop 3 start 0");
        assertThat(status(run)).isEqualTo("ROLLBACK_SUCCESSFUL");
    }

    @Test
    @Tag("BG-1")
    @Tag("BG-2")
    @Tag("BG-3")
    @Tag("BG-9")
    void theNewRevisionIsThereInFullBeforeAllTrafficMoves() {
        Recorder run = Recorder.of(web(blueGreen(10)).at(3600, Scenarios.deploy("web:1")));
        assertThat(run.passes())
                .containsExactly(
                        "0 stop 0 start 3",
                        "600 stop 0 start 3",
                        "1210 stop 3 start 0",
                        "3600 stop 0 start 3",
                        "4210 stop 3 start 0");
        // The first rule of 0 is that of the scenario; every second deployment uses the other target group.
        assertThat(forwards(run)).endsWith("610 blue 0, green 100", "3610 green 0, blue 100");
        assertThat(run.times(Entry.DeploymentStateChanged.class)).containsExactly(20.0, 1220.0, 4220.0);
    }

    @Test
    @Tag("BG-3")
    void withoutALoadBalancerNothingShifts() {
        Recorder run = Recorder.of(Scenarios.ofWeb()
                .service(2, 100, 200)
                .deploying(blueGreen(10))
                .until(Duration.ofHours(1))
                .at(600, Scenarios.deploy("web:2")));
        assertThat(run.passes()).containsExactly("0 stop 0 start 2", "600 stop 0 start 2", "1250 stop 2 start 0");
        assertThat(forwards(run)).isEmpty();
    }

    @Test
    @Tag("BG-4")
    @Tag("SW-26")
    void aLinearDeploymentShiftsInSteps() {
        Recorder run =
                Recorder.of(web(configuration(DeploymentStrategy.LINEAR, 5, new LinearConfiguration(40.0, 6), null)));
        assertThat(forwards(run)).endsWith("610 blue 60, green 40", "970 blue 20, green 80", "1330 blue 0, green 100");
        assertThat(run.times(Entry.DeploymentStateChanged.class)).containsExactly(20.0, 1640.0);
    }

    @Test
    @Tag("BG-5")
    @Tag("SW-26")
    void aCanaryDeploymentShiftsALittleAndThenTheRest() {
        Recorder run =
                Recorder.of(web(configuration(DeploymentStrategy.CANARY, 5, null, new CanaryConfiguration(2.5, 10))));
        assertThat(forwards(run)).endsWith("610 blue 975, green 25", "1210 blue 0, green 100");
    }

    /** With no task there is none to wait for, and nothing that would bring another pass. */
    @Test
    @Tag("BG-5")
    void aCanaryOfAServiceScaledToNothingCompletes() {
        Recorder run =
                Recorder.of(web(configuration(DeploymentStrategy.CANARY, 5, null, new CanaryConfiguration(2.5, 10)))
                        .at(300, Scenarios.scaleTo(0)));
        assertThat(status(run)).isEqualTo("SUCCESSFUL");
    }

    private static DeploymentLifecycleHook function(DeploymentLifecycleHookStage stage) {
        return new DeploymentLifecycleHook(
                null, "arn:aws:lambda:us-east-1:1:function:test", "role", List.of(stage), null);
    }

    private static DeploymentLifecycleHook pause(int minutes, DeploymentLifecycleHookAction action) {
        return new DeploymentLifecycleHook(
                DeploymentLifecycleHookTargetType.PAUSE,
                null,
                null,
                List.of(DeploymentLifecycleHookStage.POST_PRODUCTION_TRAFFIC_SHIFT),
                new DeploymentLifecycleHookTimeoutConfiguration(minutes, action));
    }

    @Test
    @Tag("BG-2")
    @Tag("BG-6")
    void aHookHoldsItsStageUntilItHasSucceeded() {
        Scenarios scenario = web(blueGreen(0, function(DeploymentLifecycleHookStage.POST_SCALE_UP)));
        scenario.functions.put("test", new HookFunction(null, Duration.ofMinutes(2)));
        assertThat(forwards(Recorder.of(scenario))).endsWith("730 blue 0, green 100");
    }

    /** Ready after 100 s, asked at the stage's begin of 610 and then every 30 s, or every 80 s: heard at 730 and 770. */
    @Test
    @Tag("BG-6")
    void aFunctionIsHeardWhenItIsCalledNext() {
        for (int delay : List.of(30, 80)) {
            Scenarios scenario = web(blueGreen(0, function(DeploymentLifecycleHookStage.POST_SCALE_UP)));
            scenario.functions.put("test", new HookFunction(null, Duration.ofSeconds(100), Duration.ofSeconds(delay)));
            assertThat(forwards(Recorder.of(scenario))).endsWith((delay == 30 ? "730" : "770") + " blue 0, green 100");
        }
    }

    @Test
    @Tag("BG-6")
    @Tag("BG-8")
    void aHookThatFailsTakesAllTrafficBack() {
        Scenarios scenario = web(blueGreen(0, function(DeploymentLifecycleHookStage.POST_PRODUCTION_TRAFFIC_SHIFT)));
        scenario.functions.put("test", new HookFunction(HookFunction.Status.FAILED, Duration.ofMinutes(1)));
        Recorder run = Recorder.of(scenario);
        assertThat(forwards(run)).endsWith("610 blue 0, green 100", "680 green 0, blue 100");
        assertThat(run.passes()).endsWith("600 stop 0 start 3", "680 stop 3 start 0");
        assertThat(status(run)).isEqualTo("ROLLBACK_SUCCESSFUL");
    }

    @Test
    @Tag("BG-6")
    void aPauseWaitsForSomebodysWordOrForItsTimeout() {
        Scenarios approved = web(blueGreen(0, pause(60, null)))
                .at(
                        900,
                        new ServiceActions.ContinueServiceDeployment(
                                new ContinueServiceDeploymentRequest("web", null, null)))
                .at(
                        1000,
                        new ServiceActions.ContinueServiceDeployment(
                                new ContinueServiceDeploymentRequest("web", null, null)));
        Recorder run = Recorder.of(approved);
        assertThat(run.outcomes())
                .containsExactly(
                        "ok",
                        "ok",
                        "ConflictException: The service deployment is not waiting at a PAUSE lifecycle hook.");
        assertThat(run.times(Entry.DeploymentStateChanged.class)).containsExactly(20.0, 910.0);
        assertThat(status(Recorder.of(web(blueGreen(0, pause(10, null)))))).isEqualTo("ROLLBACK_SUCCESSFUL");
        Recorder goesOn = Recorder.of(web(blueGreen(0, pause(10, DeploymentLifecycleHookAction.CONTINUE))));
        assertThat(goesOn.times(Entry.DeploymentStateChanged.class)).containsExactly(20.0, 1220.0);
    }

    /** Members and names of DG ecs_hook_state_change_events; the deployment gets to the hook at 610. */
    @Test
    @Tag("EB-6")
    void hooksAreToldToEventBridge() {
        Events answered = Events.of(web(blueGreen(0, pause(60, null)))
                .at(
                        900,
                        new ServiceActions.ContinueServiceDeployment(
                                new ContinueServiceDeploymentRequest("web", null, null)))
                .build());
        assertThat(answered.told(EventType.HOOK_STATE_CHANGE, "eventType", "eventName", "hookType", "updatedAt"))
                .containsExactly(
                        "INFO HOOK_AWAITING_ACTION PAUSE 2026-03-02T00:10:10.000Z",
                        "INFO HOOK_SUCCEEDED PAUSE 2026-03-02T00:15:00.000Z");
        Event waits = answered.of(EventType.HOOK_STATE_CHANGE).get(0);
        assertThat(waits.resources())
                .containsExactly("arn:aws:ecs:us-east-1:123456789012:service-deployment/default/web/2");
        assertThat(waits.detail().keySet())
                .containsExactly(
                        "eventType",
                        "eventName",
                        "hookId",
                        "hookType",
                        "expiresAt",
                        "lifecycleStage",
                        "clusterArn",
                        "serviceArn",
                        "serviceDeploymentArn",
                        "updatedAt");
        assertThat(waits.detail())
                .containsEntry("expiresAt", "2026-03-02T01:10:10Z")
                .containsEntry("lifecycleStage", "POST_PRODUCTION_TRAFFIC_SHIFT");
        assertThat(waits.subject()).isEqualTo("web");

        assertThat(hookNames(web(blueGreen(0, pause(10, null)))))
                .containsExactly("HOOK_AWAITING_ACTION", "HOOK_TIMED_OUT");
        Scenarios fails = web(blueGreen(0, function(DeploymentLifecycleHookStage.POST_SCALE_UP)));
        fails.functions.put("test", new HookFunction(HookFunction.Status.FAILED, Duration.ofMinutes(1)));
        assertThat(hookNames(fails)).containsExactly("HOOK_IN_PROGRESS", "HOOK_FAILED");
    }

    private static List<String> hookNames(Scenarios scenario) {
        return Events.of(scenario.build()).told(EventType.HOOK_STATE_CHANGE, "eventName");
    }

    /** A rule may be the somebody. */
    @Test
    @Tag("BG-6")
    @Tag("EB-8")
    void aRuleMayAnswerAPause() {
        Scenarios scenario = web(blueGreen(0, pause(60, null)));
        scenario.rules.add(new Rule(
                "approve",
                new RulesTest.Of(EventType.HOOK_STATE_CHANGE, "eventName", "HOOK_AWAITING_ACTION"),
                null,
                null,
                null,
                List.of(new Rule.Act(new ServiceActions.ContinueServiceDeployment(
                        new ContinueServiceDeploymentRequest("web", null, null))))));
        assertThat(status(Recorder.of(scenario))).isEqualTo("SUCCESSFUL");
    }

    @Test
    @Tag("BG-8")
    @Tag("CB-4")
    void aCircuitBreakerEndsADeploymentThatNeverGetsHealthyBeforeAnyTrafficMoves() {
        Scenarios scenario = web(new DeploymentConfiguration(
                        100,
                        200,
                        new DeploymentCircuitBreaker(true, true, null, null),
                        null,
                        DeploymentStrategy.BLUE_GREEN,
                        5,
                        null,
                        null,
                        null,
                        null))
                .answering("web:2", new Health.Never());
        Recorder run = Recorder.of(scenario);
        assertThat(status(run)).isEqualTo("ROLLBACK_SUCCESSFUL");
        assertThat(forwards(run)).noneMatch(forward -> forward.endsWith("green 100"));
    }

    /** web:3 comes while web:2 bakes: traffic goes back to web:1, web:2 goes, then web:3 takes over from web:1. */
    @Test
    @Tag("BG-2")
    @Tag("SV-36")
    void aDeploymentInTheMiddleOfAnotherBeginsWithTheOneThatCompleted() {
        Scenarios scenario = web(blueGreen(60)).at(1000, Scenarios.deploy("web:3"));
        scenario.taskDefinitions.add(Scenarios.web(256, 256));
        Recorder run = Recorder.of(scenario);
        assertThat(forwards(run)).endsWith("610 blue 0, green 100", "1000 green 0, blue 100", "1020 blue 0, green 100");
        assertThat(run.passes()).contains("1000 stop 3 start 0", "1010 stop 0 start 3");
    }
}
