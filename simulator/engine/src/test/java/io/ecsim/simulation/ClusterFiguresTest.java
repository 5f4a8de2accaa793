// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.journal.Entry;
import io.ecsim.kernel.Time;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * An hour worked out by hand. Two instances of 2,048 CPU units and 4,096 MiB, in zones a and b; the scenario's only task
 * has 1,024 units and 1,024 MiB, and one is there that has 1,536. At 0 a task of each size comes to a; at 15 minutes a
 * small one comes to b; at 45 minutes the small one of a goes.
 */
class ClusterFiguresTest {
    private static final Offset<Double> EXACT = within(1e-12);
    private RunResult.ClusterResult hour;

    private static Entry.InstanceRegistered instance(String id, String zone) {
        return new Entry.InstanceRegistered(id, "any", zone, 2048, 4096);
    }

    private static Entry.TaskPlaced task(String id, String instance, String zone, int cpu) {
        return new Entry.TaskPlaced(id, "web", "service:web", null, "web:1", instance, zone, cpu, 1024, null, null);
    }

    @BeforeEach
    void anHour() {
        SmallestSizes sizes = new SmallestSizes();
        sizes.add(1024, 1024);
        ClusterFigures figures = new ClusterFigures(sizes);
        figures.launched(0);
        figures.launched(0);
        figures.registered(instance("i-1", "a"), 0);
        figures.registered(instance("i-2", "b"), 0);
        figures.placed(task("large", "i-1", "a", 1024), 0);
        figures.placed(task("small", "i-1", "a", 512), 0);
        figures.placed(task("other", "i-2", "b", 512), 15 * Time.MINUTE);
        figures.stopRequested("small", 45 * Time.MINUTE);
        hour = figures.result(Time.HOUR, 0);
    }

    @Test
    void instancesUsed_areThoseWithATask() {
        assertThat(hour.instancesPeak()).isEqualTo(2);
        assertThat(hour.instancesUsedPeak()).isEqualTo(2);
        assertThat(hour.instancesUsedMean()).isCloseTo(1 * 0.25 + 2 * 0.75, EXACT);
        assertThat(hour.instanceHours()).isCloseTo(2, EXACT);
    }

    /** Of 4,096 units 1,536 are reserved, then 2,048, then 1,536; of 8,192 MiB 2,048, then 3,072, then 2,048. */
    @Test
    void reservation_isOfWhatIsRegistered() {
        assertThat(hour.cpuReservationPeak()).isCloseTo(0.5, EXACT);
        assertThat(hour.cpuReservationMean()).isCloseTo(0.375 * 0.5 + 0.5 * 0.5, EXACT);
        assertThat(hour.memoryReservationPeak()).isCloseTo(0.375, EXACT);
        assertThat(hour.memoryReservationMean()).isCloseTo(0.25 * 0.5 + 0.375 * 0.5, EXACT);
    }

    /**
     * i-1 has 512 units and 2,048 MiB free up to 45 minutes: too little CPU for the task, so both are of no use. Of the
     * free 2,560 units and 6,144 MiB that is 1/5 and 1/3; with the task on i-2, of 2,048 and 5,120 it is 1/4 and 2/5;
     * afterwards 1,024 units are free there, and nothing is lost.
     */
    @Test
    void fragmentation_isTheShareOfFreeRoomThatNoTaskFitsInto() {
        double first = (1 / 5.0 + 1 / 3.0) / 2;
        double then = (1 / 4.0 + 2 / 5.0) / 2;
        assertThat(hour.fragmentation()).isCloseTo(first * 0.25 + then * 0.5, EXACT);
    }

    /** At the peak of three tasks two are in zone a, on one instance; the difference is two before the third comes. */
    @Test
    void whatIsLost_isCountedAtThePeakOfTasks() {
        assertThat(hour.tasksPeak()).isEqualTo(3);
        assertThat(hour.tasksLostIfLargestZoneGoes()).isEqualTo(2);
        assertThat(hour.tasksLostIfFullestInstanceGoes()).isEqualTo(2);
        assertThat(hour.zoneImbalanceMax()).isEqualTo(2);
    }
}
