// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.ecsim.aws.Attribute;
import io.ecsim.aws.AutoScalingGroup;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.DeleteAttributesRequest;
import io.ecsim.aws.NetworkMode;
import io.ecsim.aws.PlacementConstraint;
import io.ecsim.aws.PutAccountSettingRequest;
import io.ecsim.aws.PutAttributesRequest;
import io.ecsim.aws.SettingName;
import io.ecsim.aws.StartTaskRequest;
import io.ecsim.journal.Entry;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What changes on instances while tasks run there: attributes, the agent's connection, the account's settings. */
class InstanceChangesTest {
    private static Action put(String target, String name, String value) {
        return new CapacityActions.PutAttributes(new PutAttributesRequest(List.of(new Attribute(name, value, target))));
    }

    private static Action delete(String target, String name) {
        return new CapacityActions.DeleteAttributes(
                new DeleteAttributesRequest(List.of(new Attribute(name, null, target))));
    }

    private static Action disconnect(String target, Integer seconds) {
        return new Action.DisconnectAgent(List.of(target), seconds == null ? null : Duration.ofSeconds(seconds));
    }

    static Action start(String... instances) {
        return new TaskActions.StartTask(new StartTaskRequest("web", List.of(instances), null, null, null));
    }

    private static List<String> instances(Recorder run) {
        return run.all(Entry.TaskPlaced.class).stream()
                .map(Entry.TaskPlaced::instance)
                .toList();
    }

    private static Scenarios onlyWhere(String expression) {
        Scenarios scenario = Scenarios.ofWeb();
        scenario.services.add(new CreateServiceRequest(
                "web",
                "web:1",
                1,
                null,
                null,
                null,
                null,
                null,
                List.of(new PlacementConstraint("memberOf", expression)),
                null,
                null));
        return scenario;
    }

    @Test
    @Tag("CN-7")
    @Tag("PL-25")
    void aTaskThatWaitsForAnAttributeIsPlacedWhenItComesAndStaysWhenItGoes() {
        Recorder run = Recorder.of(onlyWhere("attribute:stack == prod")
                .at(95, put("i-00002", "stack", "test"))
                .at(105, put("i-00002", "stack", "prod"))
                .at(300, delete("i-00002", "stack"))
                .at(400, Scenarios.scaleTo(2)));
        assertThat(instances(run)).containsExactly("i-00002");
        assertThat(run.placed("task-00001")).isEqualTo(110);
        assertThat(run.all(Entry.TaskStopRequested.class)).isEmpty();
        assertThat(run.all(Entry.PlacementRefused.class)).last().satisfies(refused -> {
            assertThat(refused.tasks()).isEqualTo(1);
            assertThat(refused.why()).contains("memberOf");
        });
    }

    @Test
    @Tag("CN-7")
    void attributesArePutOnAWholeZoneAndOnNothingThatIsNotThere() {
        Recorder run = Recorder.of(Scenarios.ofWeb()
                .at(10, put("us-east-1b/*", "stack", null))
                .at(20, put("i-00009", "stack", null))
                .at(30, put("i-00001", "bad name!", null)));
        assertThat(run.all(Entry.AttributePut.class)).containsExactly(new Entry.AttributePut("i-00002", "stack", null));
        assertThat(run.outcomes())
                .satisfiesExactly(
                        outcome -> assertThat(outcome).isEqualTo("ok"),
                        outcome -> assertThat(outcome).startsWith("TargetNotFoundException"),
                        outcome -> assertThat(outcome).startsWith("InvalidParameterException"));
    }

    /** API PutAttributes: up to 10 custom attributes for each resource. */
    @Test
    @Tag("CN-7")
    void anInstanceHasTenCustomAttributesAtMost() {
        Scenarios scenario = Scenarios.ofWeb();
        IntStream.rangeClosed(1, 11).forEach(i -> scenario.at(i, put("i-00001", "a" + i, "1")));
        scenario.at(12, put("i-00001", "a1", "2"));
        List<String> outcomes = Recorder.of(scenario).outcomes();
        assertThat(outcomes.subList(0, 10)).containsOnly("ok");
        assertThat(outcomes.get(10)).startsWith("AttributeLimitExceededException");
        assertThat(outcomes.get(11)).isEqualTo("ok");
    }

    @Test
    @Tag("IN-5")
    @Tag("PL-2")
    @Tag("EV-13")
    void aDisconnectedAgentGetsNoTasksAndKeepsThoseItHas() {
        Recorder run = Recorder.of(Scenarios.ofWeb()
                .withoutInstances()
                .onInstances("m6i.large", "us-east-1a", 1)
                .service(2, 100, 200)
                .at(300, disconnect("us-east-1a/*", 600))
                .at(400, Scenarios.scaleTo(3)));
        assertThat(run.all(Entry.AgentConnectionChanged.class))
                .extracting(Entry.AgentConnectionChanged::connected)
                .containsExactly(false, true);
        assertThat(run.times(Entry.AgentConnectionChanged.class)).containsExactly(300.0, 900.0);
        assertThat(run.all(Entry.TaskStopRequested.class)).isEmpty();
        assertThat(run.events("encountered error \"AGENT\"")).containsExactly("400");
        assertThat(run.placed("task-00003")).isEqualTo(900);
    }

    @Test
    @Tag("IN-5")
    void outagesOfOneAgentEndWithTheLast() {
        Recorder run = Recorder.of(
                Scenarios.ofWeb().at(100, disconnect("i-00001", 200)).at(150, disconnect("i-00001", 400)));
        assertThat(run.times(Entry.AgentConnectionChanged.class)).containsExactly(100.0, 550.0);
        assertThat(Recorder.of(Scenarios.ofWeb().at(100, disconnect("i-00001", null)))
                        .times(Entry.AgentConnectionChanged.class))
                .containsExactly(100.0);
    }

    @Test
    @Tag("PL-5")
    @Tag("EV-1")
    void startTaskStartsOneOnEachInstanceThatCanTakeIt() {
        Recorder run = Recorder.of(Scenarios.ofWeb()
                .at(10, start("i-00001", "i-00003", "i-00009"))
                .at(20, new Action.TerminateInstances(null, 1))
                .at(30, start("i-00001"))
                .at(40, Scenarios.drain("i-00002"))
                .at(50, start("i-00002")));
        assertThat(run.all(Entry.TaskPlaced.class))
                .extracting(Entry.TaskPlaced::instance, Entry.TaskPlaced::group)
                .containsExactly(tuple("i-00001", "family:web"), tuple("i-00003", "family:web"));
        assertThat(run.outcomes())
                .containsExactly(
                        "2 tasks started, failures: i-00009 MISSING",
                        "terminated [i-00001]",
                        "0 tasks started, failures: i-00001 INACTIVE",
                        "ok",
                        "0 tasks started, failures: i-00002 AGENT");
    }

    @Test
    @Tag("PL-5")
    @Tag("EV-1")
    void startTaskAsksForRoomAndNotForConstraints() {
        Scenarios scenario = Scenarios.ofWeb();
        scenario.taskDefinitions.add(Scenarios.web(2048, 256));
        Recorder run = Recorder.of(scenario.at(10, start("i-00001", "i-00001")));
        assertThat(run.outcomes()).containsExactly("1 tasks started, failures: i-00001 RESOURCE:CPU");
    }

    /** c5.large: 2 tasks, 10 with a trunk (NW-23). What runs already has none; what replaces it has one. */
    @Test
    @Tag("PW-20")
    @Tag("NW-22")
    void anInstanceHasATrunkIfItIsLaunchedAfterOptingIn() {
        Scenarios scenario = new Scenarios();
        scenario.groups.add(new AutoScalingGroup("g", "c5.large", 1, 1, 1, List.of("us-east-1a"), null));
        scenario.taskDefinitions.add(InstanceResourcesTest.definition(
                NetworkMode.awsvpc, null, null, InstanceResourcesTest.container(1, 8, null, null)));
        Action ten = InstanceResourcesTest.tenIn(InstanceResourcesTest.SUBNET_A);
        scenario.at(
                        10,
                        new CapacityActions.PutAccountSetting(
                                new PutAccountSettingRequest(SettingName.awsvpcTrunking, "enabled")))
                .at(20, ten)
                .at(100, new Action.TerminateInstances(null, 1))
                .at(200, ten);
        List<String> outcomes = Recorder.of(scenario).outcomes();
        assertThat(outcomes.get(1)).startsWith("2 tasks started, failures: RESOURCE:ENI");
        assertThat(outcomes.get(3)).isEqualTo("ok");
    }
}
