// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import io.ecsim.aws.ClassicLoadBalancer;
import io.ecsim.aws.ClassicLoadBalancer.ClassicHealthCheck;
import io.ecsim.aws.ClassicLoadBalancer.ClassicListener;
import io.ecsim.aws.ClassicLoadBalancer.ConnectionDraining;
import io.ecsim.aws.ClassicLoadBalancer.LoadBalancerAttributes;
import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.DeploymentConfiguration;
import io.ecsim.aws.LoadBalancer;
import io.ecsim.aws.PortMapping;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.journal.Entry;
import io.ecsim.kernel.Distribution;
import io.ecsim.simulation.RunResult.GroupResult;
import io.ecsim.workload.Application;
import io.ecsim.workload.ConstantTraffic;
import io.ecsim.workload.ElbError;
import io.ecsim.workload.Health;
import io.ecsim.workload.RequestModel;
import io.ecsim.workload.Workload;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a Classic Load Balancer does otherwise than a target group; times and losses computed by hand. */
@Tag("LB-19")
class ClassicLoadBalancerTest {
    private static final double MILLION = 1e6;
    private static final ClassicLoadBalancer DEFAULT = new ClassicLoadBalancer("web", null, null, null);

    /** Three instances; tasks of one container on a fixed host port. */
    private static Scenarios behind(ClassicLoadBalancer balancer, int desired) {
        Scenarios scenario = new Scenarios().onInstances("m6i.large", "us-east-1a", 3);
        ContainerDefinition container = new ContainerDefinition(
                "web", "web", 256, 256, null, List.of(new PortMapping(80, 80, null)), null, null, null);
        scenario.taskDefinitions.add(new TaskDefinition("web", List.of(container), null, null, null, null, null, null));
        scenario.classicLoadBalancers.add(balancer);
        scenario.services.add(new CreateServiceRequest(
                "web",
                "web:1",
                desired,
                null,
                null,
                List.of(new LoadBalancer(null, "web", 80, null, "web")),
                new DeploymentConfiguration(0, 200),
                null,
                null,
                null,
                3_600));
        return scenario.withoutLatencies();
    }

    private static GroupResult group(Scenarios scenario) {
        return Simulation.run(scenario.build(), RunObserver.NONE, () -> false, true)
                .services()
                .get("web")
                .targetGroups()
                .get("web");
    }

    /** Checks come every interval from the first one on: the last of {@code n} is n - 1 intervals later. */
    @ParameterizedTest(name = "{1} passes every {0} s take {2} s from the first to the last")
    @CsvSource({"30, 10, 270", "10, 2, 10"})
    void aNewInstancePassesAsManyChecksAsOneThatWasUnhealthy(int interval, int passes, int seconds) {
        ClassicHealthCheck check = new ClassicHealthCheck("HTTP:80/", interval, 5, 2, passes);
        Scenarios scenario = behind(new ClassicLoadBalancer("web", null, check, null), 1);
        double registered = 0;
        for (Recorder.Row row : Recorder.of(scenario).rows) {
            if (row.entry() instanceof Entry.TargetRegistered) {
                registered = row.at();
            } else if (row.entry() instanceof Entry.TargetHealthChanged changed) {
                assertThat(changed.state()).isEqualTo("healthy");
                double first = registered + scenario.world.albRegistration().toSeconds();
                assertThat(row.at() - first).isCloseTo(seconds, within(1e-6));
                return;
            }
        }
        fail("it never got healthy");
    }

    @Test
    void aFixedPortLeavesRoomForOneTaskOnAnInstance() {
        Scenarios scenario = behind(DEFAULT, 4);
        assertThat(Recorder.of(scenario).all(Entry.TargetRegistered.class)).hasSize(3);
    }

    /** 10 requests a second for 10 minutes; where a target group would send them to targets that fail their checks. */
    @Test
    void withoutAHealthyInstanceEveryRequestIsAnsweredWith503() {
        Scenarios scenario = behind(DEFAULT, 2).until(Duration.ofMinutes(10));
        scenario.applications.put(
                "web", new Application(null, null, null, null, null, null, new Health.FailAfter(Duration.ZERO), null));
        scenario.workload.add(new Workload("web", new ConstantTraffic(10)));
        assertThat(group(scenario).elbErrors().get(ElbError.HTTP_503) / MILLION).isCloseTo(6_000, within(1.0));
    }

    /**
     * Half of 10 requests a second, each for 40 s in the mean, are 200 in progress at the instance that goes. Without
     * draining they are all lost, with 40 s of it 200 / e are.
     */
    @ParameterizedTest(name = "draining {0} for {1} s: {2} requests are lost")
    @CsvSource({"false, 300, 200", "true, 40, 73.58", "true, 300, 0.11"})
    void requestsInFlightHaveTheTimeOfConnectionDraining(boolean enabled, int timeout, double lost) {
        LoadBalancerAttributes draining =
                new LoadBalancerAttributes(null, new ConnectionDraining(enabled, timeout), null);
        ClassicListener listener = new ClassicListener("tcp", 80, null, 80);
        Scenarios scenario = behind(new ClassicLoadBalancer("web", List.of(listener), null, draining), 2);
        RequestModel request = new RequestModel(
                new Distribution.Constant(0), new Distribution.Constant(40), null, null, Duration.ofHours(1));
        Application.OnStop onStop = new Application.OnStop(Duration.ofSeconds(60));
        scenario.applications.put("web", new Application(request, 10_000, null, null, null, null, null, onStop));
        scenario.workload.add(new Workload("web", new ConstantTraffic(10)));
        scenario.until(Duration.ofHours(2)).at(3_600, Scenarios.scaleTo(1));
        assertThat(group(scenario).elbErrors().get(ElbError.HTTP_502) / MILLION)
                .isCloseTo(lost, within(0.01 * lost + 5e-3));
    }
}
