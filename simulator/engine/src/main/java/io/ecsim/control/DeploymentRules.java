// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.DeploymentAlarms;
import io.ecsim.aws.DeploymentCircuitBreaker;
import io.ecsim.aws.DeploymentConfiguration;
import io.ecsim.aws.DeploymentControllerType;
import io.ecsim.aws.DeploymentEarlySuccessCriteria;
import io.ecsim.aws.DeploymentLifecycleHook;
import io.ecsim.aws.DeploymentLifecycleHookStage;
import io.ecsim.aws.DeploymentLifecycleHookTargetType;
import io.ecsim.aws.DeploymentStrategy;
import io.ecsim.aws.LoadBalancer;
import io.ecsim.aws.ThresholdConfiguration;
import io.ecsim.aws.UpdateServiceRequest;
import io.ecsim.aws.Violation;
import java.util.List;
import java.util.Set;

/** How a service may be deployed: percents, strategies and what ends a deployment. */
final class DeploymentRules {
    private static final String PATH = "deploymentConfiguration.";
    private static final int A_DAY = 1440;
    private static final int TWO_WEEKS = 20_160;
    private static final int MOST_HOOKS = 10;
    private static final Set<DeploymentLifecycleHookStage> WITHOUT_PAUSE = Set.of(
            DeploymentLifecycleHookStage.TEST_TRAFFIC_SHIFT, DeploymentLifecycleHookStage.PRODUCTION_TRAFFIC_SHIFT);

    private final DeploymentConfiguration configuration;
    private final DeploymentControllerType controller;
    private final List<LoadBalancer> loadBalancers;
    private final Refusals refusals = new Refusals(Validation.PARAMETER);

    private DeploymentRules(CreateServiceRequest request) {
        this.configuration = request.deploymentConfiguration();
        this.controller = request.deploymentController().type();
        this.loadBalancers = request.loadBalancers();
    }

    static List<Violation> violations(CreateServiceRequest request) {
        DeploymentRules rules = new DeploymentRules(request);
        rules.percents();
        rules.codeDeploy();
        rules.circuitBreaker();
        rules.alarms();
        rules.earlySuccess();
        rules.strategy();
        rules.hooks();
        return rules.refusals.list();
    }

    private void percents() {
        int minimum = configuration.minimumHealthyPercent();
        refuse(minimum < 0, "minimumHealthyPercent", "minimumHealthyPercent must not be negative.");
        refuse(minimum > 100, "minimumHealthyPercent", "minimumHealthyPercent must not be greater than 100.");
        refuse(configuration.maximumPercent() < 100, "maximumPercent", "maximumPercent must not be less than 100.");
    }

    /** Of UpdateService: what CodeDeploy deploys is no longer ECS's to change. */
    static List<Violation> updateViolations(CreateServiceRequest service, UpdateServiceRequest update) {
        Refusals refusals = new Refusals(Validation.PARAMETER);
        refusals.refuse(
                update.capacityProviderStrategy() != null
                        && service.capacityProviderStrategy().isEmpty()
                        && !update.forceNewDeployment(),
                "capacityProviderStrategy",
                "When switching from launch type to capacity provider strategy on an existing service, or making a change"
                        + " to a capacity provider strategy on a service that is already using one, you must force a new"
                        + " deployment.");
        if (service.deploymentController().type() == DeploymentControllerType.CODE_DEPLOY) {
            String end = " on services with a CODE_DEPLOY deployment controller. Use AWS CodeDeploy to trigger a new"
                    + " deployment.";
            refusals.refuse(
                    update.taskDefinition() != null, "taskDefinition", "Unable to update task definition" + end);
            refusals.refuse(update.loadBalancers() != null, "loadBalancers", "Unable to update load balancers" + end);
            refusals.refuse(
                    update.networkConfiguration() != null,
                    "networkConfiguration",
                    "Unable to update network parameters" + end);
            refusals.refuse(
                    update.volumeConfigurations() != null,
                    "volumeConfigurations",
                    "Unable to update volume configurations" + end);
            refusals.refuse(update.forceNewDeployment(), "forceNewDeployment", "Cannot force a new deployment" + end);
        }
        return refusals.list();
    }

    /** BG-10, LB-17: traffic shifts between two target groups; the percents are the defaults. */
    private void codeDeploy() {
        if (controller != DeploymentControllerType.CODE_DEPLOY) {
            return;
        }
        refusals.refuse(
                loadBalancers.size() != 1,
                "loadBalancers",
                "A service with the CODE_DEPLOY deployment controller must have exactly one load balancer.");
        refuse(
                configuration.minimumHealthyPercent() != 100,
                "minimumHealthyPercent",
                "A custom minimumHealthyPercent is not supported with the CODE_DEPLOY deployment controller.");
        refuse(
                configuration.maximumPercent() != 200,
                "maximumPercent",
                "A custom maximumPercent is not supported with the CODE_DEPLOY deployment controller.");
    }

    /** CB-2, CB-3. */
    private void circuitBreaker() {
        DeploymentCircuitBreaker breaker = configuration.deploymentCircuitBreaker();
        if (breaker == null) {
            return;
        }
        refuse(
                breaker.enable() && controller != DeploymentControllerType.ECS,
                "deploymentCircuitBreaker",
                "Deployment circuit breaker is only supported with the ECS deployment controller, not with "
                        + controller + ".");
        ThresholdConfiguration threshold = breaker.thresholdConfiguration();
        if (threshold != null) {
            refuse(
                    threshold.value() == null || threshold.value() < 1,
                    "deploymentCircuitBreaker.thresholdConfiguration.value",
                    "The value of thresholdConfiguration must be at least 1.");
            refuse(
                    threshold.type() == null,
                    "deploymentCircuitBreaker.thresholdConfiguration.type",
                    "The type of thresholdConfiguration is required.");
        }
    }

    /** CB-9. */
    private void alarms() {
        DeploymentAlarms alarms = configuration.alarms();
        if (alarms != null && alarms.enable()) {
            refuse(alarms.alarmNames().isEmpty(), "alarms.alarmNames", "alarmNames can not be empty.");
            refuse(
                    controller != DeploymentControllerType.ECS,
                    "alarms",
                    "Deployment alarms are only supported with the ECS deployment controller, not with " + controller
                            + ".");
        }
    }

    /** SV-41. */
    private void earlySuccess() {
        DeploymentEarlySuccessCriteria early = configuration.earlySuccessCriteria();
        if (early == null || !early.enable()) {
            return;
        }
        String path = "earlySuccessCriteria";
        refuse(
                configuration.strategy() != DeploymentStrategy.ROLLING || controller != DeploymentControllerType.ECS,
                path,
                "earlySuccessCriteria is only supported with the ROLLING strategy.");
        refuse(
                early.sourceServiceRevisionCleanup() == null,
                path + ".sourceServiceRevisionCleanup",
                "sourceServiceRevisionCleanup is required when earlySuccessCriteria is enabled.");
        Integer percent = early.healthyPercent();
        refuse(
                percent == null,
                path + ".healthyPercent",
                "healthyPercent is required when earlySuccessCriteria is enabled.");
        refuse(
                percent != null && (percent < configuration.minimumHealthyPercent() || percent > 100),
                path + ".healthyPercent",
                "healthyPercent must be between minimumHealthyPercent and 100.");
    }

    /** BG-1 to BG-5. */
    private void strategy() {
        DeploymentStrategy strategy = configuration.strategy();
        boolean shifts = strategy != DeploymentStrategy.ROLLING;
        refuse(
                shifts && controller != DeploymentControllerType.ECS,
                "strategy",
                "The strategy " + strategy + " is only supported with the ECS deployment controller, not with "
                        + controller + ".");
        within("bakeTimeInMinutes", configuration.bakeTimeInMinutes(), 0, A_DAY);
        refuse(
                strategy == DeploymentStrategy.BLUE_GREEN && configuration.bakeTimeInMinutes() == null,
                "bakeTimeInMinutes",
                "bakeTimeInMinutes is required when the strategy is BLUE_GREEN.");
        linear(strategy);
        canary(strategy);
        if (shifts) {
            trafficCanShift(strategy);
        }
    }

    private void linear(DeploymentStrategy strategy) {
        if (configuration.linearConfiguration() != null) {
            String path = "linearConfiguration";
            only(DeploymentStrategy.LINEAR, strategy, path);
            percent(path + ".stepPercent", configuration.linearConfiguration().stepPercent(), 3);
            within(
                    path + ".stepBakeTimeInMinutes",
                    configuration.linearConfiguration().stepBakeTimeInMinutes(),
                    0,
                    A_DAY);
        }
    }

    private void canary(DeploymentStrategy strategy) {
        if (configuration.canaryConfiguration() != null) {
            String path = "canaryConfiguration";
            only(DeploymentStrategy.CANARY, strategy, path);
            percent(path + ".canaryPercent", configuration.canaryConfiguration().canaryPercent(), 0.1);
            within(
                    path + ".canaryBakeTimeInMinutes",
                    configuration.canaryConfiguration().canaryBakeTimeInMinutes(),
                    0,
                    A_DAY);
        }
    }

    private void only(DeploymentStrategy needed, DeploymentStrategy strategy, String path) {
        refuse(strategy != needed, path, path + " is only supported with the " + needed + " strategy.");
    }

    /** BG-9; without a load balancer only BLUE_GREEN goes, as it needs no share of the traffic (BG-3). */
    private void trafficCanShift(DeploymentStrategy strategy) {
        if (loadBalancers.isEmpty()) {
            refuse(
                    strategy != DeploymentStrategy.BLUE_GREEN,
                    "strategy",
                    "The strategy " + strategy + " needs a load balancer whose traffic can be shifted.");
        }
        for (int i = 0; i < loadBalancers.size(); i++) {
            LoadBalancer loadBalancer = loadBalancers.get(i);
            if (loadBalancer != null) {
                String path = "loadBalancers[" + i + "].advancedConfiguration";
                boolean none = loadBalancer.advancedConfiguration() == null;
                refusals.refuse(
                        none || loadBalancer.advancedConfiguration().alternateTargetGroupArn() == null,
                        path,
                        "alternateTargetGroupArn is required when the strategy is " + strategy + ".");
                refusals.refuse(
                        !none
                                && loadBalancer.targetGroupArn() != null
                                && loadBalancer
                                        .targetGroupArn()
                                        .equals(loadBalancer
                                                .advancedConfiguration()
                                                .alternateTargetGroupArn()),
                        path + ".alternateTargetGroupArn",
                        "alternateTargetGroupArn must be another target group than targetGroupArn.");
                refusals.refuse(
                        none || loadBalancer.advancedConfiguration().productionListenerRule() == null,
                        path,
                        "productionListenerRule is required when the strategy is " + strategy + ".");
            }
        }
    }

    /** BG-2, BG-6. */
    private void hooks() {
        for (DeploymentLifecycleHookTargetType type : DeploymentLifecycleHookTargetType.values()) {
            long count = configuration.lifecycleHooks().stream()
                    .filter(hook -> hook != null && hook.targetType() == type)
                    .count();
            refuse(
                    count > MOST_HOOKS,
                    "lifecycleHooks",
                    "A service can have at most " + MOST_HOOKS + " " + type + " hooks, not " + count + ".");
        }
        for (int i = 0; i < configuration.lifecycleHooks().size(); i++) {
            DeploymentLifecycleHook hook = configuration.lifecycleHooks().get(i);
            if (hook == null) {
                continue;
            }
            String path = "lifecycleHooks[" + i + "]";
            refuse(hook.lifecycleStages().isEmpty(), path + ".lifecycleStages", "lifecycleStages can not be empty.");
            if (hook.targetType() == DeploymentLifecycleHookTargetType.PAUSE) {
                refuse(
                        hook.lifecycleStages().stream()
                                .anyMatch(stage -> stage != null && WITHOUT_PAUSE.contains(stage)),
                        path + ".lifecycleStages",
                        "A PAUSE hook is not supported at TEST_TRAFFIC_SHIFT and PRODUCTION_TRAFFIC_SHIFT.");
                within(
                        path + ".timeoutConfiguration.timeoutInMinutes",
                        hook.timeoutConfiguration().timeoutInMinutes(),
                        1,
                        TWO_WEEKS);
            } else {
                refuse(
                        hook.hookTargetArn() == null,
                        path + ".hookTargetArn",
                        "hookTargetArn is required for an AWS_LAMBDA hook.");
            }
        }
    }

    private void percent(String path, double value, double least) {
        boolean tenths = Math.abs(value * 10 - Math.rint(value * 10)) < 1e-9;
        refuse(
                value < least || value > 100 || !tenths,
                path,
                name(path) + " must be a multiple of 0.1 between " + least + " and 100.0.");
    }

    private void within(String path, Integer value, int low, int high) {
        refuse(
                value != null && (value < low || value > high),
                path,
                name(path) + " must be between " + low + " and " + high + ".");
    }

    private static String name(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }

    private void refuse(boolean broken, String path, String message) {
        refusals.refuse(broken, PATH + path, message);
    }
}
