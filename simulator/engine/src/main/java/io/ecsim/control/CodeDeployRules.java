// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.AppSpec;
import io.ecsim.aws.CreateDeploymentRequest;
import io.ecsim.aws.DeploymentConfig;
import io.ecsim.aws.DeploymentConfig.TimeBasedCanary;
import io.ecsim.aws.DeploymentConfig.TimeBasedLinear;
import io.ecsim.aws.DeploymentConfig.TrafficRoutingConfig;
import io.ecsim.aws.DeploymentConfig.Type;
import io.ecsim.aws.DeploymentGroup;
import io.ecsim.aws.DeploymentGroup.TargetGroupPairInfo;
import io.ecsim.aws.Violation;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What CodeDeploy refuses in its documents, and its predefined deployment configurations (BG-10). */
public final class CodeDeployRules {
    private static final int LONGEST_WAIT = 2880;
    private static final String ROUTING = "trafficRoutingConfig";

    /** By name. */
    public static final Map<String, DeploymentConfig> PREDEFINED = predefined();

    private CodeDeployRules() {}

    private static Map<String, DeploymentConfig> predefined() {
        Map<String, TrafficRoutingConfig> routings = new LinkedHashMap<>();
        routings.put("AllAtOnce", new TrafficRoutingConfig(Type.AllAtOnce, null, null));
        routings.put("Linear10PercentEvery1Minutes", linear(1));
        routings.put("Linear10PercentEvery3Minutes", linear(3));
        routings.put("Canary10Percent5Minutes", canary(5));
        routings.put("Canary10Percent15Minutes", canary(15));
        Map<String, DeploymentConfig> all = new LinkedHashMap<>();
        routings.forEach((end, routing) -> {
            String name = "CodeDeployDefault.ECS" + end;
            all.put(name, new DeploymentConfig(name, null, routing));
        });
        return Collections.unmodifiableMap(all);
    }

    private static TrafficRoutingConfig linear(int minutes) {
        return new TrafficRoutingConfig(Type.TimeBasedLinear, null, new TimeBasedLinear(10, minutes));
    }

    private static TrafficRoutingConfig canary(int minutes) {
        return new TrafficRoutingConfig(Type.TimeBasedCanary, new TimeBasedCanary(10, minutes), null);
    }

    /** Of CreateDeploymentConfig. */
    public static List<Violation> violations(DeploymentConfig config) {
        Refusals refusals = new Refusals("InvalidTrafficRoutingConfigurationException");
        refusals.refuse(
                config.deploymentConfigName() != null
                        && config.deploymentConfigName().startsWith("CodeDeployDefault."),
                "deploymentConfigName",
                "Names that begin with CodeDeployDefault. are CodeDeploy's own.");
        refusals.refuse(
                !config.computePlatform().equals("ECS"),
                "computePlatform",
                "The compute platform of an ECS service is ECS, not " + config.computePlatform() + ".");
        TrafficRoutingConfig routing = config.trafficRoutingConfig();
        TimeBasedCanary canary = routing.timeBasedCanary();
        TimeBasedLinear linear = routing.timeBasedLinear();
        refusals.refuse(
                (routing.type() == Type.TimeBasedCanary) != (canary != null),
                ROUTING,
                "timeBasedCanary is given with the type TimeBasedCanary and with no other.");
        refusals.refuse(
                (routing.type() == Type.TimeBasedLinear) != (linear != null),
                ROUTING,
                "timeBasedLinear is given with the type TimeBasedLinear and with no other.");
        if (canary != null) {
            within(refusals, "timeBasedCanary.canaryPercentage", canary.canaryPercentage(), 1, 99);
            within(refusals, "timeBasedCanary.canaryInterval", canary.canaryInterval(), 1, LONGEST_WAIT);
        }
        if (linear != null) {
            within(refusals, "timeBasedLinear.linearPercentage", linear.linearPercentage(), 1, 99);
            within(refusals, "timeBasedLinear.linearInterval", linear.linearInterval(), 1, LONGEST_WAIT);
        }
        return refusals.list();
    }

    private static void within(Refusals refusals, String member, Integer value, int low, int high) {
        refusals.refuse(
                value == null || value < low || value > high,
                ROUTING + "." + member,
                member.replaceAll(".*\\.", "") + " must be between " + low + " and " + high + ".");
    }

    /** Of CreateDeploymentGroup. */
    public static List<Violation> violations(DeploymentGroup group) {
        Refusals refusals = new Refusals("InvalidLoadBalancerInfoException");
        if (group.service() == null) {
            refusals.refuse(
                    "ecsServices", "InvalidECSServiceException", "A deployment group is for exactly one ECS service.");
        }
        TargetGroupPairInfo pair = group.pair();
        refusals.refuse(
                pair == null,
                "loadBalancerInfo",
                "targetGroupPairInfoList must have exactly one pair of target groups.");
        if (pair != null) {
            refusals.refuse(
                    pair.names().stream().distinct().count() != 2,
                    "loadBalancerInfo.targetGroupPairInfoList[0].targetGroups",
                    "A pair has exactly two target groups.");
            refusals.refuse(
                    pair.prodTrafficRoute() == null || pair.prodTrafficRoute().listener() == null,
                    "loadBalancerInfo.targetGroupPairInfoList[0].prodTrafficRoute",
                    "prodTrafficRoute must have exactly one listener.");
            refusals.refuse(
                    pair.testTrafficRoute() != null && pair.testTrafficRoute().listener() == null,
                    "loadBalancerInfo.targetGroupPairInfoList[0].testTrafficRoute",
                    "testTrafficRoute must have exactly one listener.");
        }
        DeploymentGroup.BlueInstanceTerminationOption end =
                group.blueGreenDeploymentConfiguration().terminateBlueInstancesOnDeploymentSuccess();
        String path = "blueGreenDeploymentConfiguration.terminateBlueInstancesOnDeploymentSuccess";
        String code = "InvalidBlueGreenDeploymentConfigurationException";
        if (!end.action().equals("TERMINATE")) {
            refusals.refuse(path + ".action", code, "The original tasks of an ECS service can only be TERMINATEd.");
        }
        if (end.terminationWaitTimeInMinutes() < 0 || end.terminationWaitTimeInMinutes() > LONGEST_WAIT) {
            refusals.refuse(
                    path + ".terminationWaitTimeInMinutes",
                    code,
                    "terminationWaitTimeInMinutes must be between 0 and " + LONGEST_WAIT + ".");
        }
        DeploymentGroup.DeploymentReadyOption ready =
                group.blueGreenDeploymentConfiguration().deploymentReadyOption();
        if (ready.waitTimeInMinutes() < 0
                || ready.waitTimeInMinutes() > LONGEST_WAIT
                || ready.waits() != ready.waitTimeInMinutes() > 0) {
            refusals.refuse(
                    "blueGreenDeploymentConfiguration.deploymentReadyOption.waitTimeInMinutes",
                    code,
                    "waitTimeInMinutes is from 1 to " + LONGEST_WAIT + " with STOP_DEPLOYMENT, and 0 or not given with"
                            + " CONTINUE_DEPLOYMENT.");
        }
        if (group.alarmConfiguration().enabled()
                && group.alarmConfiguration().alarms().isEmpty()) {
            refusals.refuse("alarmConfiguration", "InvalidAlarmConfigException", "An alarm is missing.");
        }
        return refusals.list();
    }

    /** Of CreateDeployment. */
    public static List<Violation> violations(CreateDeploymentRequest request) {
        Refusals refusals = new Refusals("InvalidRevisionException");
        AppSpec spec = request.appSpec();
        refusals.refuse(spec == null, "revision", "The AppSpec is missing: give it as appSpecContent.");
        if (spec != null) {
            refusals.refuse(
                    spec.taskDefinition() == null || spec.containerName() == null || spec.containerPort() == null,
                    "revision.appSpecContent.content",
                    "TaskDefinition, ContainerName and ContainerPort are required in the AppSpec.");
            refusals.refuse(
                    spec.hooks().keySet().stream().anyMatch(event -> !event.isHook()),
                    "revision.appSpecContent.content",
                    "Hooks run at BeforeInstall, AfterInstall, AfterAllowTestTraffic, BeforeAllowTraffic and"
                            + " AfterAllowTraffic.");
        }
        return refusals.list();
    }
}
