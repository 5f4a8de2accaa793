// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.AdvancedConfiguration;
import io.ecsim.aws.AutoScalingGroup;
import io.ecsim.aws.AwsVpcConfiguration;
import io.ecsim.aws.CapacityProviderStrategyItem;
import io.ecsim.aws.ContainerCondition;
import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.ContainerDependency;
import io.ecsim.aws.ContainerRestartPolicy;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.DeploymentConfiguration;
import io.ecsim.aws.HealthCheck;
import io.ecsim.aws.LaunchType;
import io.ecsim.aws.LoadBalancer;
import io.ecsim.aws.MetricType;
import io.ecsim.aws.NetworkConfiguration;
import io.ecsim.aws.NetworkMode;
import io.ecsim.aws.PlacementConstraint;
import io.ecsim.aws.PlacementStrategy;
import io.ecsim.aws.PolicyType;
import io.ecsim.aws.PortMapping;
import io.ecsim.aws.PredefinedMetricSpecification;
import io.ecsim.aws.ScalableTarget;
import io.ecsim.aws.ScalingPolicy;
import io.ecsim.aws.SchedulingStrategy;
import io.ecsim.aws.TargetGroup;
import io.ecsim.aws.TargetTrackingScalingPolicyConfiguration;
import io.ecsim.aws.TargetType;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.kernel.Distribution;
import io.ecsim.workload.Application;
import io.ecsim.workload.ByteRate;
import io.ecsim.workload.Bytes;
import io.ecsim.workload.ConstantTraffic;
import io.ecsim.workload.Exit;
import io.ecsim.workload.Health;
import io.ecsim.workload.RequestModel;
import io.ecsim.workload.Share;
import io.ecsim.workload.Software;
import io.ecsim.workload.Workload;
import io.ecsim.world.Faults;
import io.ecsim.world.Quotas;
import io.ecsim.world.World;
import io.ecsim.world.Worlds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Draws a scenario: what is there, one or two services, and things that happen. The last part of it is quiet, so that
 * services can settle.
 */
final class Swarm {
    private static final Duration QUIET = Duration.ofMinutes(40);

    private final SplittableRandom random;
    private static final Exit SOON = new Exit(new Distribution.Exponential(30), 0);

    /** Families of which a container waits for the end of another. */
    private final Set<String> waitForTheEnd = new LinkedHashSet<>();

    private final Scenarios scenario = new Scenarios();
    private final SwarmDeployments deployments = new SwarmDeployments(this);
    private final NetworkMode webMode;
    private final NetworkMode otherMode;
    private final boolean webOnFargate;

    Swarm(long seed) {
        random = new SplittableRandom(seed);
        scenario.seed = seed;
        webMode = mode();
        otherMode = mode();
        webOnFargate = webMode == NetworkMode.awsvpc && once(2);
    }

    Scenario scenario() {
        Duration active = Duration.ofMinutes(10 + random.nextInt(40));
        scenario.duration = active.plus(QUIET);
        scenario.world = world();
        scenario.faults = faults();
        scenario.quotas = once(2)
                ? new Quotas(2 + below(60), 2 + below(60), 1 + below(9), 1 + below(9), null, null, null, null, null)
                : null;
        capacity();
        for (int i = 0; i < 2; i++) {
            scenario.taskDefinitions.add(definition("web", webMode));
            scenario.taskDefinitions.add(definition("other", otherMode));
        }
        scenario.applications.put("web", application("web"));
        scenario.applications.put("other", application("other"));
        web();
        boolean two = random.nextBoolean();
        if (two) {
            other();
        }
        scenario.services.forEach(service -> scenario.workload.add(
                new Workload(service.serviceName(), new ConstantTraffic(random.nextInt(4) * random.nextInt(150)))));
        scaling();
        SwarmActions actions = new SwarmActions(this, two);
        for (int i = random.nextInt(9); i > 0; i--) {
            scenario.at(Duration.ofSeconds(random.nextInt((int) active.toSeconds())), actions.next());
        }
        return scenario.build();
    }

    /** That created it. */
    CreateServiceRequest request(String service) {
        return scenario.services.stream()
                .filter(request -> request.serviceName().equals(service))
                .findFirst()
                .orElseThrow();
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    boolean once(int in) {
        return random.nextInt(in) == 0;
    }

    NetworkConfiguration network(String family) {
        if ((family.equals("web") ? webMode : otherMode) != NetworkMode.awsvpc) {
            return null;
        }
        List<String> subnets = once(3)
                ? List.of("subnet-b")
                : once(2) ? List.of("subnet-a", "subnet-b", "subnet-c") : List.of("subnet-a", "subnet-c");
        return new NetworkConfiguration(new AwsVpcConfiguration(subnets));
    }

    /** Whether the tasks of a family run on Fargate; none is there for others. */
    boolean onFargate(String family) {
        return webOnFargate && family.equals("web");
    }

    /** Half of the time the launch type. */
    List<CapacityProviderStrategyItem> strategyOnFargate() {
        return once(2)
                ? List.of()
                : List.of(
                        new CapacityProviderStrategyItem("FARGATE", below(3), below(4)),
                        new CapacityProviderStrategyItem("FARGATE_SPOT", 1 + below(4), null));
    }

    private NetworkMode mode() {
        return switch (random.nextInt(6)) {
            case 0, 1 -> NetworkMode.awsvpc;
            case 2 -> NetworkMode.host;
            default -> NetworkMode.bridge;
        };
    }

    private World world() {
        return Worlds.with(
                "traffic",
                scenario.seed % 4 == 0 ? World.TrafficModel.discrete : null,
                "schedulerTick",
                once(3) ? Duration.ofMillis(3000 + random.nextInt(20_000)) : null,
                "instanceLaunch",
                duration(60),
                "ec2BridgeProvisioning",
                duration(2),
                "ec2AwsvpcProvisioning",
                duration(14),
                "pullFixed",
                duration(2),
                "pullPerSecond",
                once(3) ? new Bytes((1 + random.nextInt(30)) * Bytes.MIB) : null,
                "cachedPull",
                duration(1),
                "containerStart",
                duration(2),
                "activating",
                duration(1),
                "deprovisioning",
                duration(10),
                "stopTimeout",
                once(3) ? Duration.ofSeconds(random.nextInt(60)) : null,
                "albRegistration",
                once(3) ? Duration.ofSeconds(random.nextInt(20)) : null,
                "initialHealthyThreshold",
                once(3) ? 1 + random.nextInt(3) : null,
                "healthyAfterRunning",
                once(3) ? Duration.ofSeconds(random.nextInt(100)) : null,
                "maximumPercentCounts",
                once(3) ? World.MaximumPercentCounts.RUNNING_PENDING : null,
                "completionWaitsForStopped",
                once(3) ? random.nextBoolean() : null,
                "eventRepeat",
                once(5) ? Duration.ofMinutes(1 + random.nextInt(30)) : null,
                "scaleInMaxStep",
                once(5) ? random.nextInt(3) : null,
                "tieBreak",
                once(2) ? World.TieBreak.random : null,
                "agentQueue",
                once(2) ? Boolean.FALSE : null);
    }

    /** Null, the default, half of the time. */
    private Distribution duration(double mean) {
        return switch (random.nextInt(8)) {
            case 0 -> new Distribution.LogNormal(mean, 0.5);
            case 1 -> new Distribution.Exponential(mean);
            case 2 -> new Distribution.Uniform(0, 2 * mean);
            case 3 -> new Distribution.Constant(0);
            default -> null;
        };
    }

    /** Nothing at all now and then. */
    private void capacity() {
        if (once(12)) {
            return;
        }
        String fixed = once(4) ? "t2.medium" : "m6i.large";
        String type = once(4) ? "t3.large" : "c6i.xlarge";
        scenario.instances.add(new ContainerInstances(fixed, null, random.nextInt(4), null));
        scenario.groups.add(new AutoScalingGroup("g", type, random.nextInt(5), 9, null, null, null));
    }

    private TaskDefinition definition(String family, NetworkMode mode) {
        int port = 8000 + random.nextInt(2);
        boolean staticPort = mode == NetworkMode.host || (mode == NetworkMode.bridge && once(4));
        List<PortMapping> ports = List.of(new PortMapping(staticPort ? port : 80, staticPort ? port : null, null));
        ContainerDefinition plain =
                new ContainerDefinition(family, family, size(), size(), null, ports, null, null, null);
        List<ContainerDefinition> containers = new ArrayList<>();
        containers.add(
                once(3)
                        ? plain
                        : new ContainerDefinition(
                                family,
                                family,
                                plain.cpu(),
                                plain.memory(),
                                null,
                                ports,
                                null,
                                after(),
                                stopTimeout(),
                                null,
                                check(),
                                restarts(),
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null));
        if (!containers.get(0).dependsOn().isEmpty()) {
            ContainerCondition condition = containers.get(0).dependsOn().get(0).condition();
            boolean mayEnd = condition == ContainerCondition.COMPLETE || condition == ContainerCondition.SUCCESS;
            if (mayEnd) {
                waitForTheEnd.add(family);
            }
            containers.add(new ContainerDefinition(
                    "side",
                    "side",
                    64,
                    64,
                    null,
                    null,
                    !mayEnd && once(2),
                    null,
                    stopTimeout(),
                    once(2) ? 20 + below(60) : null,
                    new HealthCheck(List.of("CMD", "true"), 5 + below(20), 2, 1 + below(3), below(30)),
                    restarts(),
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null));
        }
        return onFargate(family)
                ? new TaskDefinition(family, containers, mode, "2048", "4096", List.of(LaunchType.FARGATE), null, null)
                : new TaskDefinition(family, containers, mode, null, null, null, null, null);
    }

    private List<ContainerDependency> after() {
        return once(2)
                ? List.of()
                : List.of(new ContainerDependency(
                        "side", ContainerCondition.values()[once(2) ? 0 : below(ContainerCondition.values().length)]));
    }

    private Integer stopTimeout() {
        return once(2) ? null : Integer.valueOf(2 + below(40));
    }

    private HealthCheck check() {
        return once(2)
                ? null
                : new HealthCheck(List.of("CMD", "true"), 5 + below(40), 2 + below(9), 1 + below(4), below(60));
    }

    private ContainerRestartPolicy restarts() {
        return once(3) ? new ContainerRestartPolicy(true, List.of(below(3)), 60 + below(300)) : null;
    }

    private Exit exit() {
        return once(4) ? new Exit(new Distribution.Exponential(60 + below(2000)), below(3)) : Exit.NEVER;
    }

    private Faults faults() {
        if (!once(4)) {
            return Faults.NONE;
        }
        List<Faults.NoCapacity> none = List.of(new Faults.NoCapacity(
                null,
                once(2) ? "us-east-1a" : null,
                null,
                Duration.ofMinutes(below(10)),
                Duration.ofMinutes(10 + below(10)),
                once(2) ? "FARGATE" : "FARGATE_SPOT"));
        Faults.ImageRegistry registry = new Faults.ImageRegistry(
                new Share(random.nextDouble()), Duration.ofMinutes(below(10)), Duration.ofMinutes(10 + below(10)));
        return new Faults(
                once(2) ? registry : null,
                once(4) ? List.of("side") : null,
                null,
                null,
                none,
                null); // interruptions at a rate would leave no quiet end
    }

    private int size() {
        return 128 << random.nextInt(4);
    }

    private Application application(String family) {
        RequestModel request = new RequestModel(
                new Distribution.Constant(random.nextInt(40) / 1000.0),
                new Distribution.Constant(random.nextInt(200) / 1000.0),
                new Bytes(64 << 10),
                new Share(random.nextInt(3) / 100.0),
                Duration.ofSeconds(1 + random.nextInt(20)));
        Health health = switch (random.nextInt(10)) {
            case 8 -> new Health.Hangs();
            case 9 -> new Health.FailShare(new Share(random.nextDouble() / 2));
            case 0 -> new Health.FailAfter(Duration.ofMinutes(1 + random.nextInt(10)));
            case 1 -> new Health.FailAboveCpu(new Share(0.9));
            case 2 -> new Health.Never();
            default -> Health.HEALTHY;
        };
        return new Application(
                request,
                1 + random.nextInt(50),
                random.nextInt(50),
                once(5) ? new Application.MemoryModel(new Bytes(60 * Bytes.MIB), new ByteRate(below(200) << 10)) : null,
                new Share(0.01),
                Duration.ofSeconds(random.nextInt(40)),
                once(3) ? new Application.ColdStart(1 + random.nextDouble(), Duration.ofSeconds(below(90))) : null,
                null,
                health,
                new Application.OnStop(Duration.ofSeconds(random.nextInt(40))),
                exit(),
                Map.of(
                        "side",
                        new Software(
                                null,
                                Duration.ofSeconds(below(20)),
                                once(6) ? new Health.Never() : null,
                                waitForTheEnd.contains(family)
                                        ? SOON
                                        : exit(), // a task whose side never ends waits for ever
                                new Application.OnStop(Duration.ofSeconds(below(20))))));
    }

    private void web() {
        boolean balanced = random.nextBoolean();
        boolean shifts = balanced && once(3);
        if (balanced) {
            scenario.targetGroups.add(targetGroup("web"));
        }
        if (shifts) {
            scenario.targetGroups.add(targetGroup("green"));
            scenario.listeners.add(SwarmDeployments.listener("web", "green"));
        }
        AdvancedConfiguration advanced =
                shifts ? new AdvancedConfiguration("green", "web:80/default", null, "role") : null;
        List<LoadBalancer> loadBalancers = balanced ? List.of(new LoadBalancer("web", "web", 80, advanced)) : List.of();
        scenario.services.add(
                service("web", random.nextInt(12), loadBalancers, "other", balanced ? random.nextInt(120) : 0));
        if (shifts) {
            scenario.deploying(deployments.shifting());
        }
    }

    private TargetGroup targetGroup(String name) {
        return new TargetGroup(
                name,
                null,
                null,
                webMode == NetworkMode.awsvpc ? TargetType.ip : TargetType.instance,
                !once(6),
                6 + random.nextInt(25),
                null,
                2 + random.nextInt(4),
                2,
                attributes());
    }

    private Map<String, String> attributes() {
        Map<String, String> attributes = new LinkedHashMap<>();
        attributes.put("deregistration_delay.timeout_seconds", Integer.toString(random.nextInt(90)));
        attributes.put("load_balancing.cross_zone.enabled", Boolean.toString(!once(4)));
        switch (random.nextInt(5)) {
            case 0 -> attributes.put("load_balancing.algorithm.type", "least_outstanding_requests");
            case 1 -> attributes.put("slow_start.duration_seconds", Integer.toString(30 + random.nextInt(90)));
            case 2 -> attributes.put("load_balancing.algorithm.type", "weighted_random");
            default -> {}
        }
        if (attributes.get("load_balancing.cross_zone.enabled").equals("true") && once(4)) {
            attributes.remove("load_balancing.algorithm.type");
            attributes.put("stickiness.enabled", "true");
            attributes.put("stickiness.lb_cookie.duration_seconds", Integer.toString(60 + random.nextInt(3600)));
        }
        return attributes;
    }

    private void other() {
        scenario.services.add(once(3) ? daemon() : service("other", random.nextInt(6), List.of(), "web", 0));
    }

    private CreateServiceRequest daemon() {
        return new CreateServiceRequest(
                "other",
                "other:1",
                null,
                null,
                SchedulingStrategy.DAEMON,
                null,
                once(2) ? null : new DeploymentConfiguration(25 * random.nextInt(5), 100),
                null,
                constraints("web"),
                network("other"),
                null);
    }

    private CreateServiceRequest service(
            String name, int desired, List<LoadBalancer> loadBalancers, String friend, int grace) {
        List<CapacityProviderStrategyItem> strategy = onFargate(name) ? strategyOnFargate() : List.of();
        return new CreateServiceRequest(
                name,
                name + ":1",
                desired,
                onFargate(name) && strategy.isEmpty() ? LaunchType.FARGATE : null,
                null,
                loadBalancers,
                percents(),
                onFargate(name) ? null : strategy(),
                onFargate(name) ? null : constraints(friend),
                network(name),
                grace,
                strategy,
                null,
                null,
                null,
                null);
    }

    DeploymentConfiguration percents() {
        return deployments.rolling();
    }

    List<PlacementStrategy> strategy() {
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

    List<PlacementConstraint> constraints(String friend) {
        return switch (random.nextInt(9)) {
            case 0 -> List.of(new PlacementConstraint("distinctInstance", null));
            case 1 -> memberOf("attribute:ecs.availability-zone != us-east-1b");
            case 2 -> memberOf("task:group == service:" + friend);
            case 3 -> memberOf("not(task:group == service:" + friend + ")");
            case 4 -> memberOf("attribute:stack == prod");
            default -> List.of();
        };
    }

    private static List<PlacementConstraint> memberOf(String expression) {
        return List.of(new PlacementConstraint("memberOf", expression));
    }

    private void scaling() {
        if (once(3)) {
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
                            once(5))));
        }
    }
}
