// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.AwsVpcConfiguration;
import io.ecsim.aws.NetworkConfiguration;
import io.ecsim.aws.NetworkMode;
import io.ecsim.aws.PutAccountSettingRequest;
import io.ecsim.aws.RunTaskRequest;
import io.ecsim.aws.SettingName;
import io.ecsim.aws.StopTaskRequest;
import io.ecsim.aws.Subnet;
import io.ecsim.aws.TaskLastStatus;
import io.ecsim.aws.TaskStopCode;
import io.ecsim.journal.Entry;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tasks with interfaces of their own in subnets with few addresses; two m5.4xlarge have 14 interfaces for them. */
class SubnetAddressesTest {
    private static Scenarios small(Subnet... subnets) {
        Scenarios scenario = new Scenarios().onInstances("m5.4xlarge", "us-east-1a", 2);
        scenario.subnets = List.of(subnets);
        scenario.taskDefinitions.add(InstanceResourcesTest.definition(
                NetworkMode.awsvpc, null, null, InstanceResourcesTest.container(1, 8, null, null)));
        return scenario;
    }

    private static Action run(int count, String... subnets) {
        NetworkConfiguration network = new NetworkConfiguration(new AwsVpcConfiguration(List.of(subnets)));
        return new TaskActions.RunTask(new RunTaskRequest("web", count, null, null, null, network));
    }

    private static Subnet subnet(String id, String block) {
        return new Subnet(id, "us-east-1a", block);
    }

    private static long running(Recorder run) {
        return run.all(Entry.TaskStatusChanged.class).stream()
                .filter(moved -> moved.status() == TaskLastStatus.RUNNING)
                .count();
    }

    private static List<Entry.TaskStopRequested> failed(Recorder run) {
        return run.all(Entry.TaskStopRequested.class).stream()
                .filter(stop -> stop.stopCode() == TaskStopCode.TaskFailedToStart)
                .toList();
    }

    @Test
    @Tag("PW-21")
    @Tag("NW-24")
    @Tag("NW-25")
    @Tag("NW-26")
    @Tag("EV-52")
    @Tag("TL-20")
    void tasksGetWhatInstancesLeaveOfASubnetAndTheOthersFailToStart() {
        Recorder run = Recorder.of(
                small(subnet("small", "10.0.0.0/28")).at(60, run(10, "small")).at(61, run(2, "small")));
        assertThat(running(run)).isEqualTo(9); // 11 - 2
        assertThat(failed(run))
                .hasSize(3)
                .allSatisfy(stop -> assertThat(stop.why())
                        .isEqualTo(
                                "Unexpected EC2 error while attempting to Create Network Interface in subnet 'small'"));
        assertThat(run.outcomes()).containsExactly("ok", "ok");
    }

    @Test
    @Tag("PW-21")
    @Tag("NW-24")
    void aTrunkTakesAnAddressToo() {
        Scenarios scenario = small(subnet("small", "10.0.0.0/28"));
        scenario.accountSettings.add(new PutAccountSettingRequest(SettingName.awsvpcTrunking, "enabled"));
        Recorder run = Recorder.of(scenario.at(60, run(10, "small")));
        assertThat(running(run)).isEqualTo(7); // 11 - 4
        assertThat(failed(run)).hasSize(3);
    }

    @Test
    @Tag("NW-29")
    void aFullSubnetIsFollowedByTheNextOfTheList() {
        Recorder run = Recorder.of(small(subnet("small", "10.0.0.0/28"), subnet("other", "10.0.1.0/28"))
                .at(60, run(10, "small", "other"))
                .at(61, run(4, "small", "other")));
        assertThat(running(run)).isEqualTo(14);
    }

    /** Stopped at 100, a task is DEPROVISIONING until 110: its address is free from then on. */
    @Test
    @Tag("NW-26")
    void anAddressIsFreeWhenTheInterfaceIsGone() {
        Scenarios scenario = small(subnet("small", "10.0.0.0/28"))
                .at(60, run(9, "small"))
                .at(100, new TaskActions.StopTask(new StopTaskRequest("task-00001", null)))
                .at(109, run(1, "small"))
                .at(111, run(1, "small"));
        assertThat(failed(Recorder.of(scenario)))
                .extracting(Entry.TaskStopRequested::task)
                .containsExactly("task-00010");
    }
}
