// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.PlacementStrategy;
import io.ecsim.kernel.Distribution;
import io.ecsim.simulation.Scenario;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** {@code --set}. What it refuses is in broken/set-unknown-path.yaml. */
class SettingsTest {
    private static Scenario shop(String... settings) {
        return ScenarioReader.read(GoodScenariosTest.GOOD.resolve("shop"), List.of(settings), null, null)
                .scenario();
    }

    @Test
    void reachesMembersByNamesAndNumbers() {
        assertThat(shop("services.shop.desiredCount=9").services().get(0).desiredCount())
                .isEqualTo(9);
        assertThat(shop("services[1].desiredCount=9").services().get(1).desiredCount())
                .isEqualTo(9);
        assertThat(shop("autoScalingGroups.web.InstanceType=c6i.large")
                        .autoScalingGroups()
                        .get(0)
                        .instanceType())
                .isEqualTo("c6i.large");
        assertThat(shop("applications.shop.request.cpu=20ms")
                        .applications()
                        .get("shop")
                        .request()
                        .cpu())
                .isEqualTo(new Distribution.Constant(0.02));
        assertThat(shop("pricing.overrides.\"m6i.large\"=0.5").pricing().overrides())
                .containsEntry("m6i.large", 0.5);
    }

    @Test
    void addsWhatHadItsDefault() {
        assertThat(shop("world.stopTimeout=5s").world().stopTimeout()).isEqualTo(Duration.ofSeconds(5));
        assertThat(shop("services.stock.healthCheckGracePeriodSeconds=0")
                        .services()
                        .get(1)
                        .healthCheckGracePeriodSeconds())
                .isZero();
    }

    @Test
    void takesListsMappingsAndChains() {
        assertThat(shop("services.shop.placementStrategy=binpack:cpu")
                        .services()
                        .get(0)
                        .placementStrategy())
                .containsExactly(new PlacementStrategy("binpack", "cpu"));
        assertThat(shop("services.shop.placementStrategy=[{type: random}]")
                        .services()
                        .get(0)
                        .placementStrategy())
                .containsExactly(new PlacementStrategy("random", null));
        assertThat(shop("timeline=[]").timeline()).isEmpty();
        assertThat(shop("subnets=").subnets()).hasSize(3);
    }

    @Test
    void theLastOneHolds() {
        assertThat(shop("seed=3", "seed=4").seed()).isEqualTo(4);
    }
}
