// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.AutoScalingGroup;
import io.ecsim.aws.PlacementStrategy;
import io.ecsim.aws.RunTaskRequest;
import io.ecsim.aws.StopTaskRequest;
import io.ecsim.aws.UpdateServiceRequest;
import io.ecsim.journal.Entry;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where tasks go, and that they stay there. */
class PlacementOverTimeTest {
    private static final List<PlacementStrategy> BINPACK = List.of(new PlacementStrategy("binpack", "cpu"));

    private static List<String> instances(Recorder run) {
        return run.all(Entry.TaskPlaced.class).stream()
                .map(Entry.TaskPlaced::instance)
                .toList();
    }

    @Test
    @Tag("PL-5")
    void aServiceTakesAnotherStrategyWithUpdateServiceAndRunTaskBringsItsOwn() {
        Recorder run = Recorder.of(Scenarios.ofWeb()
                .service(3, 100, 200)
                .at(
                        300,
                        new ServiceActions.UpdateService(
                                new UpdateServiceRequest("web", 6, null, null, BINPACK, null, null, null)))
                .at(400, new TaskActions.RunTask(new RunTaskRequest("web", 2, null, BINPACK, null, null))));
        assertThat(instances(run))
                .containsExactly(
                        "i-00001", "i-00002", "i-00003", "i-00001", "i-00001", "i-00001", "i-00001", "i-00001");
    }

    @Test
    @Tag("PL-23")
    void aReplacementIsPlacedLikeAnyNewTask() {
        Recorder run = Recorder.of(Scenarios.ofWeb()
                .service(3, 100, 200)
                .at(200, Scenarios.drain("i-00002"))
                .at(300, new TaskActions.StopTask(new StopTaskRequest("task-00003", null))));
        // Spread over zones: the drained instance is out; then zone c is empty again and gets the replacement.
        assertThat(instances(run)).containsExactly("i-00001", "i-00002", "i-00003", "i-00001", "i-00003");
    }

    /**
     * An instance is lost at 300; its task is replaced elsewhere at once, the new instance joins at 360. With a maximum of
     * 100 percent zones are not rebalanced.
     */
    @Test
    @Tag("PL-24")
    @Tag("SC-442")
    void aNewInstanceDoesNotAttractTasksThatRun() {
        Scenarios scenario = Scenarios.ofWeb().withoutInstances().service(3, 0, 100);
        scenario.groups.add(new AutoScalingGroup("g", "m6i.large", 3, 3, null, null, null));
        Recorder run = Recorder.of(
                scenario.at(300, new Action.TerminateInstances("us-east-1b", 1)).at(1800, Scenarios.scaleTo(4)));
        assertThat(run.times(Entry.InstanceRegistered.class)).endsWith(360.0);
        assertThat(instances(run)).containsExactly("i-00001", "i-00002", "i-00003", "i-00001", "i-00004");
        assertThat(run.placed("task-00004")).isEqualTo(300);
        assertThat(run.placed("task-00005")).isEqualTo(1800);
    }

    @Test
    @Tag("SC-440")
    @Tag("SC-447")
    void aGroupSpreadsItsInstancesOverItsZones() {
        Scenarios scenario = new Scenarios();
        scenario.groups.add(
                new AutoScalingGroup("g", "m6i.large", 5, 9, null, List.of("us-east-1c", "us-east-1a"), null));
        assertThat(Recorder.of(scenario).all(Entry.InstanceRegistered.class))
                .extracting(Entry.InstanceRegistered::availabilityZone)
                .containsExactly("us-east-1c", "us-east-1a", "us-east-1c", "us-east-1a", "us-east-1c");
    }
}
