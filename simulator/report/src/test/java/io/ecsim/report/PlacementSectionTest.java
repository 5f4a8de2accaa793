// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.experiment.Occupancy;
import io.ecsim.experiment.Occupancy.Moment;
import io.ecsim.experiment.Occupancy.Place;
import io.ecsim.experiment.Occupancy.Placed;
import io.ecsim.experiment.Run;
import io.ecsim.experiment.RunOutcome;
import io.ecsim.simulation.RunObserver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlacementSectionTest {
    private static final String SCENARIO = """
            name: six-on-six
            duration: 10m
            taskDefinitions:
              - {family: web, containerDefinitions: [{name: web, image: "web:1", cpu: 512, memory: 3000}]}
            services:
              - serviceName: web
                taskDefinition: web
                desiredCount: 6
                placementStrategy: [{type: %s, field: %s}]
            containerInstances:
              - {instanceType: m6i.large, count: 6}
            """;

    @TempDir
    private Path folder;

    /** Tasks of 512 CPU units and 3,000 MiB on m6i.large: two to one instance by memory, and half of its CPU is left. */
    @Test
    void packedTasksAndSpreadOnesLookAsDifferentAsTheyAre() throws Exception {
        String packed = page("binpack", "memory");
        assertThat(packed).contains("6 tasks on 3 of 6 instances", "CPU, for want of memory");
        String spread = page("spread", "instanceId");
        assertThat(spread).contains("6 tasks on 6 of 6 instances").doesNotContain("CPU, for want of memory");
        assertThat(folder.resolve("spread/charts/placement-first-placed.svg")).exists();
        assertThat(spread).contains("Tasks on instances after the first placement", "<strong>A1</strong> web:1");
    }

    @Test
    void momentsThatAreAskedForArePicturesToo() throws Exception {
        String page = page("binpack", "cpu", 0L, 300_000_000_000L);
        assertThat(page).contains("that was asked for, 00:00:00", "that was asked for, 00:05:00");
        assertThat(folder.resolve("binpack/charts/placement-chosen-2.svg")).exists();
    }

    private String page(String strategy, String field, Long... pictures) throws Exception {
        Path scenario = Files.writeString(folder.resolve(strategy + ".yaml"), SCENARIO.formatted(strategy, field));
        Run.Extras extras = new Run.Extras(false, false, false, List.of(pictures));
        Path out = Files.createDirectories(folder.resolve(strategy));
        Run run = Run.of(Run.read(scenario, List.of(), null, null), "./ecsim run");
        RunOutcome outcome = run.execute(out, RunObserver.NONE, () -> false, extras);
        Report.write(outcome, out, false);
        return Files.readString(out.resolve("index.html"));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 30, 200, 201, 1_370})
    void columnsAreNeverMoreThanThereIsRoomForAndNoTaskIsLost(int instances) {
        Occupancy occupancy = occupancy(instances);
        OccupancyColumns columns = OccupancyPainter.columns(occupancy, Size.WIDE);
        assertThat(columns.count()).isLessThanOrEqualTo(200 + 3);
        assertThat(columns.each()).isEqualTo((instances + 199) / 200);
        List<OccupancyColumns.Column> all =
                columns.byZone().values().stream().flatMap(List::stream).toList();
        assertThat(all.stream()
                        .flatMap(column -> column.blocks().stream())
                        .mapToInt(OccupancyColumns.Block::tasks)
                        .sum())
                .isEqualTo(occupancy.tasks());
        assertThat(all)
                .allSatisfy(column -> assertThat(column.blocks().stream()
                                .mapToDouble(OccupancyColumns.Block::cpu)
                                .sum())
                        .isBetween(0.0, 1.0 + 1e-9));
        if (columns.each() == 1) {
            double mean = all.stream()
                    .flatMap(column -> column.blocks().stream())
                    .mapToDouble(OccupancyColumns.Block::cpu)
                    .sum();
            assertThat(mean)
                    .isCloseTo(
                            occupancy.instances().stream()
                                            .mapToDouble(Place::reservedCpu)
                                            .sum()
                                    / 4096,
                            within(1e-6));
        }
    }

    @Test
    void aPictureOfThousandTasksStaysSmall() {
        Occupancy occupancy = occupancy(1_370);
        Looks looks = Looks.of(List.of(occupancy));
        String svg = Svg.draw("x", g -> new OccupancyPainter(occupancy, looks, Size.WIDE).paint(g));
        assertThat(svg.length()).isLessThan(150_000);
    }

    private static Occupancy occupancy(int instances) {
        Random random = new Random(instances);
        List<Place> places = new ArrayList<>();
        for (int i = 0; i < instances; i++) {
            List<Placed> tasks = new ArrayList<>();
            for (int cpu = 256 * random.nextInt(16); cpu > 0; cpu -= 256) {
                String service = random.nextBoolean() ? "web" : "api";
                tasks.add(new Placed("task-" + i + "-" + cpu, service, service + ":1", 256, 1024));
            }
            places.add(new Place("i-" + i, "us-east-1" + "abc".charAt(i % 3), 4096, 16_384, true, tasks));
        }
        return new Occupancy(Moment.END, 0, places);
    }
}
