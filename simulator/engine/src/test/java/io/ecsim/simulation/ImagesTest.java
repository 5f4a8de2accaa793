// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static io.ecsim.simulation.Containers.container;
import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.EcsConfig;
import io.ecsim.aws.ImagePullBehavior;
import io.ecsim.aws.RunTaskRequest;
import io.ecsim.aws.StopTaskRequest;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.TaskStopCode;
import io.ecsim.journal.Entry;
import io.ecsim.workload.Bytes;
import io.ecsim.workload.Image;
import io.ecsim.workload.Share;
import io.ecsim.world.Faults;
import io.ecsim.world.World;
import io.ecsim.world.Worlds;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is pulled, when it fails, what stays (SW-27, SW-28). A pull is 1 s and its bytes at 20 MiB/s. */
class ImagesTest {
    private static final Faults REGISTRY_DOWN =
            new Faults(new Faults.ImageRegistry(new Share(1), Duration.ofSeconds(100), null), null, null);

    /** Tasks of one container each with an image of 300 MiB, on one instance whose agent pulls so. */
    private static Scenarios images(ImagePullBehavior behavior, String... images) {
        EcsConfig config = new EcsConfig(
                null, null, null, null, null, null, null, null, null, null, null, null, behavior, null, null, null,
                null, null, null, null);
        Scenarios scenario = new Scenarios();
        scenario.instances.add(new ContainerInstances("m6i.large", "us-east-1a", 1, null, null, null, config));
        for (String image : images) {
            scenario.taskDefinitions.add(new TaskDefinition(
                    "web", List.of(container("app").image(image).build()), null, null, null, null, null, null));
        }
        scenario.images.put("shop/app", new Image(new Bytes(300 * Bytes.MIB), 10, 7, null));
        return scenario;
    }

    private static Action run(int revision) {
        return new TaskActions.RunTask(new RunTaskRequest("web:" + revision, 1, null, null, null, null));
    }

    private static Action stop(int task) {
        return new TaskActions.StopTask(new StopTaskRequest("task-0000" + task, null));
    }

    private static double pending(Recorder run, int task) {
        String id = "task-0000" + task;
        return run.all(Entry.TaskStatusChanged.class).isEmpty()
                ? -1
                : run.reached(id, null, io.ecsim.aws.TaskLastStatus.RUNNING)
                        - run.reached(id, null, io.ecsim.aws.TaskLastStatus.PENDING)
                        - 1; // the start of the container
    }

    private static List<String> whys(Recorder run) {
        return run.all(Entry.TaskStopRequested.class).stream()
                .map(stop -> stop.stopCode() + ": " + stop.why())
                .toList();
    }

    @ParameterizedTest(name = "{0}: {1} s, then {2} s")
    @Tag("SW-28")
    @Tag("IM-1")
    @Tag("IM-2")
    @Tag("IM-5")
    @CsvSource({"DEFAULT, 16, 1", "ALWAYS, 16, 1", "ONCE, 16, 0", "PREFER_CACHED, 16, 0"})
    void theFirstTaskOnAnInstancePullsAndTheSecondDoesAsItsAgentIsTold(
            ImagePullBehavior behavior, double first, double second) {
        Recorder run = Recorder.of(images(behavior, "shop/app:1").at(0, run(1)).at(60, run(1)));
        assertThat(pending(run, 1)).isEqualTo(first);
        assertThat(pending(run, 2)).isEqualTo(second);
    }

    @ParameterizedTest(name = "{0}, cached: {1}, not cached: {2}")
    @Tag("SW-28")
    @Tag("IM-1")
    @Tag("IM-11")
    @CsvSource({"DEFAULT, true", "ALWAYS, false", "ONCE, true", "PREFER_CACHED, true"})
    void whenTheRegistryIsDownWhatIsCachedMayDo(ImagePullBehavior behavior, boolean startsFromCache) {
        Scenarios scenario = images(behavior, "shop/app:1", "other")
                .at(0, run(1))
                .at(120, run(1))
                .at(200, run(2));
        scenario.faults = REGISTRY_DOWN;
        Recorder run = Recorder.of(scenario);
        List<String> stopped = run.stopRequests();
        assertThat(stopped.contains("task-00002 136")).isNotEqualTo(startsFromCache);
        assertThat(stopped).contains("task-00003 216"); // 1 s PROVISIONING, 15 s until the agent gives up
        assertThat(run.all(Entry.TaskStopRequested.class))
                .extracting(Entry.TaskStopRequested::stopCode)
                .containsOnly(TaskStopCode.TaskFailedToStart);
    }

    @Test
    @Tag("IM-12")
    @Tag("IM-6")
    @Tag("TL-20")
    @Tag("TL-22")
    void anImageThatIsNotThereIsToldInECSsWords() {
        Scenarios scenario = images(ImagePullBehavior.DEFAULT, "shop/app:1").at(0, run(1));
        scenario.faults = new Faults(null, List.of("shop/app:1"), null);
        Recorder run = Recorder.of(scenario);
        String why = "CannotPullContainerError: pull image manifest has been retried 5 time(s): failed to resolve ref"
                + " shop/app:1: not found";
        assertThat(whys(run)).containsExactly("TaskFailedToStart: " + why);
        assertThat(run.all(Entry.ContainerStatusChanged.class))
                .extracting(Entry.ContainerStatusChanged::why)
                .containsExactly(why);
        assertThat(run.moves("task-00001", 0)).containsExactly("PENDING 1", "STOPPED 16");
    }

    @Test
    @Tag("IM-6")
    void aRegistryThatFailsSometimesCostsTimeBecauseItIsAskedAgain() {
        Scenarios scenario = images(ImagePullBehavior.DEFAULT, "shop/app:1");
        scenario.faults = new Faults(new Faults.ImageRegistry(new Share(0.5), null, null), null, null);
        IntStream.range(0, 9).forEach(i -> scenario.at(100 * i, run(1)));
        Recorder run = Recorder.of(scenario);
        List<Double> delays = IntStream.rangeClosed(2, 9)
                .filter(i -> run.stopRequests().stream().noneMatch(stop -> stop.startsWith("task-0000" + i)))
                .mapToObj(i -> pending(run, i))
                .toList();
        assertThat(delays).isNotEmpty().allMatch(delay -> delay >= 1 && delay < 16 + 1.2 * (1.1 + 2.2 + 4.4 + 5));
        assertThat(delays).anyMatch(delay -> delay > 1);
    }

    @Test
    @Tag("IM-9")
    @Tag("IM-12")
    void aRegistryTakesSoManyPullsASecond() {
        Scenarios scenario = images(ImagePullBehavior.DEFAULT, "shop/app:1");
        scenario.world = world(2, 0);
        IntStream.range(0, 5).forEach(i -> scenario.at(60, run(1)));
        Recorder run = Recorder.of(scenario.at(0, run(1)));
        // Two at once, the others after a wait of 1.1 to 1.32 s or more
        assertThat(IntStream.rangeClosed(2, 6).filter(i -> pending(run, i) == 1).count())
                .isEqualTo(2);
        assertThat(IntStream.rangeClosed(2, 6).filter(i -> pending(run, i) > 2).count())
                .isEqualTo(3);
    }

    @Test
    @Tag("IM-9")
    @Tag("IM-12")
    void dockerHubGivesSoManyImagesInSixHoursWithoutCredentials() {
        Scenarios scenario = images(ImagePullBehavior.DEFAULT, "one", "two", "three");
        scenario.world = world(0, 2);
        scenario.until(Duration.ofHours(8));
        scenario.at(0, run(1)).at(10, run(2)).at(20, run(3)).at(Duration.ofHours(7), run(3));
        Recorder run = Recorder.of(scenario);
        assertThat(whys(run))
                .containsExactly("TaskFailedToStart: CannotPullContainerError: pull image manifest has been retried 5"
                        + " time(s): failed to resolve ref three: toomanyrequests: You have reached your pull rate"
                        + " limit.");
        assertThat(pending(run, 4)).isEqualTo(6);
    }

    private static World world(int pullsPerSecond, int dockerHub) {
        return Worlds.with("registryPullsPerSecond", pullsPerSecond, "dockerHubPulls", dockerHub);
    }

    @Test
    @Tag("IM-2")
    @Tag("IM-5")
    void aNewTagTransfersTheLayersThatDifferOnly() {
        Recorder run = Recorder.of(images(ImagePullBehavior.DEFAULT, "shop/app:1", "shop/app:2")
                .at(0, run(1))
                .at(60, run(2)));
        assertThat(run.all(Entry.ImagePulled.class))
                .containsExactly(
                        new Entry.ImagePulled("i-00001", "shop/app:1", 300 * Bytes.MIB),
                        new Entry.ImagePulled("i-00001", "shop/app:2", 90 * Bytes.MIB));
        assertThat(pending(run, 2)).isEqualTo(5.5); // 1 s and 90 MiB
    }

    @Test
    @Tag("IM-7")
    void aPushUnderTheSameTagReachesNewTasksButNotThoseOfADeploymentThatStandsAlready() {
        Scenarios scenario = images(ImagePullBehavior.DEFAULT, "shop/app:1").service(1, 100, 200);
        scenario.at(100, new Action.PushImage("shop/app:1"))
                .at(200, Scenarios.scaleTo(2))
                .at(300, run(1));
        Recorder run = Recorder.of(scenario);
        assertThat(run.all(Entry.ImagePushed.class)).containsExactly(new Entry.ImagePushed("shop/app:1", 1));
        assertThat(run.times(Entry.ImagePulled.class)).containsExactly(1.0, 301.0);
        assertThat(run.all(Entry.ImagePulled.class).get(1).bytes()).isEqualTo(90 * Bytes.MIB);
    }

    @Test
    @Tag("IM-12")
    void aTagThatHasExpiredCannotBePulledUntilItIsPushedAgain() {
        Scenarios scenario = images(ImagePullBehavior.ALWAYS, "shop/app:1");
        scenario.images.put("shop/app", new Image(new Bytes(0), null, null, new Image.Lifecycle(1, null)));
        scenario.at(10, run(1)).at(100, new Action.PushImage("shop/app:2")).at(200, run(1));
        scenario.at(300, new Action.PushImage("shop/app:1")).at(400, run(1));
        Recorder run = Recorder.of(scenario);
        assertThat(run.all(Entry.ImageExpired.class))
                .containsExactly(
                        new Entry.ImageExpired("shop/app:1", "more than 1 tags"),
                        new Entry.ImageExpired("shop/app:2", "more than 1 tags"));
        assertThat(run.stopRequests()).containsExactly("task-00002 216");
    }

    @Test
    @Tag("IM-12")
    void aTagExpiresAtItsAge() {
        Scenarios scenario = images(ImagePullBehavior.ALWAYS, "shop/app:1");
        scenario.images.put(
                "shop/app", new Image(new Bytes(0), null, null, new Image.Lifecycle(null, Duration.ofMinutes(2))));
        Recorder run = Recorder.of(scenario.at(60, run(1)).at(121, run(1)));
        assertThat(run.times(Entry.ImageExpired.class)).containsExactly(120.0);
        assertThat(run.stopRequests()).containsExactly("task-00002 137");
    }

    @Test
    @Tag("SW-27")
    @Tag("IM-8")
    void anImageIsRemovedAtTheFirstCleanupAfterItsLastContainer() {
        Scenarios scenario = images(ImagePullBehavior.DEFAULT, "shop/app:1").until(Duration.ofHours(6));
        Recorder run = Recorder.of(scenario.at(0, run(1)).at(3600, stop(1)));
        assertThat(run.times(Entry.ImageRemoved.class)).containsExactly(4.5 * 3600);
    }

    @Test
    @Tag("SW-27")
    @Tag("IM-8")
    void aCleanupRemovesFiveImagesLeastRecentlyUsedFirst() {
        String[] names =
                IntStream.rangeClosed(1, 12).mapToObj(i -> "image-" + i).toArray(String[]::new);
        Scenarios scenario = images(ImagePullBehavior.DEFAULT, names).until(Duration.ofHours(8));
        IntStream.rangeClosed(1, 12).forEach(i -> {
            scenario.at(10 * i, run(i));
            scenario.at(3600, new TaskActions.StopTask(new StopTaskRequest("task-%05d".formatted(i), null)));
        });
        Recorder run = Recorder.of(scenario);
        assertThat(run.times(Entry.ImageRemoved.class))
                .containsExactlyElementsOf(Stream.of(4.5, 4.5, 4.5, 4.5, 4.5, 5.0, 5.0, 5.0, 5.0, 5.0, 5.5, 5.5)
                        .map(hours -> hours * 3600)
                        .toList());
        assertThat(run.all(Entry.ImageRemoved.class))
                .extracting(Entry.ImageRemoved::image)
                .containsExactly(names);
    }

    @Test
    @Tag("SW-27")
    @Tag("IM-8")
    void anAgentThatPrefersItsCacheRemovesNothing() {
        Scenarios scenario =
                images(ImagePullBehavior.PREFER_CACHED, "shop/app:1").until(Duration.ofHours(24));
        assertThat(Recorder.of(scenario.at(0, run(1)).at(3600, stop(1))).all(Entry.ImageRemoved.class))
                .isEmpty();
    }
}
