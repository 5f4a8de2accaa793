// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Tasks on one instance and one image: a pull is 1 s and 100 MiB at 20 MiB/s, a check of a cached image 1 s. */
class ImagePullsTest {
    private static Scenarios oneInstance() {
        return Scenarios.ofWeb().withoutInstances().onInstances("m6i.large", "us-east-1a", 1);
    }

    @Test
    @Tag("IM-5")
    void aTaskWaitsForTheImageThatAnotherOnePulls() {
        Recorder run = Recorder.of(oneInstance().at(0, Scenarios.runTask(1)).at(3, Scenarios.runTask(1)));
        // Pulled from 1 to 7: the second is PENDING at 4 and waits 3 s for it.
        assertThat(run.moves("task-00001", 0)).containsExactly("PENDING 1", "RUNNING 8");
        assertThat(run.moves("task-00002", 0)).containsExactly("PENDING 4", "RUNNING 8");
    }

    @Test
    @Tag("IM-2")
    @Tag("IM-5")
    void waitingForAPullTakesNoLessThanTheCheckOfACachedImage() {
        Recorder run = Recorder.of(
                oneInstance().at(0, Scenarios.runTask(1)).at(Duration.ofMillis(5500), Scenarios.runTask(1)));
        // PENDING at 6.5, half a second before the image is there; the check is over at 7.5.
        assertThat(run.moves("task-00002", 0)).containsExactly("PENDING 6.5", "RUNNING 8.5");
    }

    @Test
    @Tag("IM-2")
    void whenTheImageIsThereATaskOnlyChecksIt() {
        Recorder run = Recorder.of(oneInstance().at(0, Scenarios.runTask(1)).at(60, Scenarios.runTask(1)));
        assertThat(run.moves("task-00002", 60)).containsExactly("PENDING 1", "RUNNING 3");
    }

    @Test
    @Tag("IM-5")
    void anotherInstancePullsForItself() {
        Recorder run = Recorder.of(Scenarios.ofWeb().service(2, 100, 200));
        assertThat(run.moves("task-00001", 0)).containsExactly("PENDING 1", "RUNNING 8");
        assertThat(run.moves("task-00002", 0)).containsExactly("PENDING 1", "RUNNING 8");
    }
}
