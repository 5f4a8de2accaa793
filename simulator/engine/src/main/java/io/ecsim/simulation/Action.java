// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.Absent;
import io.ecsim.aws.Arn;
import io.ecsim.aws.Attribute;
import io.ecsim.aws.ContinueServiceDeploymentRequest;
import io.ecsim.aws.CreateDeploymentRequest;
import io.ecsim.aws.DeleteAttributesRequest;
import io.ecsim.aws.DeleteClusterRequest;
import io.ecsim.aws.DeleteServiceRequest;
import io.ecsim.aws.DeleteTaskDefinitionsRequest;
import io.ecsim.aws.DeregisterContainerInstanceRequest;
import io.ecsim.aws.DeregisterTaskDefinitionRequest;
import io.ecsim.aws.ModifyRuleRequest;
import io.ecsim.aws.PutAccountSettingRequest;
import io.ecsim.aws.PutAttributesRequest;
import io.ecsim.aws.RunTaskRequest;
import io.ecsim.aws.SetDesiredCapacityRequest;
import io.ecsim.aws.StartInstancesRequest;
import io.ecsim.aws.StartTaskRequest;
import io.ecsim.aws.StopDeploymentRequest;
import io.ecsim.aws.StopInstancesRequest;
import io.ecsim.aws.StopServiceDeploymentRequest;
import io.ecsim.aws.StopTaskRequest;
import io.ecsim.aws.UpdateAutoScalingGroupRequest;
import io.ecsim.aws.UpdateContainerInstancesStateRequest;
import io.ecsim.aws.UpdateServiceRequest;
import io.ecsim.aws.UpdateTaskProtectionRequest;
import io.ecsim.control.ControlPlane;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One thing that is done, or that happens to us, at a time of the timeline. */
public sealed interface Action {
    /** An action and when it takes place, as an offset from the scenario's start. */
    record Timed(Duration at, Action action) {}

    /** Its name in a scenario: the record's, with a small first letter. */
    default String operation() {
        String name = getClass().getSimpleName();
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    /** What it is about, for the journal. */
    String subject();

    /** What it asks for, for the journal; null when its name says it all. */
    String what();

    /** An operation of Application Auto Scaling, or of CloudWatch on alarms; all of them are in {@link ScalingActions}. */
    non-sealed interface OfScaling extends Action {
        void carryOut(ControlPlane control);
    }

    record UpdateService(UpdateServiceRequest request) implements Action {
        @Override
        public String subject() {
            return request.service();
        }

        @Override
        public String what() {
            List<String> changes = new ArrayList<>();
            if (request.taskDefinition() != null) {
                changes.add("taskDefinition " + request.taskDefinition());
            }
            if (request.desiredCount() != null) {
                changes.add("desiredCount " + request.desiredCount());
            }
            if (request.forceNewDeployment()) {
                changes.add("forceNewDeployment");
            }
            return changes.isEmpty() ? "settings" : String.join(", ", changes);
        }
    }

    record CreateDeployment(CreateDeploymentRequest request) implements Action {
        @Override
        public String subject() {
            return request.deploymentGroupName();
        }

        @Override
        public String what() {
            return request.appSpec() == null
                    ? null
                    : "taskDefinition " + request.appSpec().taskDefinition();
        }
    }

    record StopDeployment(StopDeploymentRequest request) implements Action {
        @Override
        public String subject() {
            return request.deploymentId();
        }

        @Override
        public String what() {
            return request.autoRollbackEnabled() == null
                    ? null
                    : "autoRollbackEnabled " + request.autoRollbackEnabled();
        }
    }

    record StopServiceDeployment(StopServiceDeploymentRequest request) implements Action {
        @Override
        public String subject() {
            return request.serviceDeploymentArn();
        }

        @Override
        public String what() {
            return request.stopType().name();
        }
    }

    record ContinueServiceDeployment(ContinueServiceDeploymentRequest request) implements Action {
        @Override
        public String subject() {
            return request.serviceDeploymentArn();
        }

        @Override
        public String what() {
            return request.action().name();
        }
    }

    record DeleteService(DeleteServiceRequest request) implements Action {
        @Override
        public String subject() {
            return request.service();
        }

        @Override
        public String what() {
            return request.force() ? "force" : null;
        }
    }

    record RunTask(RunTaskRequest request) implements Action {
        @Override
        public String subject() {
            return request.taskDefinition();
        }

        @Override
        public String what() {
            return "count " + request.count();
        }
    }

    record StartTask(StartTaskRequest request) implements Action {
        @Override
        public String subject() {
            return request.taskDefinition();
        }

        @Override
        public String what() {
            return "on " + String.join(" ", request.containerInstances());
        }
    }

    record StopTask(StopTaskRequest request) implements Action {
        @Override
        public String subject() {
            return request.task();
        }

        @Override
        public String what() {
            return request.reason();
        }
    }

    record UpdateContainerInstancesState(UpdateContainerInstancesStateRequest request) implements Action {
        @Override
        public String subject() {
            return String.join(" ", request.containerInstances());
        }

        @Override
        public String what() {
            return request.status().name();
        }
    }

    record DeregisterTaskDefinition(DeregisterTaskDefinitionRequest request) implements Action {
        @Override
        public String subject() {
            return request.taskDefinition();
        }

        @Override
        public String what() {
            return null;
        }
    }

    record DeleteTaskDefinitions(DeleteTaskDefinitionsRequest request) implements Action {
        @Override
        public String subject() {
            return String.join(" ", request.taskDefinitions());
        }

        @Override
        public String what() {
            return null;
        }
    }

    record DeregisterContainerInstance(DeregisterContainerInstanceRequest request) implements Action {
        @Override
        public String subject() {
            return request.containerInstance();
        }

        @Override
        public String what() {
            return request.force() ? "force" : null;
        }
    }

    record DeleteCluster(DeleteClusterRequest request) implements Action {
        @Override
        public String subject() {
            return Arn.name(request.cluster());
        }

        @Override
        public String what() {
            return null;
        }
    }

    record StopInstances(StopInstancesRequest request) implements Action {
        @Override
        public String subject() {
            return String.join(" ", request.instanceIds());
        }

        @Override
        public String what() {
            return null;
        }
    }

    record StartInstances(StartInstancesRequest request) implements Action {
        @Override
        public String subject() {
            return String.join(" ", request.instanceIds());
        }

        @Override
        public String what() {
            return null;
        }
    }

    record UpdateAutoScalingGroup(UpdateAutoScalingGroupRequest request) implements Action {
        @Override
        public String subject() {
            return request.autoScalingGroupName();
        }

        @Override
        public String what() {
            List<String> changes = new ArrayList<>();
            tell(changes, "MinSize", request.minSize());
            tell(changes, "MaxSize", request.maxSize());
            tell(changes, "DesiredCapacity", request.desiredCapacity());
            return String.join(", ", changes);
        }

        private static void tell(List<String> changes, String member, Integer value) {
            if (value != null) {
                changes.add(member + " " + value);
            }
        }
    }

    record SetDesiredCapacity(SetDesiredCapacityRequest request) implements Action {
        @Override
        public String subject() {
            return request.autoScalingGroupName();
        }

        @Override
        public String what() {
            return "DesiredCapacity " + request.desiredCapacity();
        }
    }

    record ModifyRule(ModifyRuleRequest request) implements Action {
        @Override
        public String subject() {
            return Arn.name(request.ruleArn());
        }

        @Override
        public String what() {
            return request.weights().entrySet().stream()
                    .map(weight -> weight.getKey() + " " + weight.getValue())
                    .collect(Collectors.joining(", "));
        }
    }

    record UpdateTaskProtection(UpdateTaskProtectionRequest request) implements Action {
        @Override
        public String subject() {
            return String.join(" ", request.tasks());
        }

        @Override
        public String what() {
            return request.protectionEnabled() ? "for " + request.expiresInMinutes() + " min" : "off";
        }
    }

    record PutAttributes(PutAttributesRequest request) implements Action {
        @Override
        public String subject() {
            return targets(request.attributes());
        }

        @Override
        public String what() {
            return request.attributes().stream()
                    .map(attribute -> attribute.name() + "=" + Absent.or(attribute.value(), ""))
                    .collect(Collectors.joining(" "));
        }
    }

    record DeleteAttributes(DeleteAttributesRequest request) implements Action {
        @Override
        public String subject() {
            return targets(request.attributes());
        }

        @Override
        public String what() {
            return request.attributes().stream().map(Attribute::name).collect(Collectors.joining(" "));
        }
    }

    private static String targets(List<Attribute> attributes) {
        return attributes.stream().map(Attribute::targetId).distinct().collect(Collectors.joining(" "));
    }

    record PutAccountSetting(PutAccountSettingRequest request) implements Action {
        @Override
        public String subject() {
            return request.name().name();
        }

        @Override
        public String what() {
            return request.value();
        }
    }

    /**
     * The agents of instances lose their connection.
     *
     * @param containerInstances by id, or as {@code ZONE/*}
     * @param duration how long ({@code for} in a scenario); null for ever
     */
    record DisconnectAgent(List<String> containerInstances, Duration duration) implements Action {
        public DisconnectAgent {
            containerInstances = Absent.list(containerInstances);
        }

        @Override
        public String subject() {
            return String.join(" ", containerInstances);
        }

        @Override
        public String what() {
            return null;
        }
    }

    /**
     * Instances vanish at once.
     *
     * @param availabilityZone only there; null for any zone
     * @param count how many, in order of registration
     * @param instanceIds just these, by id or as {@code ZONE/*}, as EC2's TerminateInstances has it
     */
    record TerminateInstances(String availabilityZone, Integer count, List<String> instanceIds) implements Action {
        public TerminateInstances {
            count = Absent.or(count, 1);
            instanceIds = Absent.list(instanceIds);
        }

        public TerminateInstances(String availabilityZone, Integer count) {
            this(availabilityZone, count, null);
        }

        @Override
        public String subject() {
            return !instanceIds.isEmpty()
                    ? String.join(" ", instanceIds)
                    : availabilityZone == null ? "any zone" : availabilityZone;
        }

        @Override
        public String what() {
            return instanceIds.isEmpty() ? "count " + count : null;
        }
    }

    /**
     * A zone is lost: its instances vanish at once, and none is launched there until it is back.
     *
     * @param duration how long ({@code for} in a scenario); null for ever
     */
    record LoseAvailabilityZone(String availabilityZone, Duration duration) implements Action {
        @Override
        public String subject() {
            return availabilityZone;
        }

        @Override
        public String what() {
            return null;
        }
    }

    /**
     * The traffic of a service times a factor.
     *
     * @param duration how long ({@code for} in a scenario); null for ever
     */
    record SetTraffic(String service, Double factor, Duration duration) implements Action {
        @Override
        public String subject() {
            return service;
        }

        @Override
        public String what() {
            return "times " + factor;
        }
    }

    /**
     * Somebody pushes an image to its registry.
     *
     * @param image name with its tag, as container definitions write it
     */
    record PushImage(String image) implements Action {
        @Override
        public String subject() {
            return image;
        }

        @Override
        public String what() {
            return null;
        }
    }
}
