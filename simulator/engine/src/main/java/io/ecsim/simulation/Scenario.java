// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.Absent;
import io.ecsim.aws.AutoScalingGroup;
import io.ecsim.aws.CapacityProvider;
import io.ecsim.aws.ClassicLoadBalancer;
import io.ecsim.aws.Cluster;
import io.ecsim.aws.CompositeAlarm;
import io.ecsim.aws.ContainerInsights;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.DeploymentConfig;
import io.ecsim.aws.DeploymentGroup;
import io.ecsim.aws.ElasticLoadBalancer;
import io.ecsim.aws.Listener;
import io.ecsim.aws.MetricAlarm;
import io.ecsim.aws.PutAccountSettingRequest;
import io.ecsim.aws.Queue;
import io.ecsim.aws.ScalableTarget;
import io.ecsim.aws.ScalingPolicy;
import io.ecsim.aws.ScheduledAction;
import io.ecsim.aws.SettingName;
import io.ecsim.aws.Subnet;
import io.ecsim.aws.TargetGroup;
import io.ecsim.aws.TaskDefinition;
import io.ecsim.pricing.Pricing;
import io.ecsim.service.HookFunction;
import io.ecsim.workload.Application;
import io.ecsim.workload.Image;
import io.ecsim.workload.Workload;
import io.ecsim.world.Faults;
import io.ecsim.world.Quotas;
import io.ecsim.world.World;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Everything that a run depends on: a cluster, its services, its traffic and what happens to them. Immutable, free of
 * files; two equal scenarios give the same bytes.
 *
 * @param taskDefinitions a family given twice becomes revisions 1, 2, ... in this order
 * @param subnets default: three zones of the region, a /20 each
 * @param loadBalancers default: one for each target group that no listener forwards to
 * @param classicLoadBalancers of the generation before; each does what a target group of its name would
 * @param listeners default: one for each service whose target groups no listener forwards to
 * @param capacityProviders Auto Scaling groups; the cluster has them all unless it says which
 * @param deploymentConfigs CodeDeploy's, beside those that are predefined
 * @param deploymentGroups CodeDeploy's, for services that it deploys
 * @param applications by task definition family, or {@code family:revision} for one revision
 * @param images by image name as the container definitions write it, or by that of a trace of tasks
 * @param tasks standalone tasks, of traces and of arrivals
 */
public record Scenario(
        String name,
        String description,
        String region,
        Instant start,
        Duration duration,
        Long seed,
        Cluster cluster,
        List<TaskDefinition> taskDefinitions,
        List<CreateServiceRequest> services,
        List<Subnet> subnets,
        List<ElasticLoadBalancer> loadBalancers,
        List<ClassicLoadBalancer> classicLoadBalancers,
        List<TargetGroup> targetGroups,
        List<Listener> listeners,
        List<AutoScalingGroup> autoScalingGroups,
        List<CapacityProvider> capacityProviders,
        List<ContainerInstances> containerInstances,
        List<ScalableTarget> scalableTargets,
        List<ScalingPolicy> scalingPolicies,
        List<ScheduledAction> scheduledActions,
        List<MetricAlarm> alarms,
        List<CompositeAlarm> compositeAlarms,
        List<Queue> queues,
        List<DeploymentConfig> deploymentConfigs,
        List<DeploymentGroup> deploymentGroups,
        Map<String, HookFunction> functions,
        Map<String, Application> applications,
        Map<String, Image> images,
        List<Workload> workload,
        List<TaskSource> tasks,
        World world,
        Faults faults,
        Pricing pricing,
        Quotas quotas,
        List<PutAccountSettingRequest> accountSettings,
        List<Rule> rules,
        List<Action.Timed> timeline) {
    public Scenario {
        description = Absent.or(description, "");
        region = Absent.or(region, "us-east-1");
        start = Absent.or(start, Instant.parse("2026-03-02T00:00:00Z"));
        duration = Absent.or(duration, Duration.ofHours(1));
        seed = Absent.or(seed, 1L);
        cluster = Absent.or(cluster, new Cluster(null, null, null));
        taskDefinitions = Absent.list(taskDefinitions);
        services = Absent.list(services);
        subnets = subnets == null || subnets.isEmpty() ? threeZones(region) : Absent.list(subnets);
        loadBalancers = Absent.list(loadBalancers);
        classicLoadBalancers = Absent.list(classicLoadBalancers);
        targetGroups = Absent.list(targetGroups);
        listeners = Absent.list(listeners);
        autoScalingGroups = Absent.list(autoScalingGroups);
        capacityProviders = Absent.list(capacityProviders);
        cluster = cluster.having(capacityProviders);
        containerInstances = Absent.list(containerInstances);
        scalableTargets = Absent.list(scalableTargets);
        scalingPolicies = Absent.list(scalingPolicies);
        scheduledActions = Absent.list(scheduledActions);
        alarms = Absent.list(alarms);
        compositeAlarms = Absent.list(compositeAlarms);
        queues = Absent.list(queues);
        deploymentConfigs = Absent.list(deploymentConfigs);
        deploymentGroups = Absent.list(deploymentGroups);
        functions = Absent.map(functions);
        applications = Absent.map(applications);
        images = Absent.map(images);
        workload = Absent.list(workload);
        tasks = Absent.list(tasks);
        world = Absent.or(world, World.defaults());
        faults = Absent.or(faults, Faults.NONE);
        pricing = Absent.or(pricing, Pricing.DEFAULT);
        quotas = Absent.or(quotas, Quotas.DEFAULT).in(region);
        accountSettings = Absent.list(accountSettings);
        rules = Absent.list(rules);
        timeline = Absent.list(timeline);
    }

    /** What is done at its time, and what is done in answer to events. */
    public Stream<Action> actions() {
        Stream<Action> timed = timeline.stream().filter(Objects::nonNull).map(Action.Timed::action);
        Stream<Action> answers = rules.stream()
                .filter(Objects::nonNull)
                .flatMap(rule -> rule.targets().stream())
                .map(target -> target instanceof Rule.Act act ? act.action() : null);
        return Stream.concat(timed, answers).filter(Objects::nonNull);
    }

    /** The services that stand at the start, then those that are created later; a name may come again. */
    public List<CreateServiceRequest> everyService() {
        Stream<CreateServiceRequest> later = actions()
                .filter(ServiceActions.CreateService.class::isInstance)
                .map(action -> ((ServiceActions.CreateService) action).request());
        return Stream.concat(services.stream(), later).filter(Objects::nonNull).toList();
    }

    /** Names of the target groups of a service, those between which CodeDeploy shifts its traffic too. */
    public List<String> targetGroups(CreateServiceRequest service) {
        Set<String> names = new LinkedHashSet<>(service.targetGroups());
        deploymentGroups.stream()
                .filter(group -> group != null && group.pair() != null)
                .filter(group -> Objects.equals(group.service(), service.serviceName()))
                .forEach(group -> names.addAll(group.pair().names()));
        names.remove(null);
        return List.copyOf(names);
    }

    /** Whether the cluster has Container Insights: by its own setting, else by the account's. */
    public boolean hasContainerInsights() {
        return Stream.concat(
                        cluster.settings().stream()
                                .filter(setting -> setting != null && setting.value() != null)
                                .map(setting -> setting.value().name()),
                        accountSettings.stream()
                                .filter(setting -> setting != null && setting.name() == SettingName.containerInsights)
                                .map(PutAccountSettingRequest::value)
                                .filter(Objects::nonNull))
                .findFirst()
                .filter(value -> !value.equals(ContainerInsights.disabled.name()))
                .isPresent();
    }

    private static List<Subnet> threeZones(String region) {
        return List.of(
                new Subnet("subnet-a", region + "a", "10.0.0.0/20"),
                new Subnet("subnet-b", region + "b", "10.0.16.0/20"),
                new Subnet("subnet-c", region + "c", "10.0.32.0/20"));
    }
}
