// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.placement.Reason;
import io.ecsim.simulation.RunObserver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Room that is free and of no use, by what is missing there: shares of a cluster's CPU, worked out by hand. */
class UnusableRoomTest {
    private static final Path WHY_NOT = Path.of("..", "..", "scenarios", "why-not-placed");

    @TempDir
    private Path folder;

    private UnusableRoom room(Path scenario) throws Exception {
        return Run.of(Run.read(scenario, List.of(), null, null), "")
                .execute(folder, RunObserver.NONE, () -> false, Run.Extras.NONE)
                .recording()
                .unusableRoom();
    }

    private static double percent(StepSeries series, int minute) {
        return series == null ? 0 : series.at(Duration.ofMinutes(minute).toNanos()) / 100.0;
    }

    /** Two tasks of 64 CPU units on each of three m6i.large, 2,048 units and two interfaces each; then one is DRAINING. */
    @Test
    void whereInterfacesAreGoneTheCpuBesideThemIsOfNoUse() throws Exception {
        UnusableRoom room = room(WHY_NOT.resolve("enis-gone.yaml"));
        assertThat(room.others()).containsOnlyKeys(Reason.ENI);
        assertThat(percent(room.others().get(Reason.ENI), 3)).isEqualTo(100 * 1_920 / 2_048.0);
        assertThat(percent(room.others().get(Reason.ENI), 19)).isEqualTo(100 * 2 * 1_920 / (3 * 2_048.0));
        assertThat(percent(room.cpu(), 3)).isZero();
        assertThat(percent(room.closed(), 19)).isPositive();
    }

    /** A task of 256 units takes the port of one of two instances; the other is free for the next one, until that takes it. */
    @Test
    void whatIsKeptByAPortOrByAConstraintIsToldApart() throws Exception {
        String scenario = """
                name: %s
                duration: 10m
                taskDefinitions:
                  - {family: web, containerDefinitions: [{name: web, image: "web:1", cpu: 256, memory: 512%s}]}
                services: [{serviceName: web, taskDefinition: web, desiredCount: 1%s}]
                containerInstances: [{instanceType: m6i.large, count: 2}]
                timeline: [{at: 5m, updateService: {service: web, desiredCount: 2}}]
                """;
        UnusableRoom ports = room(Files.writeString(
                folder.resolve("ports.yaml"),
                scenario.formatted("ports", ", portMappings: [{containerPort: 80, hostPort: 80}]", "")));
        assertThat(percent(ports.others().get(Reason.PORTS), 4)).isEqualTo(43.75);
        assertThat(percent(ports.others().get(Reason.PORTS), 9)).isEqualTo(87.5);
        UnusableRoom distinct = room(Files.writeString(
                folder.resolve("distinct.yaml"),
                scenario.formatted("distinct", "", ", placementConstraints: [{type: distinctInstance}]")));
        assertThat(distinct.others()).containsOnlyKeys(Reason.DISTINCT_INSTANCE);
        assertThat(percent(distinct.others().get(Reason.DISTINCT_INSTANCE), 9)).isEqualTo(87.5);
        UnusableRoom nowhere = room(Files.writeString(
                folder.resolve("nowhere.yaml"),
                scenario.formatted(
                        "nowhere", "", ", placementConstraints: [{type: memberOf, expression: 'attribute:x == y'}]")));
        assertThat(percent(nowhere.others().get(Reason.MEMBER_OF), 9)).isEqualTo(100);
    }

    /** After a task with the port has stopped, the port is free and so is the room. */
    @Test
    void roomIsOfUseAgainWhenWhatWasMissingIsThere() throws Exception {
        UnusableRoom room = room(Files.writeString(folder.resolve("freed.yaml"), """
                name: freed
                duration: 10m
                taskDefinitions:
                  - family: web
                    containerDefinitions:
                      - {name: web, image: "web:1", cpu: 256, memory: 512, portMappings: [{containerPort: 80, hostPort: 80}]}
                services: [{serviceName: web, taskDefinition: web, desiredCount: 1}]
                containerInstances: [{instanceType: m6i.large, count: 1}]
                timeline: [{at: 5m, updateService: {service: web, desiredCount: 0}}]
                """));
        assertThat(percent(room.others().get(Reason.PORTS), 4)).isEqualTo(87.5);
        assertThat(percent(room.others().get(Reason.PORTS), 9)).isZero();
    }
}
