// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.AutoScalingGroup;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.DeploymentConfiguration;
import io.ecsim.aws.PlacementStrategy;
import io.ecsim.aws.Switch;
import io.ecsim.aws.UpdateServiceRequest;
import io.ecsim.journal.Entry;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A group over three zones loses an instance at 300; its tasks go elsewhere, the next instance registers at 360. */
class RebalancingTest {
    private static Scenarios lossOfAnInstance(int desired, Switch rebalancing, PlacementStrategy... strategy) {
        Scenarios scenario = Scenarios.ofWeb().withoutInstances();
        scenario.groups.add(new AutoScalingGroup("g", "m6i.large", 3, 3, null, null, null));
        scenario.services.add(new CreateServiceRequest(
                "web",
                "web:1",
                desired,
                null,
                null,
                null,
                new DeploymentConfiguration(100, 200),
                List.of(strategy),
                null,
                null,
                null,
                null,
                null,
                null,
                rebalancing,
                null));
        return scenario.at(300, new Action.TerminateInstances("us-east-1c", 1));
    }

    private static Map<String, Integer> zones(Recorder run) {
        Map<String, String> zoneByTask = new TreeMap<>();
        run.rows.forEach(row -> {
            if (row.entry() instanceof Entry.TaskPlaced placed) {
                zoneByTask.put(placed.task(), placed.availabilityZone());
            } else if (row.entry() instanceof Entry.TaskStopRequested stop) {
                zoneByTask.remove(stop.task());
            }
        });
        Map<String, Integer> zones = new TreeMap<>();
        zoneByTask.values().forEach(zone -> zones.merge(zone, 1, Integer::sum));
        return zones;
    }

    /** (3, 2, 0) after the loss: one starts in the third zone, and when it is healthy one stops in the first. */
    @Test
    @Tag("PW-28")
    @Tag("AZ-1")
    @Tag("AZ-3")
    @Tag("AZ-4")
    @Tag("AZ-6")
    void aSteadyServiceIsEvenedOutWhenAZoneIsThereAgain() {
        Recorder run = Recorder.of(lossOfAnInstance(5, null));
        assertThat(run.events("is not AZ balanced with 3 tasks in us-east-1a, 2 in us-east-1b, and 0 in us-east-1c."
                        + " AZ Rebalancing in progress."))
                .containsExactly("360");
        assertThat(run.passes()).endsWith("360 stop 0 start 1", "410 stop 1 start 0");
        assertThat(run.events("is AZ balanced with 2 tasks in us-east-1a, 2 in us-east-1b, and 1 in us-east-1c."))
                .hasSize(1);
        assertThat(zones(run)).isEqualTo(Map.of("us-east-1a", 2, "us-east-1b", 2, "us-east-1c", 1));
    }

    @Test
    @Tag("AZ-1")
    void switchedOffItIsNot() {
        assertThat(zones(Recorder.of(lossOfAnInstance(5, Switch.DISABLED))))
                .isEqualTo(Map.of("us-east-1a", 3, "us-east-1b", 2));
    }

    @Test
    @Tag("PW-28")
    @Tag("AZ-2")
    void aServiceThatPacksFirstIsNot() {
        Recorder run = Recorder.of(lossOfAnInstance(5, null, new PlacementStrategy("binpack", "memory")));
        assertThat(run.events("AZ ")).isEmpty();
    }

    /** The zone comes back in the middle of a deployment, which began when there were two; that goes first. */
    @Test
    @Tag("AZ-5")
    void aDeploymentGoesFirst() {
        Recorder run = Recorder.of(lossOfAnInstance(5, null)
                .at(
                        355,
                        new ServiceActions.UpdateService(
                                new UpdateServiceRequest("web", null, "web:2", null, null, null, null, null))));
        assertThat(run.times(Entry.DeploymentStateChanged.class)).containsExactly(50.0, 410.0);
        assertThat(run.events("is not AZ balanced")).containsExactly("420");
        assertThat(zones(run)).isEqualTo(Map.of("us-east-1a", 2, "us-east-1b", 2, "us-east-1c", 1));
    }
}
