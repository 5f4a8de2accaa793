// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.kernel.Distribution;
import io.ecsim.workload.Application;
import io.ecsim.workload.ConstantTraffic;
import io.ecsim.workload.Health;
import io.ecsim.workload.RequestModel;
import io.ecsim.workload.Workload;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Where requests go, ten a second that cost next to nothing. A task on an instance without the image: 1 s PROVISIONING,
 * 6 s pull, 1 s start: containers run at 8, RUNNING at 9 behind a load balancer and at 8 without.
 */
class RoutingTest {
    private static final long MILLION = 1_000_000;

    private static Scenarios with(Scenarios scenario, Duration warmUp, Health health) {
        RequestModel request = new RequestModel(
                new Distribution.Constant(0.001), new Distribution.Constant(0), null, null, Duration.ofSeconds(30));
        scenario.applications.put("web", new Application(request, null, null, null, null, warmUp, health, null));
        scenario.workload.add(new Workload("web", new ConstantTraffic(10)));
        return scenario.until(Duration.ofSeconds(100));
    }

    private static RunResult.Requests requests(Scenarios scenario) {
        return Simulation.run(scenario.build()).requests();
    }

    @Test
    void withoutATaskEveryRequestFails() {
        RunResult.Requests all = requests(with(Scenarios.ofWeb().service(0, 100, 200), null, null));
        assertThat(all.offered()).isEqualTo(1000 * MILLION);
        assertThat(all.failed()).isEqualTo(all.offered());
    }

    @Test
    void withoutALoadBalancerATaskServesFromTheMomentItIsRunning() {
        assertThat(requests(with(Scenarios.ofWeb().service(2, 100, 200), null, null))
                        .failed())
                .isEqualTo(80 * MILLION);
    }

    @Test
    void withoutALoadBalancerRequestsToATaskThatWarmsUpFail() {
        RunResult.Requests all = requests(with(Scenarios.ofWeb().service(1, 100, 200), Duration.ofSeconds(20), null));
        assertThat(all.failed()).isEqualTo(280 * MILLION);
    }

    /** The second task is RUNNING at 52, where the image is, and takes half of the requests; it is warm at 72. */
    @Test
    void aTaskThatWarmsUpTakesItsShareOfTheRequestsAndFailsIt() {
        Scenarios scenario = with(Scenarios.ofWeb().service(1, 100, 200), Duration.ofSeconds(20), null)
                .withoutInstances()
                .onInstances("m6i.large", "us-east-1a", 1)
                .at(49, Scenarios.scaleTo(2));
        assertThat(requests(scenario).failed()).isEqualTo(280 * MILLION + 100 * MILLION);
    }

    /** The target is registered at 8 and healthy only at its check of 13. */
    @Test
    @Tag("LB-7")
    void theLoadBalancerFailsOpenToATargetThatIsNotCheckedYet() {
        RunResult.Requests all = requests(with(Scenarios.ofWeb().behindLoadBalancer(1), null, null));
        assertThat(all.failed()).isEqualTo(80 * MILLION);
    }

    @Test
    @Tag("LB-7")
    void theLoadBalancerFailsOpenToTargetsThatAreAllUnhealthy() {
        Scenarios scenario =
                with(Scenarios.ofWeb().behindLoadBalancer(2, 100, 200, 300, 3600), null, new Health.Never());
        assertThat(requests(scenario).failed()).isEqualTo(80 * MILLION);
    }

    @Test
    @Tag("LB-7")
    void aTargetThatWarmsUpFailsWhatItGetsByFailOpen() {
        Scenarios scenario =
                with(Scenarios.ofWeb().behindLoadBalancer(1, 100, 200, 300, 3600), Duration.ofSeconds(20), null);
        assertThat(requests(scenario).failed()).isEqualTo(280 * MILLION);
    }

    /** The first target is healthy; the second is initial from 52 to 57, and gets nothing while it warms up. */
    @Test
    void aTargetThatIsNotHealthyYetGetsNothingWhileAnotherIs() {
        Scenarios scenario = with(
                        Scenarios.ofWeb().behindLoadBalancer(1, 100, 200, 300, 3600), Duration.ofSeconds(4), null)
                .withoutInstances()
                .onInstances("m6i.large", "us-east-1a", 1)
                .at(49, Scenarios.scaleTo(2));
        assertThat(requests(scenario).failed()).isEqualTo(120 * MILLION);
    }
}
