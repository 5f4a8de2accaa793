// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.Absent;
import io.ecsim.aws.AdvancedConfiguration;
import io.ecsim.aws.AppSpec;
import io.ecsim.aws.Arn;
import io.ecsim.aws.AutoRollbackConfiguration;
import io.ecsim.aws.AutoRollbackConfiguration.Event;
import io.ecsim.aws.AwsException;
import io.ecsim.aws.CanaryConfiguration;
import io.ecsim.aws.ContinueDeploymentRequest;
import io.ecsim.aws.ContinueDeploymentRequest.DeploymentWaitType;
import io.ecsim.aws.CreateDeploymentRequest;
import io.ecsim.aws.DeploymentAlarms;
import io.ecsim.aws.DeploymentConfig;
import io.ecsim.aws.DeploymentConfig.TrafficRoutingConfig;
import io.ecsim.aws.DeploymentConfiguration;
import io.ecsim.aws.DeploymentControllerType;
import io.ecsim.aws.DeploymentGroup;
import io.ecsim.aws.DeploymentGroup.DeploymentReadyOption;
import io.ecsim.aws.DeploymentGroup.TargetGroupPairInfo;
import io.ecsim.aws.DeploymentGroup.TrafficRoute;
import io.ecsim.aws.DeploymentLifecycleHook;
import io.ecsim.aws.DeploymentLifecycleHookAction;
import io.ecsim.aws.DeploymentLifecycleHookStage;
import io.ecsim.aws.DeploymentLifecycleHookTargetType;
import io.ecsim.aws.DeploymentLifecycleHookTimeoutConfiguration;
import io.ecsim.aws.DeploymentStrategy;
import io.ecsim.aws.LinearConfiguration;
import io.ecsim.aws.LoadBalancer;
import io.ecsim.aws.StopDeploymentRequest;
import io.ecsim.aws.StopServiceDeploymentStopType;
import io.ecsim.loadbalancing.Listeners;
import io.ecsim.loadbalancing.TargetGroups;
import io.ecsim.service.CodeDeployPlan;
import io.ecsim.service.Service;
import io.ecsim.service.ServiceScheduler;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** CodeDeploy's operations for services whose deployment controller it is (BG-10, BG-11). */
final class CodeDeploy {
    private final ServiceScheduler scheduler;
    private final Listeners listeners;
    private final TargetGroups targetGroups;
    private final Map<String, DeploymentConfig> configs = new LinkedHashMap<>(CodeDeployRules.PREDEFINED);
    private final Map<String, DeploymentGroup> groups = new LinkedHashMap<>();
    private int deployments;

    CodeDeploy(ServiceScheduler scheduler, Listeners listeners, TargetGroups targetGroups) {
        this.scheduler = scheduler;
        this.listeners = listeners;
        this.targetGroups = targetGroups;
    }

    void createDeploymentConfig(DeploymentConfig config) {
        configs.put(config.deploymentConfigName(), config);
    }

    /** Its service knows from now on between which target groups traffic shifts. */
    void createDeploymentGroup(DeploymentGroup group) {
        config(group.deploymentConfigName());
        Service service = scheduler.service(group.service());
        if (service == null
                || service.settings().deploymentController().type() != DeploymentControllerType.CODE_DEPLOY) {
            throw new AwsException(
                    "InvalidECSServiceException",
                    "Deployment group's ECS service must be configured for a CODE_DEPLOY deployment controller.");
        }
        groups.put(group.deploymentGroupName(), group);
        scheduler.shiftBetween(service, List.of(loadBalancer(group, service)));
    }

    private LoadBalancer loadBalancer(DeploymentGroup group, Service service) {
        LoadBalancer plain = service.settings().loadBalancers().get(0);
        TargetGroupPairInfo pair = group.pair();
        String first = Arn.name(plain.targetGroupArn());
        if (!pair.names().contains(first)) {
            throw new AwsException(
                    "InvalidLoadBalancerInfoException",
                    "The target group of the service, " + first + ", is not one of the pair.");
        }
        String alternate = pair.names().stream()
                .filter(name -> !name.equals(first))
                .findFirst()
                .orElseThrow();
        return new LoadBalancer(
                plain.targetGroupArn(),
                plain.containerName(),
                plain.containerPort(),
                new AdvancedConfiguration(
                        alternate, rule(pair.prodTrafficRoute()), rule(pair.testTrafficRoute()), null));
    }

    private String rule(TrafficRoute route) {
        if (route == null) {
            return null;
        }
        String rule = route.listener() + "/default";
        if (!listeners.hasRule(rule)) {
            throw new AwsException("InvalidLoadBalancerInfoException", "One or more listeners not found");
        }
        return rule;
    }

    /** The group of a deployment that is asked for, when there may be one now. */
    DeploymentGroup free(CreateDeploymentRequest request) {
        DeploymentGroup group = groups.get(request.deploymentGroupName());
        if (group == null) {
            throw new AwsException(
                    "DeploymentGroupDoesNotExistException",
                    "No Deployment Group found for name: " + request.deploymentGroupName());
        } else if (!group.applicationName().equals(request.applicationName())) {
            throw new AwsException(
                    "ApplicationDoesNotExistException", "No application found for name: " + request.applicationName());
        }
        CodeDeployPlan active = scheduler.service(group.service()).activePlan();
        if (active != null) {
            throw new AwsException(
                    "DeploymentLimitExceededException",
                    "The Deployment Group '" + group.deploymentGroupName() + "' already has an active Deployment '"
                            + active.deploymentId() + "'");
        }
        return group;
    }

    CodeDeployPlan plan(CreateDeploymentRequest request, DeploymentGroup group) {
        String name = Absent.or(request.deploymentConfigName(), group.deploymentConfigName());
        TrafficRoutingConfig routing = config(name).trafficRoutingConfig();
        boolean network = group.pair().names().stream()
                .anyMatch(each -> targetGroups.get(each).group().isNetwork());
        if (network && routing.type() != DeploymentConfig.Type.AllAtOnce) {
            throw new AwsException(
                    "InvalidDeploymentConfigNameException",
                    "A Network Load Balancer supports only CodeDeployDefault.ECSAllAtOnce, not " + name + ".");
        }
        AutoRollbackConfiguration rollback =
                Absent.or(request.autoRollbackConfiguration(), group.autoRollbackConfiguration());
        return new CodeDeployPlan(
                "d-" + ++deployments,
                group.deploymentGroupName(),
                configuration(routing, group, request.appSpec(), rollback),
                rollback);
    }

    /** What ECS itself would be told to do the same. */
    private static DeploymentConfiguration configuration(
            TrafficRoutingConfig routing, DeploymentGroup group, AppSpec spec, AutoRollbackConfiguration rollback) {
        List<DeploymentLifecycleHook> hooks = new ArrayList<>();
        spec.hooks()
                .forEach((event, function) -> hooks.add(new DeploymentLifecycleHook(
                        null,
                        function,
                        null,
                        List.of(DeploymentLifecycleHookStage.valueOf(
                                event.stage().name())),
                        null)));
        DeploymentReadyOption ready = group.blueGreenDeploymentConfiguration().deploymentReadyOption();
        if (ready.waits()) {
            hooks.add(readyWait(ready.waitTimeInMinutes()));
        }
        return new DeploymentConfiguration(
                null,
                null,
                null,
                new DeploymentAlarms(
                        group.alarmConfiguration().names(),
                        group.alarmConfiguration().enabled(),
                        rollback.on(Event.DEPLOYMENT_STOP_ON_ALARM)),
                switch (routing.type()) {
                    case AllAtOnce -> DeploymentStrategy.BLUE_GREEN;
                    case TimeBasedCanary -> DeploymentStrategy.CANARY;
                    case TimeBasedLinear -> DeploymentStrategy.LINEAR;
                },
                group.blueGreenDeploymentConfiguration()
                        .terminateBlueInstancesOnDeploymentSuccess()
                        .terminationWaitTimeInMinutes(),
                hooks,
                routing.timeBasedLinear() == null
                        ? null
                        : new LinearConfiguration(
                                (double) routing.timeBasedLinear().linearPercentage(),
                                routing.timeBasedLinear().linearInterval()),
                routing.timeBasedCanary() == null
                        ? null
                        : new CanaryConfiguration(
                                (double) routing.timeBasedCanary().canaryPercentage(),
                                routing.timeBasedCanary().canaryInterval()),
                null);
    }

    /** When the new tasks have answered tests, and before anything of clients' traffic shifts. */
    private static DeploymentLifecycleHook readyWait(int minutes) {
        return new DeploymentLifecycleHook(
                DeploymentLifecycleHookTargetType.PAUSE,
                null,
                null,
                List.of(DeploymentLifecycleHookStage.POST_TEST_TRAFFIC_SHIFT),
                new DeploymentLifecycleHookTimeoutConfiguration(minutes, DeploymentLifecycleHookAction.ROLLBACK));
    }

    void stopDeployment(StopDeploymentRequest request) {
        Service service = deploying(request.deploymentId());
        boolean rollBack = Absent.or(
                request.autoRollbackEnabled(),
                service.activePlan().autoRollback().on(Event.DEPLOYMENT_STOP_ON_REQUEST));
        scheduler.stopDeployment(
                service, rollBack ? StopServiceDeploymentStopType.ROLLBACK : StopServiceDeploymentStopType.ABORT);
    }

    /** Ends one of the waits of a deployment. */
    void continueDeployment(ContinueDeploymentRequest request) {
        Service service = deploying(request.deploymentId());
        boolean waited = request.deploymentWaitType() == DeploymentWaitType.READY_WAIT
                ? scheduler.answerPause(service, DeploymentLifecycleHookAction.CONTINUE)
                : scheduler.endBakeTime(service);
        if (!waited) {
            throw new AwsException(
                    "DeploymentIsNotInReadyStateException",
                    "The deployment " + service.activePlan().deploymentId() + " is not in "
                            + request.deploymentWaitType() + ".");
        }
    }

    /** The service of a deployment that goes on, named by its id or by its group. */
    private Service deploying(String idOrGroup) {
        for (DeploymentGroup group : groups.values()) {
            Service service = scheduler.service(group.service());
            CodeDeployPlan active = service.activePlan();
            boolean meant = group.deploymentGroupName().equals(idOrGroup)
                    || active != null && active.deploymentId().equals(idOrGroup);
            if (meant && active == null) {
                throw new AwsException(
                        "DeploymentAlreadyCompletedException",
                        "The deployment group " + group.deploymentGroupName() + " has no active deployment.");
            } else if (meant) {
                return service;
            }
        }
        throw new AwsException(
                "DeploymentDoesNotExistException", "The deployment " + idOrGroup + " could not be found");
    }

    private DeploymentConfig config(String name) {
        DeploymentConfig config = configs.get(name);
        if (config == null) {
            throw new AwsException(
                    "DeploymentConfigDoesNotExistException", "No deployment configuration found for name: " + name);
        }
        return config;
    }
}
