// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.aws.TargetGroup;
import io.ecsim.kernel.Distribution;
import io.ecsim.simulation.RunResult.GroupResult;
import io.ecsim.workload.Application;
import io.ecsim.workload.ConstantTraffic;
import io.ecsim.workload.ElbError;
import io.ecsim.workload.RequestModel;
import io.ecsim.workload.Workload;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Requests of 40 s on average, ten a second, to two tasks behind a load balancer; at 1000 one of the two is to go: 200
 * are in progress there. In the fluid model a request that takes 40 s is as likely to end in any second as in the next,
 * so a part of exp(-delay / 40) is left at the end of the delay.
 */
class ConnectionDrainingTest {
    private static final double MILLION = 1e6;
    private static final int SCALED_IN_AT = 1000;

    private static Scenarios scenario(int delay, Duration drain) {
        RequestModel request = new RequestModel(
                new Distribution.Constant(0), new Distribution.Constant(40), null, null, Duration.ofHours(1));
        Application.OnStop onStop = new Application.OnStop(drain);
        Scenarios scenario = Scenarios.ofWeb().withoutLatencies().behindLoadBalancer(2, 100, 200, delay, 0);
        scenario.applications.put("web", new Application(request, 10_000, null, null, null, null, null, onStop));
        scenario.workload.add(new Workload("web", new ConstantTraffic(10)));
        return scenario.until(Duration.ofHours(2)).at(SCALED_IN_AT, Scenarios.scaleTo(1));
    }

    private static Map<ElbError, Long> errors(Scenarios scenario) {
        GroupResult group = Simulation.run(scenario.build(), RunObserver.NONE, () -> false, true)
                .services()
                .get("web")
                .targetGroups()
                .get("web");
        return group.elbErrors();
    }

    @ParameterizedTest(name = "after a delay of {0} s {1} requests are lost")
    @Tag("LB-12")
    @Tag("LB-13")
    @Tag("SW-16")
    @CsvSource({"0, 200", "40, 73.58", "300, 0.11", "3600, 0"})
    void requestsThatOutliveTheDeregistrationDelayAreAnsweredWith502(int delay, double lost) {
        Map<ElbError, Long> errors = errors(scenario(delay, Duration.ofSeconds(60)));
        assertThat(errors.get(ElbError.HTTP_502) / MILLION).isCloseTo(lost, within(0.01 * lost + 5e-3));
        assertThat(errors.get(ElbError.HTTP_504)).isZero();
    }

    /**
     * By hand: flows go on after the delay of 40 s, SIGTERM comes then and SIGKILL 30 s later, where 200 exp(-70 / 40) are
     * left; a group that ends connections ends 200 exp(-40 / 40) of them with the delay.
     */
    @ParameterizedTest(name = "connection termination {0}: {1} are lost")
    @Tag("LB-15")
    @CsvSource({"false, 34.75", "true, 73.58"})
    void flowsThroughANetworkLoadBalancerOutliveTheDelayUnlessTheirGroupEndsThem(String termination, double lost) {
        Scenarios scenario = scenario(0, Duration.ofSeconds(60));
        scenario.targetGroups.set(
                0,
                new TargetGroup(
                        "web",
                        "TCP",
                        null,
                        null,
                        null,
                        null,
                        null,
                        2,
                        null,
                        Map.of(
                                "deregistration_delay.timeout_seconds",
                                "40",
                                "deregistration_delay.connection_termination.enabled",
                                termination)));
        assertThat(errors(scenario).get(ElbError.HTTP_502) / MILLION).isCloseTo(lost, within(0.01 * lost));
    }

    @Test
    @Tag("LB-12")
    void requestsInATaskThatIsKilledAreAnsweredWith502() {
        Scenarios scenario = scenario(300, null);
        scenario.timeline.clear();
        scenario.at(SCALED_IN_AT, new Action.TerminateInstances(null, 1));
        double lost = errors(scenario).get(ElbError.HTTP_502) / MILLION;
        assertThat(lost).isGreaterThanOrEqualTo(199.9);
    }
}
