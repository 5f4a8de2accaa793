// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ecsim.aws.AutoScalingGroup;
import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.DeleteServiceRequest;
import io.ecsim.aws.DeploymentConfiguration;
import io.ecsim.aws.LoadBalancer;
import io.ecsim.aws.MetricType;
import io.ecsim.aws.PlacementConstraint;
import io.ecsim.aws.PlacementConstraintType;
import io.ecsim.aws.PlacementStrategy;
import io.ecsim.aws.PolicyType;
import io.ecsim.aws.PredefinedMetricSpecification;
import io.ecsim.aws.RunTaskRequest;
import io.ecsim.aws.ScalableTarget;
import io.ecsim.aws.ScalingPolicy;
import io.ecsim.aws.StopTaskRequest;
import io.ecsim.aws.TargetGroup;
import io.ecsim.aws.TargetTrackingScalingPolicyConfiguration;
import io.ecsim.aws.TaskLastStatus;
import io.ecsim.aws.UpdateContainerInstancesStateRequest;
import io.ecsim.journal.Entry;
import io.ecsim.kernel.Distribution;
import io.ecsim.workload.Application;
import io.ecsim.workload.Bytes;
import io.ecsim.workload.ConstantTraffic;
import io.ecsim.workload.Health;
import io.ecsim.workload.RequestModel;
import io.ecsim.workload.Share;
import io.ecsim.workload.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random scenarios, run with the invariants checked after every event. The failing seed is the test's name. */
class SwarmTest {
    static LongStream seeds() {
        return LongStream.range(0, Long.getLong("ecsim.tries", 150));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aRandomScenarioKeepsEveryLaw(long seed) {
        Scenario scenario = new Swarm(seed).scenario();
        Recorder recorder = new Recorder();
        RunResult result = Simulation.run(scenario, recorder, () -> false, true);
        booksClose(result);
        tasksEndOrRun(recorder, result);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void theSameSeedGivesTheSameJournal(long seed) {
        Scenario scenario = new Swarm(seed).scenario();
        Recorder first = new Recorder();
        Recorder second = new Recorder();
        RunResult result = Simulation.run(scenario, first, () -> false, true);
        assertThat(Simulation.run(scenario, second, () -> false, false)).isEqualTo(result);
        assertThat(second.rows).isEqualTo(first.rows);
        assertThat(second.metrics).isEqualTo(first.metrics);
    }

    private static void booksClose(RunResult result) {
        RunResult.Requests r = result.requests();
        assertThat(r.offered()).isEqualTo(r.served() + r.failed() + r.rejected() + r.inFlightAtEnd());
        assertThat(List.of(r.served(), r.failed(), r.rejected(), r.inFlightAtEnd()))
                .allMatch(n -> n >= 0);
    }

    private static void tasksEndOrRun(Recorder recorder, RunResult result) {
        Set<String> alive = new LinkedHashSet<>();
        for (Recorder.Row row : recorder.rows) {
            if (row.entry() instanceof Entry.TaskPlaced placed) {
                assertThat(alive.add(placed.task())).isTrue();
            } else if (row.entry() instanceof Entry.TaskStatusChanged moved
                    && moved.status() == TaskLastStatus.STOPPED) {
                assertThat(alive.remove(moved.task())).as(moved.task()).isTrue();
            }
        }
        int notStopped = result.tasks().started() - stopped(recorder, null);
        for (Map.Entry<String, RunResult.ServiceResult> service :
                result.services().entrySet()) {
            assertThat(service.getValue().tasksStopped()).isEqualTo(stopped(recorder, service.getKey()));
            notStopped += service.getValue().tasksStarted() - service.getValue().tasksStopped();
        }
        assertThat(alive).hasSize(notStopped);
    }

    private static int stopped(Recorder recorder, String service) {
        return (int) recorder.all(Entry.TaskStatusChanged.class).stream()
                .filter(moved -> moved.status() == TaskLastStatus.STOPPED)
                .filter(moved -> Objects.equals(moved.service(), service))
                .count();
    }

    /** Draws a scenario: sizes, policies, traffic, and things that happen. */
    private static final class Swarm {
        private final SplittableRandom random;
        private final Scenarios scenario = new Scenarios();

        Swarm(long seed) {
            random = new SplittableRandom(seed);
            scenario.seed = seed;
            scenario.duration = Duration.ofMinutes(20 + random.nextInt(60));
        }

        Scenario scenario() {
            capacity();
            scenario.taskDefinitions.add(Scenarios.web(size(), size()));
            scenario.taskDefinitions.add(Scenarios.web(size(), size()));
            scenario.applications.put("web", application());
            service();
            if (random.nextInt(4) > 0) {
                scenario.workload.add(new Workload("web", new ConstantTraffic(random.nextInt(400))));
            }
            scaling();
            for (int i = random.nextInt(6); i > 0; i--) {
                scenario.at(Duration.ofSeconds(random.nextInt((int) scenario.duration.toSeconds())), action());
            }
            return scenario.build();
        }

        private int size() {
            return 128 << random.nextInt(4);
        }

        private void capacity() {
            scenario.instances.add(new ContainerInstances("m6i.large", null, random.nextInt(4), null));
            scenario.groups.add(new AutoScalingGroup("g", "c6i.xlarge", 1 + random.nextInt(4), 9, null, null, null));
        }

        private Application application() {
            RequestModel request = new RequestModel(
                    new Distribution.Constant(random.nextInt(40) / 1000.0),
                    new Distribution.Constant(random.nextInt(200) / 1000.0),
                    new Bytes(64 << 10),
                    new Share(random.nextInt(3) / 100.0),
                    Duration.ofSeconds(1 + random.nextInt(20)));
            Health health = switch (random.nextInt(6)) {
                case 0 -> new Health.FailAfter(Duration.ofMinutes(1 + random.nextInt(10)));
                case 1 -> new Health.FailAboveCpu(new Share(0.9));
                case 2 -> new Health.Never();
                default -> Health.HEALTHY;
            };
            return new Application(
                    request,
                    1 + random.nextInt(50),
                    random.nextInt(50),
                    null,
                    new Share(0.01),
                    Duration.ofSeconds(random.nextInt(40)),
                    health,
                    new Application.OnStop(Duration.ofSeconds(random.nextInt(40))));
        }

        private void service() {
            boolean balanced = random.nextBoolean();
            if (balanced) {
                scenario.targetGroups.add(new TargetGroup(
                        "web",
                        null,
                        null,
                        null,
                        null,
                        6 + random.nextInt(25),
                        null,
                        2 + random.nextInt(4),
                        2,
                        Map.of("deregistration_delay.timeout_seconds", Integer.toString(random.nextInt(90)))));
            }
            scenario.services.add(new CreateServiceRequest(
                    "web",
                    "web:1",
                    random.nextInt(12),
                    null,
                    null,
                    balanced ? List.of(new LoadBalancer("web", "web", 80)) : null,
                    new DeploymentConfiguration(25 * random.nextInt(5), 100 + 25 * random.nextInt(5)),
                    strategy(),
                    constraints(),
                    null,
                    balanced ? random.nextInt(120) : 0));
        }

        private List<PlacementStrategy> strategy() {
            List<PlacementStrategy> all = List.of(
                    new PlacementStrategy("spread", "attribute:ecs.availability-zone"),
                    new PlacementStrategy("binpack", "memory"),
                    new PlacementStrategy("spread", "instanceId"),
                    new PlacementStrategy("random", null));
            List<PlacementStrategy> chain = new ArrayList<>();
            for (int i = random.nextInt(3); i > 0; i--) {
                chain.add(all.get(random.nextInt(all.size())));
            }
            return chain;
        }

        private List<PlacementConstraint> constraints() {
            return switch (random.nextInt(5)) {
                case 0 -> List.of(new PlacementConstraint(PlacementConstraintType.distinctInstance, null));
                case 1 ->
                    List.of(new PlacementConstraint(
                            PlacementConstraintType.memberOf, "attribute:ecs.availability-zone != us-east-1b"));
                default -> List.of();
            };
        }

        private void scaling() {
            if (random.nextBoolean()) {
                scenario.scalableTargets.add(
                        new ScalableTarget("service/default/web", random.nextInt(4), 4 + random.nextInt(12)));
                scenario.scalingPolicies.add(new ScalingPolicy(
                        "cpu",
                        "service/default/web",
                        PolicyType.TargetTrackingScaling,
                        new TargetTrackingScalingPolicyConfiguration(
                                20.0 + random.nextInt(70),
                                new PredefinedMetricSpecification(MetricType.ECSServiceAverageCPUUtilization, null),
                                null,
                                random.nextInt(300),
                                random.nextInt(300),
                                random.nextInt(5) == 0)));
            }
        }

        private Action action() {
            return switch (random.nextInt(8)) {
                case 0, 1 -> Scenarios.deploy("web:" + (1 + random.nextInt(2)));
                case 2 -> Scenarios.scaleTo(random.nextInt(14));
                case 3 -> new Action.TerminateInstances(null, 1 + random.nextInt(2));
                case 4 -> new Action.StopTask(new StopTaskRequest("web[" + random.nextInt(5) + "]", null));
                case 5 -> new Action.RunTask(new RunTaskRequest("web", 1 + random.nextInt(10), null, null, null, null));
                case 6 ->
                    new Action.UpdateContainerInstancesState(new UpdateContainerInstancesStateRequest(
                            List.of("us-east-1a/*"),
                            random.nextBoolean() ? ContainerInstanceStatus.DRAINING : ContainerInstanceStatus.ACTIVE));
                default -> new Action.DeleteService(new DeleteServiceRequest("web", random.nextBoolean()));
            };
        }
    }
}
