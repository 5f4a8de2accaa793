// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.PlacementStrategy;
import io.ecsim.journal.Entry;
import io.ecsim.kernel.Time;
import io.ecsim.simulation.TracedTasks.Job;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Random traces without latencies, against a replay that shares nothing with the simulator: a queue of departures, and
 * a look at every instance for each job. They must agree task for task.
 */
class JobsAgainstReplayTest {
    private static final int TRIES = 60;
    private static final String NOWHERE = "nowhere";

    /** An instance of the replay. */
    private static final class Box {
        final int number;
        final String id;
        final String zone;
        int cpu;
        int memory;
        int tasks;

        Box(int number, Entry.InstanceRegistered registered) {
            this.number = number;
            this.id = registered.instance();
            this.zone = registered.availabilityZone();
            this.cpu = registered.cpu();
            this.memory = registered.memory();
        }
    }

    private record Departure(long at, int sequence, Box box, Job job) {}

    /** The rules in words of the replay: binpack takes the least free, spread the fewest tasks; then PL-26. */
    private static Comparator<Box> order(String chain, List<Box> boxes) {
        Comparator<Box> fewest = Comparator.<Box>comparingInt(box -> box.tasks).thenComparingInt(box -> box.number);
        return switch (chain) {
            case "binpack:memory" ->
                Comparator.<Box>comparingInt(box -> box.memory).thenComparing(fewest);
            case "binpack:cpu" -> Comparator.<Box>comparingInt(box -> box.cpu).thenComparing(fewest);
            case "spread:instanceId" -> fewest;
            default ->
                Comparator.<Box>comparingInt(box -> boxes.stream()
                                .filter(other -> other.zone.equals(box.zone))
                                .mapToInt(other -> other.tasks)
                                .sum())
                        .thenComparingInt(box -> box.memory)
                        .thenComparing(fewest);
        };
    }

    private static final class Replay {
        final List<Box> boxes;
        final Comparator<Box> order;
        final PriorityQueue<Departure> departures =
                new PriorityQueue<>(Comparator.comparingLong(Departure::at).thenComparingInt(Departure::sequence));
        final Deque<Job> waiting = new ArrayDeque<>();
        final List<String> placed = new ArrayList<>();
        int refused;

        Replay(List<Box> boxes, String chain) {
            this.boxes = boxes;
            this.order = order(chain, boxes);
        }

        void play(List<Job> jobs, boolean waits, long end) {
            for (Job job : jobs) {
                departuresUntil(job.at());
                if (!waiting.isEmpty() || !place(job, job.at())) {
                    refused++;
                    if (waits) {
                        waiting.add(job);
                    } else {
                        placed.add(NOWHERE);
                    }
                }
            }
            departuresUntil(end);
        }

        /** Departures of one instant free their room together, then those who wait are tried. */
        private void departuresUntil(long time) {
            while (!departures.isEmpty() && departures.peek().at() <= time) {
                long now = departures.peek().at();
                while (!departures.isEmpty() && departures.peek().at() == now) {
                    Departure gone = departures.remove();
                    gone.box().cpu += gone.job().cpu();
                    gone.box().memory += gone.job().memory();
                    gone.box().tasks--;
                }
                while (!waiting.isEmpty() && place(waiting.peek(), now)) {
                    waiting.remove();
                }
            }
        }

        private boolean place(Job job, long now) {
            Box best = boxes.stream()
                    .filter(box -> box.cpu >= job.cpu() && box.memory >= job.memory())
                    .min(order)
                    .orElse(null);
            if (best == null) {
                return false;
            }
            best.cpu -= job.cpu();
            best.memory -= job.memory();
            best.tasks++;
            departures.add(new Departure(now + job.runTime(), placed.size(), best, job));
            placed.add(Time.toSeconds(now) + " " + best.id);
            return true;
        }
    }

    @ParameterizedTest(name = "{0}, waits {1}")
    @CsvSource({
        "binpack:memory, false",
        "binpack:cpu, false",
        "spread:instanceId, false",
        "spread:attribute:ecs.availability-zone+binpack:memory, false",
        "binpack:memory, true",
        "spread:instanceId, true"
    })
    void aReplayByHandPlacesTheSameTasksOnTheSameInstances(String chain, boolean waits) {
        int refused = 0;
        int together = 0;
        for (int seed = 0; seed < TRIES; seed++) {
            SplittableRandom random = new SplittableRandom(seed);
            List<Job> jobs = jobs(random, waits ? 1 : 0);
            Scenarios scenario = new Scenarios()
                    .onInstances("m6i.large", null, 1 + random.nextInt(5))
                    .onInstances("c6i.xlarge", "us-east-1b", random.nextInt(3))
                    .withoutLatencies()
                    .trace("jobs", strategies(chain), waits, jobs);
            Recorder run = Recorder.of(scenario);
            List<Entry.InstanceRegistered> registered = run.all(Entry.InstanceRegistered.class);
            List<Box> boxes = IntStream.range(0, registered.size())
                    .mapToObj(i -> new Box(i, registered.get(i)))
                    .toList();
            Replay replay = new Replay(boxes, chain);
            replay.play(jobs, waits, Time.HOUR);
            assertThat(decisions(run)).as("seed " + seed).isEqualTo(replay.placed);
            refused += replay.refused;
            together += (int) IntStream.range(1, jobs.size())
                    .filter(i -> jobs.get(i).at() == jobs.get(i - 1).at())
                    .count();
        }
        assertThat(List.of(refused, together)).as("the traces are too easy").allMatch(n -> n > 10 * TRIES);
    }

    /** Many of the same instant, and ends that fall on arrivals. */
    private static List<Job> jobs(SplittableRandom random, int shortest) {
        List<Job> jobs = new ArrayList<>();
        long at = 0;
        for (int i = 0; i < 200; i++) {
            at += random.nextInt(3) * Time.SECOND;
            int cpu = 128 * (1 + random.nextInt(12));
            int memory = 256 * (1 + random.nextInt(16));
            jobs.add(new Job(at, cpu, memory, 0, (shortest + random.nextInt(20)) * Time.SECOND));
        }
        return jobs;
    }

    private static List<PlacementStrategy> strategies(String chain) {
        List<PlacementStrategy> strategies = new ArrayList<>();
        for (String link : chain.split("\\+")) {
            String[] parts = link.split(":", 2);
            strategies.add(new PlacementStrategy(parts[0], parts[1]));
        }
        return strategies;
    }

    /** {@code SECONDS INSTANCE} for each task that was placed, and where one was given up. */
    private static List<String> decisions(Recorder run) {
        List<String> decisions = new ArrayList<>();
        for (Recorder.Row row : run.rows) {
            if (row.entry() instanceof Entry.TaskPlaced placed) {
                decisions.add(row.at() + " " + placed.instance());
            } else if (row.entry() instanceof Entry.PlacementRefused) {
                decisions.add(NOWHERE);
            }
        }
        return decisions;
    }
}
