// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.AwsVpcConfiguration;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.NetworkConfiguration;
import io.ecsim.aws.NetworkMode;
import io.ecsim.aws.Subnet;
import io.ecsim.aws.UpdateServiceRequest;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A service of 11 tasks in a subnet with addresses for 9 of them: the other two fail to start 14 s after they were
 * placed, whenever they are.
 */
class StartThrottleTest {
    private static Scenarios elevenTasks() {
        Scenarios scenario = new Scenarios().onInstances("m5.4xlarge", "us-east-1a", 2);
        scenario.subnets = List.of(new Subnet("small", "us-east-1a", "10.0.0.0/28"));
        scenario.taskDefinitions.add(InstanceResourcesTest.definition(
                NetworkMode.awsvpc, null, null, InstanceResourcesTest.container(1, 8, null, null)));
        scenario.services.add(new CreateServiceRequest(
                "web",
                "web",
                11,
                null,
                null,
                null,
                null,
                null,
                null,
                new NetworkConfiguration(new AwsVpcConfiguration(List.of("small"))),
                null));
        return scenario;
    }

    private static final Action NEW_DEPLOYMENT =
            new ServiceActions.UpdateService(new UpdateServiceRequest("web", null, null, null, null, null, true, null));

    /** Rounds fail at 34, 54 and 74; from then on the next comes at the tick after 60 s, 120 s, 240 s and so on. */
    @Test
    @Tag("SV-20")
    @Tag("SV-21")
    @Tag("EV-46")
    void whatFailsToStartIsTriedEverMoreSlowly() {
        Recorder run = Recorder.of(elevenTasks().until(Duration.ofMinutes(70)));
        assertThat(run.passes())
                .containsExactly(
                        "0 stop 0 start 11",
                        "20 stop 0 start 2",
                        "40 stop 0 start 2",
                        "60 stop 0 start 2",
                        "140 stop 0 start 2",
                        "280 stop 0 start 2",
                        "540 stop 0 start 2",
                        "1040 stop 0 start 2",
                        "2020 stop 0 start 2",
                        "3660 stop 0 start 2");
    }

    @Test
    @Tag("EV-26")
    void fromTheThirdFailedRoundOnTheServiceSaysSoEachTime() {
        Recorder run = Recorder.of(elevenTasks().until(Duration.ofMinutes(10)));
        assertThat(run.events("is unable to consistently start tasks successfully."))
                .containsExactly("74", "154", "294", "554");
    }

    /** Beside the nine that run, the instances have network interfaces for five. */
    @Test
    @Tag("SV-20")
    void aNewDeploymentStartsAtOnce() {
        Recorder run = Recorder.of(elevenTasks().at(600, NEW_DEPLOYMENT).until(Duration.ofMinutes(11)));
        assertThat(run.passes()).contains("600 stop 0 start 5", "620 stop 0 start 5");
    }

    /** As many as may start in a minute, then the rest. The buckets of SW-23 beside it are those of Fargate. */
    @Test
    @Tag("SW-23")
    @Tag("SV-8")
    void aServiceOfMoreThanFiveHundredTasksStartsInTwoMinutes() {
        Scenarios scenario = Scenarios.ofWeb().service(520, 100, 200);
        scenario.instances.clear();
        scenario.onInstances("m6i.16xlarge", null, 3);
        Recorder run = Recorder.of(scenario.until(Duration.ofMinutes(3)));
        assertThat(run.passes()).startsWith("0 stop 0 start 500", "60 stop 0 start 20");
    }
}
