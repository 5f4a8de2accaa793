// SPDX-License-Identifier: Apache-2.0
package io.ecsim.capacity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.capacity.InstanceDemand.Offer;
import io.ecsim.capacity.InstanceDemand.Waiting;
import io.ecsim.cluster.TaskNeeds;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The worked examples of managed scaling, by their numbers. */
class InstanceDemandTest {
    private static final InstanceDemand FULL = new InstanceDemand(100, 1, 10_000);
    private static final List<Offer> TWO_VCPUS = List.of(new Offer(2048, 7680, 0, 2));

    private static Waiting waiting(int count, int cpu, int memory) {
        return new Waiting(TaskNeeds.of(cpu, memory, 0), count, false);
    }

    @Test
    @Tag("CW-28")
    @Tag("SC-410")
    @Tag("SC-413")
    @Tag("SC-414")
    @Tag("SC-417")
    void whatWaitsIsCountedByItsNeeds_andTheLargestGroupDecides() {
        List<Waiting> ten = List.of(waiting(10, 1024, 2048));
        assertThat(FULL.needed(3, 0, ten, TWO_VCPUS)).isEqualTo(8);
        assertThat(FULL.reservation(8, 3)).isCloseTo(266.67, within(0.005));
        assertThat(FULL.desired(FULL.reservation(8, 3), 3)).isEqualTo(8);
        List<Waiting> two = List.of(waiting(10, 1024, 2048), waiting(3, 2048, 0));
        assertThat(FULL.needed(3, 0, two, TWO_VCPUS)).isEqualTo(8);
    }

    @Test
    @Tag("CW-28")
    @Tag("SC-415")
    void stepsBoundAScaleOut() {
        InstanceDemand atMostTwo = new InstanceDemand(100, 1, 2);
        assertThat(atMostTwo.needed(3, 0, List.of(waiting(10, 1024, 2048)), TWO_VCPUS))
                .isEqualTo(5);
        assertThat(atMostTwo.reservation(5, 3)).isCloseTo(166.67, within(0.005));
        assertThat(atMostTwo.desired(atMostTwo.reservation(5, 3), 3)).isEqualTo(5);
        InstanceDemand atLeastFour = new InstanceDemand(100, 4, 10_000);
        assertThat(atLeastFour.needed(3, 0, List.of(waiting(1, 1024, 2048)), TWO_VCPUS))
                .isEqualTo(7);
        assertThat(atLeastFour.reservation(7, 3)).isCloseTo(233.33, within(0.005));
        assertThat(atLeastFour.desired(atLeastFour.reservation(7, 3), 3)).isEqualTo(7);
    }

    @Test
    @Tag("CW-29")
    @Tag("SC-413")
    void whatDoesNotFitOnTheSmallestTypeCountsForNothing() {
        List<Offer> types = List.of(new Offer(2048, 7680, 0, 2), new Offer(4096, 15360, 0, 2));
        int needed = FULL.needed(3, 0, List.of(waiting(1, 3072, 512)), types);
        assertThat(FULL.reservation(needed, 3)).isEqualTo(100);
        InstanceDemand spare = new InstanceDemand(80, 1, 10_000);
        assertThat(spare.reservation(spare.needed(3, 0, List.of(waiting(1, 3072, 512)), types), 3))
                .isEqualTo(80);
    }

    @Test
    @Tag("CW-30")
    @Tag("SC-411")
    void fromNothingTheFirstScaleOutIsTwo() {
        List<Waiting> three = List.of(waiting(3, 1024, 2048));
        assertThat(FULL.reservation(FULL.needed(0, 0, three, TWO_VCPUS), 0)).isEqualTo(200);
        assertThat(FULL.desired(200, 0)).isEqualTo(2);
        assertThat(FULL.reservation(FULL.needed(0, 0, List.of(), TWO_VCPUS), 0)).isEqualTo(100);
        assertThat(new InstanceDemand(80, 1, 10_000).reservation(0, 0)).isEqualTo(80);
    }

    @Test
    @Tag("CW-31")
    @Tag("SC-412")
    void emptyInstancesAreNotNeeded() {
        assertThat(FULL.reservation(FULL.needed(5, 2, List.of(), TWO_VCPUS), 5)).isEqualTo(60);
    }

    @Test
    @Tag("CW-32")
    @Tag("SC-417")
    void aTargetBelow100KeepsSomeSpare() {
        InstanceDemand spare = new InstanceDemand(80, 1, 10_000);
        double reservation = spare.reservation(spare.needed(8, 0, List.of(), TWO_VCPUS), 8);
        assertThat(reservation).isEqualTo(100);
        assertThat(spare.desired(reservation, 8)).isEqualTo(10);
        assertThat(new InstanceDemand(100, 1, 1).desired(200.0 / 3, 3)).isEqualTo(2); // M = 2, N = 3
        assertThat(new InstanceDemand(50, 1, 1).desired(200.0 / 3, 3)).isEqualTo(4);
    }

    @Test
    @Tag("SC-414")
    void tasksThatMustBeAlone_orShareAHostPort_takeAnInstanceEach() {
        Waiting alone = new Waiting(TaskNeeds.of(256, 256, 0), 5, true);
        assertThat(FULL.needed(2, 0, List.of(alone), TWO_VCPUS)).isEqualTo(7);
    }

    @Test
    @Tag("SC-413")
    void interfacesCountToo() {
        TaskNeeds awsvpc = new TaskNeeds(128, 128, 0, List.of(), true, false, List.of(), java.util.Set.of());
        assertThat(FULL.needed(0, 0, List.of(new Waiting(awsvpc, 10, false)), TWO_VCPUS))
                .isEqualTo(5);
    }
}
