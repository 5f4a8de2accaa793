// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.AutoScalingGroup;
import io.ecsim.aws.CapacityProvider;
import io.ecsim.aws.ClassicLoadBalancer;
import io.ecsim.aws.Cluster;
import io.ecsim.aws.ClusterSetting;
import io.ecsim.aws.ClusterSettingName;
import io.ecsim.aws.CompositeAlarm;
import io.ecsim.aws.ContainerDefinition;
import io.ecsim.aws.ContainerInsights;
import io.ecsim.aws.ContainerInstanceStatus;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.DeploymentConfiguration;
import io.ecsim.aws.DeploymentGroup;
import io.ecsim.aws.ElasticLoadBalancer;
import io.ecsim.aws.Listener;
import io.ecsim.aws.LoadBalancer;
import io.ecsim.aws.MetricAlarm;
import io.ecsim.aws.PlacementConstraint;
import io.ecsim.aws.PlacementStrategy;
import io.ecsim.aws.PutAccountSettingRequest;
import io.ecsim.aws.Queue;
import io.ecsim.aws.RunTaskRequest;
import io.ecsim.aws.ScalableTarget;
import io.ecsim.aws.ScalingPolicy;
import io.ecsim.aws.ScheduledAction;
import io.ecsim.aws.Subnet;
import io.ecsim.aws.TargetGroup;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.aws.UpdateContainerInstancesStateRequest;
import io.ecsim.aws.UpdateServiceRequest;
import io.ecsim.kernel.Distribution;
import io.ecsim.pricing.Pricing;
import io.ecsim.service.HookFunction;
import io.ecsim.workload.Application;
import io.ecsim.workload.Bytes;
import io.ecsim.workload.Health;
import io.ecsim.workload.Image;
import io.ecsim.workload.Software;
import io.ecsim.workload.Workload;
import io.ecsim.world.Faults;
import io.ecsim.world.Quotas;
import io.ecsim.world.World;
import io.ecsim.world.Worlds;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Small scenarios for tests, written as a user of the library writes them. */
final class Scenarios {
    final List<TaskDefinition> taskDefinitions = new ArrayList<>();
    final List<CreateServiceRequest> services = new ArrayList<>();
    final List<ElasticLoadBalancer> loadBalancers = new ArrayList<>();
    final List<Listener> listeners = new ArrayList<>();
    final List<CapacityProvider> capacityProviders = new ArrayList<>();
    final List<ClassicLoadBalancer> classicLoadBalancers = new ArrayList<>();
    final List<TargetGroup> targetGroups = new ArrayList<>();
    final List<ContainerInstances> instances = new ArrayList<>();
    final List<AutoScalingGroup> groups = new ArrayList<>();
    final List<ScalableTarget> scalableTargets = new ArrayList<>();
    final List<ScalingPolicy> scalingPolicies = new ArrayList<>();
    final List<ScheduledAction> scheduledActions = new ArrayList<>();
    final List<MetricAlarm> alarms = new ArrayList<>();
    final List<CompositeAlarm> compositeAlarms = new ArrayList<>();
    final List<Queue> queues = new ArrayList<>();
    final List<DeploymentGroup> deploymentGroups = new ArrayList<>();
    final Map<String, HookFunction> functions = new LinkedHashMap<>();
    final Map<String, Application> applications = new LinkedHashMap<>();
    final List<Workload> workload = new ArrayList<>();
    final Map<String, Image> images = new LinkedHashMap<>();
    Faults faults;
    final List<PutAccountSettingRequest> accountSettings = new ArrayList<>();
    List<Subnet> subnets;
    Cluster cluster;
    Quotas quotas;
    Pricing pricing;
    String region;
    final List<TaskSource> tasks = new ArrayList<>();
    final List<Rule> rules = new ArrayList<>();
    final List<Action.Timed> timeline = new ArrayList<>();
    Duration duration = Duration.ofHours(1);
    World world = World.defaults();
    long seed = 1;

    /** Three instances and two revisions of a small task definition. */
    static Scenarios ofWeb() {
        Scenarios scenario = new Scenarios();
        scenario.taskDefinitions.add(web(256, 256));
        scenario.taskDefinitions.add(web(256, 256));
        scenario.instances.add(new ContainerInstances("m6i.large", null, 3, null));
        return scenario;
    }

    static TaskDefinition web(int cpu, int memory) {
        ContainerDefinition container =
                new ContainerDefinition("web", "web", cpu, memory, null, null, null, null, null);
        return new TaskDefinition("web", List.of(container), null, null, null, null, null, null);
    }

    /** One instance, and a family "web" of these containers. */
    static Scenarios ofContainers(Containers... containers) {
        Scenarios scenario = new Scenarios().onInstances("m6i.large", "us-east-1a", 1);
        scenario.taskDefinitions.add(new TaskDefinition(
                "web", Stream.of(containers).map(Containers::build).toList(), null, null, null, null, null, null));
        return scenario;
    }

    /** What the software in a container of family "web" does. */
    Scenarios inside(String container, Software software) {
        Map<String, Software> all = new LinkedHashMap<>();
        if (applications.containsKey("web")) {
            all.putAll(applications.get("web").containers());
        }
        all.put(container, software);
        applications.put("web", new Application(null, null, null, null, null, null, null, null, null, null, null, all));
        return this;
    }

    /** Instances of one kind, and nothing else there. */
    Scenarios onInstances(String instanceType, String availabilityZone, int count) {
        instances.add(new ContainerInstances(instanceType, availabilityZone, count, null));
        return this;
    }

    Scenarios withoutInstances() {
        instances.clear();
        return this;
    }

    /** What the software of every revision does after SIGTERM. */
    Scenarios exitingAfter(int seconds) {
        return running(null, null, new Application.OnStop(Duration.ofSeconds(seconds)));
    }

    Scenarios running(Duration warmUp, Health health, Application.OnStop onStop) {
        applications.put("web", new Application(null, null, null, null, null, warmUp, health, onStop));
        return this;
    }

    Scenarios until(Duration end) {
        duration = end;
        return this;
    }

    Scenarios service(int desired, int minimumHealthyPercent, int maximumPercent) {
        return service(desired, minimumHealthyPercent, maximumPercent, List.of(), 0);
    }

    Scenarios behindLoadBalancer(int desired) {
        return behindLoadBalancer(desired, 100, 200, 300, 0);
    }

    /** Delay and grace period in seconds. */
    Scenarios behindLoadBalancer(int desired, int minimum, int maximum, int deregistrationDelay, int gracePeriod) {
        Map<String, String> attributes =
                Map.of("deregistration_delay.timeout_seconds", Integer.toString(deregistrationDelay));
        targetGroups.add(new TargetGroup("web", null, null, null, null, null, null, null, null, attributes));
        return service(desired, minimum, maximum, List.of(new LoadBalancer("web", "web", 80)), gracePeriod);
    }

    private Scenarios service(int desired, int minimum, int maximum, List<LoadBalancer> loadBalancers, int grace) {
        services.add(new CreateServiceRequest(
                "web",
                "web:1",
                desired,
                null,
                null,
                loadBalancers,
                new DeploymentConfiguration(minimum, maximum),
                null,
                null,
                null,
                grace));
        return this;
    }

    /** Deploys in this way what was added last. */
    Scenarios deploying(DeploymentConfiguration configuration) {
        CreateServiceRequest last = services.remove(services.size() - 1);
        services.add(new CreateServiceRequest(
                last.serviceName(),
                last.taskDefinition(),
                last.desiredCount(),
                last.launchType(),
                last.schedulingStrategy(),
                last.loadBalancers(),
                configuration,
                last.placementStrategy(),
                last.placementConstraints(),
                last.networkConfiguration(),
                last.healthCheckGracePeriodSeconds(),
                last.capacityProviderStrategy(),
                last.volumeConfigurations(),
                last.deploymentController(),
                last.availabilityZoneRebalancing(),
                null));
        return this;
    }

    /** What the software of one revision answers to health checks. */
    Scenarios answering(String revision, Health health) {
        applications.put(revision, new Application(null, null, null, null, null, null, health, null));
        return this;
    }

    Scenarios at(Duration at, Action action) {
        timeline.add(new Action.Timed(at, action));
        return this;
    }

    Scenarios at(int seconds, Action action) {
        return at(Duration.ofSeconds(seconds), action);
    }

    /** The defaults but for three assumptions; null for the default. */
    Scenarios world(
            World.MaximumPercentCounts counts, Boolean completionWaitsForStopped, Duration healthyAfterRunning) {
        return world(counts, completionWaitsForStopped, healthyAfterRunning, null);
    }

    Scenarios world(
            World.MaximumPercentCounts counts,
            Boolean completionWaitsForStopped,
            Duration healthyAfterRunning,
            Boolean agentQueue) {
        world = Worlds.with(
                "healthyAfterRunning",
                healthyAfterRunning,
                "maximumPercentCounts",
                counts,
                "completionWaitsForStopped",
                completionWaitsForStopped,
                "agentQueue",
                agentQueue);
        return this;
    }

    /** Tasks in bridge mode run as soon as they are placed. */
    Scenarios withoutLatencies() {
        Distribution none = new Distribution.Constant(0);
        world = Worlds.with(
                "ec2BridgeProvisioning", none, "cachedPull", none, "imageSize", new Bytes(0), "containerStart", none);
        return this;
    }

    Scenarios trace(String name, List<PlacementStrategy> strategy, boolean waits, List<TracedTasks.Job> jobs) {
        tasks.add(new TracedTasks(name, null, strategy, null, waits, jobs));
        return this;
    }

    Scenarios withContainerInsights() {
        ClusterSetting setting = new ClusterSetting(ClusterSettingName.containerInsights, ContainerInsights.enabled);
        cluster = new Cluster(null, null, null, List.of(setting));
        return this;
    }

    static Action deploy(String taskDefinition) {
        return new ServiceActions.UpdateService(
                new UpdateServiceRequest("web", null, taskDefinition, null, null, null, null, null));
    }

    static Action scaleTo(int desired) {
        return new ServiceActions.UpdateService(
                new UpdateServiceRequest("web", desired, null, null, null, null, null, null));
    }

    static Action runTask(int count, PlacementConstraint... constraints) {
        return new TaskActions.RunTask(new RunTaskRequest("web", count, null, null, List.of(constraints), null));
    }

    static Action drain(String... instances) {
        return new CapacityActions.UpdateContainerInstancesState(
                new UpdateContainerInstancesStateRequest(List.of(instances), ContainerInstanceStatus.DRAINING));
    }

    Scenario build() {
        return new Scenario(
                "test",
                null,
                region,
                null,
                duration,
                seed,
                cluster,
                taskDefinitions,
                services,
                subnets,
                loadBalancers,
                classicLoadBalancers,
                targetGroups,
                listeners,
                groups,
                capacityProviders,
                instances,
                scalableTargets,
                scalingPolicies,
                scheduledActions,
                alarms,
                compositeAlarms,
                queues,
                null,
                deploymentGroups,
                functions,
                applications,
                images,
                workload,
                tasks,
                world,
                faults,
                pricing,
                quotas,
                accountSettings,
                rules,
                timeline);
    }
}
