// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNameTest {
    @Test
    void fewEditsAreASlip() {
        assertThat(NearestName.of("desierdCount", List.of("desiredCount", "pendingCount")))
                .contains("desiredCount");
        assertThat(NearestName.of("INSTANCEID", List.of("host", "instanceId"))).contains("instanceId");
        assertThat(NearestName.of("colour", List.of("desiredCount"))).isEmpty();
    }

    @Test
    void aPartOfANameMeansTheShortestThatHasIt() {
        assertThat(NearestName.of("zone", List.of("ecs.availability-zone", "availability-zone", "host")))
                .contains("availability-zone");
        assertThat(NearestName.of("me", List.of("memory", "name"))).isEmpty();
    }

    @Test
    void aSlipIsNearerThanAPart() {
        assertThat(NearestName.of("cpus", List.of("allcpusTogether", "cpu"))).contains("cpu");
    }

    @Test
    void adviceIsTheNearestOrAllWhenTheyAreFew() {
        assertThat(NearestName.advice("wbe", List.of("shop", "web"))).isEqualTo(" Did you mean web?");
        assertThat(NearestName.advice("disk", List.of("cpu", "memory"))).isEqualTo(" Known: cpu, memory.");
        assertThat(NearestName.advice("disk", Collections.nCopies(13, "cpu"))).isEmpty();
        assertThat(NearestName.advice("disk", List.of())).isEmpty();
    }
}
