// SPDX-License-Identifier: Apache-2.0
package io.ecsim.loadbalancing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.aws.TargetGroup;
import io.ecsim.kernel.Time;
import io.ecsim.loadbalancing.Shares.Candidate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected shares are those of the worked examples SW-24 and SW-25. */
class SharesTest {
    private static final String HEALTHY = "target_group_health.unhealthy_state_routing.minimum_healthy_targets.";

    private static TargetGroup group(String... attributes) {
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < attributes.length; i += 2) {
            all.put(attributes[i], attributes[i + 1]);
        }
        return new TargetGroup("web", null, null, null, null, null, null, null, null, all);
    }

    private static Candidate healthy(String id, String zone) {
        return new Candidate(id, zone, TargetHealth.healthy, -1);
    }

    private static Candidate unhealthy(String id, String zone) {
        return new Candidate(id, zone, TargetHealth.unhealthy, -1);
    }

    private static List<Candidate> some(int healthy, int unhealthy) {
        List<Candidate> all = new ArrayList<>();
        for (int i = 0; i < healthy + unhealthy; i++) {
            all.add(i < healthy ? healthy("t" + i, "a") : unhealthy("t" + i, "a"));
        }
        return all;
    }

    @ParameterizedTest(name = "after {0} s: {1}")
    @Tag("LB-9")
    @Tag("SW-24")
    @CsvSource({"0, 0", "7.5, 0.0769", "15, 0.1429", "30, 0.25", "45, 0.25"})
    void aTargetInSlowStartHasASharethatGrowsWithTime(double elapsed, double share) {
        List<Candidate> targets = new ArrayList<>(some(3, 0));
        targets.add(new Candidate("new", "a", TargetHealth.healthy, 0));
        Map<String, Double> shares =
                new Shares(group("slow_start.duration_seconds", "30"), true).at(targets, Time.ofSeconds(elapsed));
        double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
        assertThat(shares.get("new") / sum).isCloseTo(share, within(1e-4));
    }

    @ParameterizedTest(name = "{0} of {1} healthy: {2}")
    @Tag("LB-7")
    @Tag("SW-25")
    @CsvSource({"0, 3, 3", "1, 3, 1", "4, 10, 10", "5, 10, 5", "0, 0, 0"})
    void belowTheMinimumOfHealthyTargetsAllGetRequests(int healthy, int registered, int routed) {
        TargetGroup group = group(HEALTHY + "percentage", registered == 10 ? "50" : "off");
        assertThat(new Shares(group, true).at(some(healthy, registered - healthy), 0))
                .hasSize(routed)
                .allSatisfy((target, share) -> assertThat(share).isEqualTo(1));
    }

    @Test
    @Tag("LB-7")
    void theMinimumMayBeACount() {
        assertThat(new Shares(group(HEALTHY + "count", "3"), true).at(some(2, 2), 0))
                .hasSize(4);
    }

    @Test
    @Tag("LB-11")
    void withoutCrossZoneEveryZoneDividesTheSameAmongItsOwn() {
        List<Candidate> targets = List.of(healthy("a1", "a"), healthy("b1", "b"), healthy("b2", "b"));
        assertThat(new Shares(group(), false).at(targets, 0)).isEqualTo(Map.of("a1", 1.0, "b1", 0.5, "b2", 0.5));
        assertThat(new Shares(group(), true).at(targets, 0)).isEqualTo(Map.of("a1", 1.0, "b1", 1.0, "b2", 1.0));
    }

    @Test
    @Tag("LB-7")
    @Tag("LB-11")
    void aZoneWithoutHealthyTargetsGetsNothingUnlessNoZoneHasAny() {
        List<Candidate> one = List.of(unhealthy("a1", "a"), healthy("b1", "b"), unhealthy("b2", "b"));
        assertThat(new Shares(group(), false).at(one, 0)).isEqualTo(Map.of("b1", 1.0));
        List<Candidate> none = List.of(unhealthy("a1", "a"), unhealthy("b1", "b"), unhealthy("b2", "b"));
        assertThat(new Shares(group(), false).at(none, 0)).isEqualTo(Map.of("a1", 1.0, "b1", 0.5, "b2", 0.5));
    }

    @Test
    @Tag("LB-10")
    void clientsThatStickLeaveANewTargetToThoseWhoChooseAnew() {
        Stickiness sticky = new Stickiness(100);
        Map<String, Double> two = Map.of("a", 1.0, "b", 1.0);
        assertThat(sticky.at(two, 0)).isEqualTo(Map.of("a", 0.5, "b", 0.5));
        Map<String, Double> three = Map.of("a", 1.0, "b", 1.0, "c", 1.0);
        assertThat(sticky.at(three, 0).get("c")).isLessThan(1e-6);
        assertThat(sticky.isSettled()).isFalse();
        double grown = (1 - Math.exp(-1)) / 3; // a hundred of a hundred seconds
        assertThat(sticky.at(three, Time.ofSeconds(100)).get("c")).isCloseTo(grown, within(1e-9));
        sticky.at(three, Time.ofSeconds(2_000));
        assertThat(sticky.isSettled()).isTrue();
    }

    @Test
    @Tag("LB-10")
    void clientsOfATargetThatIsGoneChooseAmongAllOthers() {
        Stickiness sticky = new Stickiness(86_400);
        sticky.at(Map.of("a", 1.0, "b", 1.0), 0);
        sticky.at(Map.of("a", 1.0, "b", 1.0, "c", 1.0), 0);
        Map<String, Double> shares = sticky.at(Map.of("a", 1.0, "c", 1.0), 0);
        assertThat(shares.get("a")).isCloseTo(0.75, within(1e-6));
        assertThat(shares.get("c")).isCloseTo(0.25, within(1e-6));
    }
}
