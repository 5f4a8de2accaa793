// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.EcsParameters;
import io.ecsim.aws.StopTaskRequest;
import io.ecsim.aws.UpdateServiceRequest;
import io.ecsim.events.Event;
import io.ecsim.events.EventPattern;
import io.ecsim.events.EventType;
import io.ecsim.journal.Entry;
import io.ecsim.kernel.Distribution;
import io.ecsim.world.Worlds;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What rules make of events. */
class RulesTest {
    /** Events of one kind; of these all, or those with a value in their detail. */
    record Of(EventType type, String member, String value) implements EventPattern {
        @Override
        public boolean mayMatch(EventType other) {
            return other == type;
        }

        @Override
        public boolean matches(Event event) {
            return member == null || value.equals(event.detail().get(member));
        }
    }

    private static final EventPattern PUSHES = new Of(EventType.IMAGE_ACTION, null, null);
    private static final EventPattern STOPPED = new Of(EventType.TASK_STATE_CHANGE, "lastStatus", "STOPPED");
    private static final Action PUSH = new Action.PushImage("web");

    private static Scenarios web() {
        Scenarios scenario = new Scenarios().onInstances("m6i.large", "us-east-1a", 2);
        scenario.taskDefinitions.add(Scenarios.web(256, 256));
        return scenario;
    }

    private static Scenarios with(Scenarios scenario, EventPattern pattern, Rule.Target... targets) {
        scenario.rules.add(new Rule("rule-" + scenario.rules.size(), pattern, null, null, null, List.of(targets)));
        return scenario;
    }

    private static Rule.Target task(String definition, int count) {
        return new Rule.RunTasks(new EcsParameters(definition, count, null, null, null, null, null, null));
    }

    @Test
    @Tag("EB-8")
    void everyTargetOfARuleGetsTheEventAfterItsDelivery() {
        Scenarios scenario = with(web(), PUSHES, new Rule.Notify("ops"), new Rule.Notify("dev"))
                .at(100, PUSH);
        Recorder run = new Recorder();
        RunResult result = Simulation.run(scenario.build(), run, () -> false);
        assertThat(run.all(Entry.Notified.class))
                .containsExactly(
                        new Entry.Notified("ops", "rule-0", "ECR Image Action", "web:latest", "PUSH"),
                        new Entry.Notified("dev", "rule-0", "ECR Image Action", "web:latest", "PUSH"));
        assertThat(run.times(Entry.Notified.class)).containsExactly(100.5, 100.5);
        assertThat(result.notifications()).containsEntry("ops", 1).containsEntry("dev", 1);
    }

    @Test
    @Tag("EB-8")
    void aNotificationThatNobodyNeededIsCountedAsNone() {
        RunResult result =
                Simulation.run(with(web(), PUSHES, new Rule.Notify("ops")).build());
        assertThat(result.notifications()).containsExactly(java.util.Map.entry("ops", 0));
    }

    @Test
    void aDisabledRuleDoesNothing() {
        Scenarios scenario = web().at(100, PUSH);
        scenario.rules.add(new Rule("off", PUSHES, null, Rule.State.DISABLED, null, List.of(new Rule.Notify("ops"))));
        assertThat(Recorder.of(scenario).all(Entry.Notified.class)).isEmpty();
    }

    @Test
    @Tag("EB-9")
    void aTaskAsTargetIsRunAsRunTaskRunsIt() {
        Recorder run = Recorder.of(with(web(), PUSHES, task("web", 2)).at(100, PUSH));
        assertThat(run.all(Entry.TaskPlaced.class))
                .extracting(Entry.TaskPlaced::group)
                .containsExactly("family:web", "family:web");
        assertThat(run.times(Entry.TaskPlaced.class)).containsExactly(100.5, 100.5);
        assertThat(run.all(Entry.RuleInvoked.class))
                .containsExactly(
                        new Entry.RuleInvoked("rule-0", "runTask web", "ECR Image Action", "web:latest", "PUSH"));
    }

    @Test
    @Tag("EB-9")
    void whatRunTaskRefusesIsToldAndTriedNoMore() {
        Scenarios scenario = with(new Scenarios(), PUSHES, task("web", 1)).at(100, PUSH);
        scenario.taskDefinitions.add(Scenarios.web(256, 256));
        assertThat(Recorder.of(scenario).outcomes())
                .containsExactly("ok", "InvalidParameterException: No Container Instances were found in your cluster.");
    }

    @Test
    @Tag("EB-8")
    @Tag("IM-7")
    void aPushAnsweredByADeploymentIsADeliveryPipeline() {
        Action deploy = new ServiceActions.UpdateService(
                new UpdateServiceRequest("web", null, null, null, null, null, true, null));
        Recorder run = Recorder.of(
                with(web().service(2, 100, 200), PUSHES, new Rule.Act(deploy)).at(300, PUSH));
        assertThat(run.all(Entry.DeploymentStarted.class))
                .extracting(Entry.DeploymentStarted::why)
                .endsWith("forceNewDeployment")
                .hasSize(2);
        assertThat(run.times(Entry.DeploymentStarted.class)).containsExactly(0.0, 300.5);
    }

    @ParameterizedTest(name = "delivery {0} s")
    @ValueSource(doubles = {0, 0.5})
    @Tag("EB-8")
    void aLoopOfRulesEnds(double delivery) {
        Scenarios scenario =
                with(web(), PUSHES, new Rule.Act(PUSH), new Rule.Act(PUSH)).at(100, PUSH);
        scenario.world = Worlds.with("eventDelivery", new Distribution.Constant(delivery));
        Recorder run = Recorder.of(scenario);
        assertThat(run.all(Entry.ImagePushed.class)).hasSize(1001);
        assertThat(run.all(Entry.RuleLoopEnded.class)).hasSize(1);
    }

    @Test
    @Tag("EB-8")
    void aTaskThatIsReplacedByARuleForeverIsNoLoop() {
        Scenarios scenario = with(web(), STOPPED, task("web", 1)).at(0, Scenarios.runTask(1));
        for (int i = 1; i <= 20; i++) {
            scenario.at(60 * i, new TaskActions.StopTask(new StopTaskRequest("task-0000" + i, null)));
        }
        Recorder run = Recorder.of(scenario);
        assertThat(run.all(Entry.TaskPlaced.class)).hasSize(10);
        assertThat(run.all(Entry.RuleLoopEnded.class)).isEmpty();
    }

    @Test
    void whatRulesGetDoesNotDependOnWhoElseTakesEvents() {
        Scenario scenario = with(web().service(2, 100, 200), STOPPED, new Rule.Notify("ops"))
                .at(100, new Action.TerminateInstances(null, 1))
                .build();
        Events events = Events.of(scenario);
        Recorder without = new Recorder();
        Simulation.run(scenario, without, () -> false);
        assertThat(without.rows).extracting(Recorder.Row::entry).isEqualTo(events.rows);
        assertThat(Stream.of(EventType.values()).filter(type -> !events.of(type).isEmpty()))
                .contains(EventType.TASK_STATE_CHANGE, EventType.SERVICE_ACTION);
    }
}
