// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.TargetGroup;
import io.ecsim.kernel.Distribution;
import io.ecsim.workload.Application;
import io.ecsim.workload.ConstantTraffic;
import io.ecsim.workload.Health;
import io.ecsim.workload.RequestModel;
import io.ecsim.workload.Share;
import io.ecsim.workload.Workload;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Four tasks fail their checks for some seconds of too much traffic, and are healthy again before their replacements
 * are.
 */
class RecoveryTest {
    private static Recorder briefOverload(long seed) {
        Scenarios scenario = Scenarios.ofWeb().behindLoadBalancer(4, 100, 200, 0, 100);
        scenario.targetGroups.set(
                0,
                new TargetGroup(
                        "web",
                        null,
                        null,
                        null,
                        null,
                        6,
                        null,
                        2,
                        2,
                        Map.of("deregistration_delay.timeout_seconds", "0")));
        RequestModel request = new RequestModel(new Distribution.Constant(0.01), null, null, null, null);
        scenario.applications.put(
                "web",
                new Application(
                        request,
                        null,
                        null,
                        null,
                        null,
                        Duration.ofSeconds(8),
                        new Health.FailAboveCpu(new Share(0.9)),
                        null));
        scenario.workload.add(new Workload("web", new ConstantTraffic(1)));
        scenario.at(600, new Action.SetTraffic("web", 200.0, Duration.ofSeconds(15)));
        scenario.seed = seed;
        return Recorder.of(scenario.until(Duration.ofSeconds(900)));
    }

    @Test
    @Tag("SV-14")
    @Tag("PL-39")
    void healthyTasksStopAtRandomUntilThereAreAsManyAsDesired() {
        Set<List<String>> stopped = new LinkedHashSet<>();
        for (long seed = 1; seed <= 5; seed++) {
            Recorder run = briefOverload(seed);
            assertThat(run.passes()).contains("610 stop 0 start 4", "630 stop 4 start 0");
            stopped.add(run.stopRequests().subList(0, 4));
        }
        assertThat(stopped).hasSizeGreaterThan(2);
    }
}
