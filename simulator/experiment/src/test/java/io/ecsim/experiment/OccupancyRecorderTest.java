// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.cluster.ContainerInstance;
import io.ecsim.cluster.Ids;
import io.ecsim.experiment.Occupancy.Moment;
import io.ecsim.experiment.Occupancy.Place;
import io.ecsim.experiment.Occupancy.Placed;
import io.ecsim.journal.Entry;
import io.ecsim.metrics.Datapoint;
import io.ecsim.metrics.Metric;
import io.ecsim.scenario.ScenarioReader;
import io.ecsim.simulation.RunObserver;
import io.ecsim.simulation.Scenario;
import io.ecsim.simulation.Simulation;
import io.ecsim.simulation.SmallestSizes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OccupancyRecorderTest {
    private static final Path SCENARIOS = Path.of("..", "..", "scenarios");

    /** Beside the recorder the obvious way: a copy of the engine's cluster after every row, the best of them kept. */
    private static final class Watched implements RunObserver {
        private final OccupancyRecorder recorder;
        private final SmallestSizes sizes;
        private final Simulation simulation;
        private List<Place> mostTasks = List.of();
        private List<Place> mostUnusable = List.of();
        private long worst;
        private long mostTime;
        private long worstTime;
        private final List<Long> chosen;
        private final List<List<Place>> atChosen = new ArrayList<>();
        private List<Place> before = List.of();

        /** @param chosen in order of time */
        Watched(Scenario scenario, List<Long> chosen) {
            this.chosen = chosen;
            sizes = SmallestSizes.of(scenario);
            recorder = new OccupancyRecorder(sizes, null, chosen);
            simulation = Simulation.of(scenario, this);
            simulation.runUntil(scenario.duration().toNanos());
        }

        @Override
        public void add(long time, Entry entry) {
            recorder.add(time, entry);
            if (simulation == null) {
                return;
            }
            while (atChosen.size() < chosen.size() && chosen.get(atChosen.size()) < time) {
                atChosen.add(before);
            }
            List<Place> engine = engine();
            before = engine;
            assertThat(recorder.now()).as(entry.toString()).isEqualTo(engine);
            mostTime = tasks(engine) > tasks(mostTasks) ? time : mostTime;
            mostTasks = tasks(engine) > tasks(mostTasks) ? engine : mostTasks;
            long unusable = unusable(engine);
            mostUnusable = unusable > worst ? engine : mostUnusable;
            worstTime = unusable > worst ? time : worstTime;
            worst = Math.max(worst, unusable);
        }

        private List<Place> engine() {
            return simulation.cluster().instances().stream()
                    .sorted(Comparator.comparing(ContainerInstance::id, Ids.ORDER))
                    .map(instance -> new Place(
                            instance.id(),
                            instance.availabilityZone(),
                            instance.registeredCpu(),
                            instance.registeredMemory(),
                            instance.status() == ContainerInstanceStatus.ACTIVE && instance.agentConnected(),
                            instance.tasks().stream()
                                    .filter(task -> !task.stopRequested())
                                    .map(task -> new Placed(
                                            task.id(),
                                            task.service() != null ? task.service() : task.group(),
                                            task.revision().name(),
                                            task.needs().cpu(),
                                            task.needs().memory()))
                                    .toList()))
                    .toList();
        }

        private static int tasks(List<Place> places) {
            return places.stream().mapToInt(place -> place.tasks().size()).sum();
        }

        private long unusable(List<Place> places) {
            long cpu = 0;
            long memory = 0;
            for (Place place : places) {
                int freeCpu = place.cpu() - place.reservedCpu();
                int freeMemory = place.memory() - place.reservedMemory();
                if (place.open() && !sizes.anyFits(freeCpu, freeMemory)) {
                    cpu += sizes.anyFits(freeCpu, Integer.MAX_VALUE) ? freeCpu : 0;
                    memory += sizes.anyFits(Integer.MAX_VALUE, freeMemory) ? freeMemory : 0;
                }
            }
            return Math.round(10_000.0
                            * cpu
                            / Math.max(1, places.stream().mapToLong(Place::cpu).sum()))
                    + Math.round(10_000.0
                            * memory
                            / Math.max(
                                    1, places.stream().mapToLong(Place::memory).sum()));
        }

        @Override
        public void metric(Metric metric, Datapoint point) {}
    }

    @ParameterizedTest
    @CsvSource({
        "rolling-update/100-200.yaml, PT20M",
        "lose-a-zone, PT1H",
        "spot-storm, PT13H",
        "capacity-provider-scale-in, PT1H",
        "daemon-agent, PT30M",
        "why-not-placed/no-single-instance.yaml, PT20M",
        "drain-a-zone, PT2H"
    })
    void itKnowsWhoIsWhereAtEveryRowAndKeepsTheMomentsThatAPlainCopyWouldKeep(String path, Duration until) {
        Scenario scenario = ScenarioReader.read(SCENARIOS.resolve(path), List.of(), null, until)
                .scenario();
        long end = until.toNanos();
        List<Long> chosen = List.of(end / 7, end / 3 + 1, end / 2, end);
        Watched run = new Watched(scenario, chosen);
        List<Occupancy> moments = run.recorder.moments(end);
        assertThat(moments).isSortedAccordingTo(Comparator.comparingLong(Occupancy::time));
        List<Occupancy> asked =
                moments.stream().filter(m -> m.moment() == Moment.CHOSEN).toList();
        assertThat(asked).extracting(Occupancy::time).isEqualTo(chosen);
        List<List<Place>> seen = new ArrayList<>(run.atChosen);
        while (seen.size() < chosen.size()) {
            seen.add(run.before);
        }
        assertThat(asked).extracting(Occupancy::instances).isEqualTo(seen);
        assertThat(moments.stream().filter(m -> m.moment() != Moment.CHOSEN))
                .extracting(Occupancy::instances)
                .doesNotHaveDuplicates();
        same(moments, Moment.MOST_TASKS, run.mostTime, run.mostTasks);
        same(moments, Moment.MOST_UNUSABLE, run.worstTime, run.mostUnusable);
        same(moments, Moment.END, end, run.recorder.now());
    }

    /** A moment is left out where another has the same picture, or is of the same time. */
    private static void same(List<Occupancy> moments, Moment moment, long time, List<Place> expected) {
        Optional<Occupancy> found =
                moments.stream().filter(m -> m.moment() == moment).findFirst();
        if (found.isPresent()) {
            assertThat(found.get().instances()).isEqualTo(expected);
        } else if (!expected.isEmpty()) {
            assertThat(moments).anyMatch(m -> m.time() == time || m.instances().equals(expected));
        }
    }

    @Test
    void theFirstPlacementIsOverWhenNothingWasPlacedForAMinute() {
        OccupancyRecorder recorder = new OccupancyRecorder(null, null, List.of());
        recorder.add(0, new Entry.InstanceRegistered("i-00001", "m6i.large", "us-east-1a", 2048, 8192));
        long second = Duration.ofSeconds(1).toNanos();
        for (int at : new int[] {0, 50, 100, 300}) {
            recorder.add(
                    at * second,
                    new Entry.TaskPlaced("task-" + at, "web", "service:web", "d", "web:1", "i-00001", "a", 256, 256));
        }
        Occupancy first = recorder.moments(400 * second).get(0);
        assertThat(first.moment()).isEqualTo(Moment.FIRST_PLACED);
        assertThat(first.time()).isEqualTo(100 * second);
        assertThat(first.tasks()).isEqualTo(3);
    }
}
