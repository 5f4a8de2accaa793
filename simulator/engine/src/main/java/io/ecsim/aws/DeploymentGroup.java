// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;
import java.util.Objects;

/**
 * The members of CodeDeploy's CreateDeploymentGroup for an ECS service (BG-10, BG-11).
 *
 * @param deploymentConfigName one of CodeDeploy's, or of the scenario's
 * @param ecsServices exactly one
 */
public record DeploymentGroup(
        String applicationName,
        String deploymentGroupName,
        String deploymentConfigName,
        List<ECSService> ecsServices,
        LoadBalancerInfo loadBalancerInfo,
        BlueGreenDeploymentConfiguration blueGreenDeploymentConfiguration,
        AlarmConfiguration alarmConfiguration,
        AutoRollbackConfiguration autoRollbackConfiguration) {
    public DeploymentGroup {
        deploymentConfigName = Absent.or(deploymentConfigName, "CodeDeployDefault.ECSAllAtOnce");
        ecsServices = Absent.list(ecsServices);
        loadBalancerInfo = Absent.or(loadBalancerInfo, new LoadBalancerInfo(null));
        blueGreenDeploymentConfiguration =
                Absent.or(blueGreenDeploymentConfiguration, new BlueGreenDeploymentConfiguration(null, null));
        alarmConfiguration = Absent.or(alarmConfiguration, new AlarmConfiguration(null, null));
        autoRollbackConfiguration = Absent.or(autoRollbackConfiguration, new AutoRollbackConfiguration(null, null));
    }

    /** Name of the service that it deploys; null when there is not exactly one. */
    public String service() {
        return ecsServices.size() == 1 && ecsServices.get(0) != null
                ? Arn.name(ecsServices.get(0).serviceName())
                : null;
    }

    /** The pair of target groups between which traffic shifts; null when there is not exactly one. */
    public TargetGroupPairInfo pair() {
        List<TargetGroupPairInfo> pairs = loadBalancerInfo.targetGroupPairInfoList();
        return pairs.size() == 1 ? pairs.get(0) : null;
    }

    public record ECSService(String serviceName, String clusterName) {}

    public record LoadBalancerInfo(List<TargetGroupPairInfo> targetGroupPairInfoList) {
        public LoadBalancerInfo {
            targetGroupPairInfoList = Absent.list(targetGroupPairInfoList);
        }
    }

    /**
     * Two target groups, and through which listeners clients and tests reach them.
     *
     * @param testTrafficRoute null without test traffic
     */
    public record TargetGroupPairInfo(
            List<TargetGroupInfo> targetGroups, TrafficRoute prodTrafficRoute, TrafficRoute testTrafficRoute) {
        public TargetGroupPairInfo {
            targetGroups = Absent.list(targetGroups);
        }

        /** Names of the target groups. */
        public List<String> names() {
            return targetGroups.stream()
                    .filter(Objects::nonNull)
                    .map(group -> Arn.name(group.name()))
                    .filter(Objects::nonNull)
                    .toList();
        }
    }

    public record TargetGroupInfo(String name) {}

    public record TrafficRoute(List<String> listenerArns) {
        public TrafficRoute {
            listenerArns = Absent.list(listenerArns);
        }

        /** Name of the one listener; null when there is not exactly one. */
        public String listener() {
            return listenerArns.size() == 1 ? Arn.name(listenerArns.get(0)) : null;
        }
    }

    public record BlueGreenDeploymentConfiguration(
            BlueInstanceTerminationOption terminateBlueInstancesOnDeploymentSuccess,
            DeploymentReadyOption deploymentReadyOption) {
        public BlueGreenDeploymentConfiguration {
            terminateBlueInstancesOnDeploymentSuccess =
                    Absent.or(terminateBlueInstancesOnDeploymentSuccess, new BlueInstanceTerminationOption(null, null));
            deploymentReadyOption = Absent.or(deploymentReadyOption, new DeploymentReadyOption(null, null));
        }
    }

    /**
     * Whether clients' traffic is shifted as soon as it can be, or when somebody says so.
     *
     * @param waitTimeInMinutes for {@code STOP_DEPLOYMENT} alone: until the deployment is stopped
     */
    public record DeploymentReadyOption(DeploymentReadyAction actionOnTimeout, Integer waitTimeInMinutes) {
        public DeploymentReadyOption {
            actionOnTimeout = Absent.or(actionOnTimeout, DeploymentReadyAction.CONTINUE_DEPLOYMENT);
            waitTimeInMinutes = Absent.or(waitTimeInMinutes, 0);
        }

        public boolean waits() {
            return actionOnTimeout == DeploymentReadyAction.STOP_DEPLOYMENT;
        }
    }

    public enum DeploymentReadyAction {
        CONTINUE_DEPLOYMENT,
        STOP_DEPLOYMENT
    }

    /** @param terminationWaitTimeInMinutes until the original tasks are stopped; by default the console's hour */
    public record BlueInstanceTerminationOption(String action, Integer terminationWaitTimeInMinutes) {
        public BlueInstanceTerminationOption {
            action = Absent.or(action, "TERMINATE");
            terminationWaitTimeInMinutes = Absent.or(terminationWaitTimeInMinutes, 60);
        }
    }

    /** Alarms that stop a deployment. */
    public record AlarmConfiguration(Boolean enabled, List<Alarm> alarms) {
        public AlarmConfiguration {
            enabled = Absent.or(enabled, false);
            alarms = Absent.list(alarms);
        }

        public List<String> names() {
            return alarms.stream().filter(Objects::nonNull).map(Alarm::name).toList();
        }
    }

    public record Alarm(String name) {}
}
