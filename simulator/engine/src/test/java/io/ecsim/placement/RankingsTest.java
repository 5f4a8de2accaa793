// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

import static io.ecsim.placement.TestCluster.cluster;
import static io.ecsim.placement.TestCluster.service;
import static io.ecsim.placement.TestCluster.strategies;
import static io.ecsim.placement.TestCluster.task;
import static io.ecsim.placement.TestInstance.instance;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ecsim.kernel.RandomStreams;
import io.ecsim.placement.StopOrder.Candidate;
import java.util.List;
import org.junit.jupiter.api.Test;

class RankingsTest {
    @Test
    void awsRankingsFirst_thenThePluggedInOnes_eachInALine() {
        assertThat(Rankings.all().stream().map(ranking -> ranking.type() + ": " + ranking.description()))
                .containsExactly(
                        "spread: fewest tasks of the same service or group by instanceId, host or attribute:NAME",
                        "binpack: least cpu or memory left that is still enough",
                        "random: any, each equally likely",
                        "emptiest: most memory left once the task is there");
    }

    @Test
    void aPluggedInRankingIsUsedLikeAnyOther() {
        var cluster = cluster(
                instance("i1").zone("a").room(9, 100),
                instance("i2").zone("a").room(9, 300),
                instance("i3").zone("b").room(9, 900).tasks("service:web", 1));
        assertThat(PlacementRules.violations(strategies("emptiest"), List.of(), 0))
                .isEmpty();
        assertThat(cluster.run(task(1, 1), service("emptiest"))).isEqualTo("i3");
        assertThat(cluster.run(task(1, 1), service("spread:attribute:ecs.availability-zone", "emptiest")))
                .isEqualTo("i2");
    }

    @Test
    void aPluggedInRankingAlsoChoosesWhatStops() {
        var fullest = new Candidate("t1", instance("i1").room(9, 100), true, true, false, 2, 0, 50);
        var emptiest = new Candidate("t2", instance("i2").room(9, 900), true, true, false, 1, 0, 50);
        assertThat(StopOrder.choose(
                        List.of(fullest, emptiest), 1, strategies("emptiest"), new RandomStreams(1).stream("web")))
                .containsExactly("t1");
    }

    @Test
    void anUnknownTypeIsADefectOfTheCaller() {
        assertThatThrownBy(() -> service("tightest"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tightest");
    }
}
