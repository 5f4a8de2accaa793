// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.RunTaskRequest;
import io.ecsim.aws.StopTaskRequest;
import io.ecsim.aws.TaskLastStatus;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A host of 2048 CPU units on which P (1536) is told to stop at 60 and ends at 80; ECS sends Q (1024) and R (256), which
 * come to the host at 62 and 63. From there a cached image and a container take two seconds.
 */
class AgentQueueTest {
    private static Scenarios host() {
        Scenarios scenario =
                new Scenarios().onInstances("m6i.large", "us-east-1a", 1).exitingAfter(20);
        IntStream.of(1536, 1024, 256).forEach(cpu -> scenario.taskDefinitions.add(Scenarios.web(cpu, 128)));
        return scenario.at(10, run("web:1"))
                .at(60, stop("task-00001"))
                .at(61, run("web:2"))
                .at(62, run("web:3"));
    }

    private static Action run(String revision) {
        return new TaskActions.RunTask(new RunTaskRequest(revision, 1, null, null, null, null));
    }

    private static Action stop(String task) {
        return new TaskActions.StopTask(new StopTaskRequest(task, null));
    }

    private static double running(Recorder run, String task) {
        return run.reached(task, null, TaskLastStatus.RUNNING);
    }

    @Test
    @Tag("PW-36")
    @Tag("RS-12")
    void aTaskWaitsForTheHostAndKeepsThoseBehindItWaiting() {
        Recorder run = Recorder.of(host());
        assertThat(run.reached("task-00002", null, TaskLastStatus.PENDING)).isEqualTo(62);
        assertThat(run.reached("task-00001", null, TaskLastStatus.STOPPED)).isEqualTo(80);
        assertThat(running(run, "task-00002")).isEqualTo(82);
        assertThat(running(run, "task-00003")).isEqualTo(82);
    }

    @Test
    @Tag("RS-12")
    void aWaitingTaskThatIsStoppedMakesWay() {
        Recorder run = Recorder.of(host().at(70, stop("task-00002")));
        assertThat(run.reached("task-00002", null, TaskLastStatus.STOPPED)).isEqualTo(70);
        assertThat(running(run, "task-00003")).isEqualTo(72); // 2048 - 1536 has room for 256
    }

    @Test
    @Tag("RS-12")
    void anOlderAgentStartsAtOnce() {
        Scenarios scenario = host();
        scenario.world(null, null, null, false);
        Recorder run = Recorder.of(scenario);
        assertThat(running(run, "task-00002")).isEqualTo(64);
        assertThat(running(run, "task-00003")).isEqualTo(65);
    }
}
