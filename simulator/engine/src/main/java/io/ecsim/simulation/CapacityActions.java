// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.Absent;
import io.ecsim.aws.Arn;
import io.ecsim.aws.Attribute;
import io.ecsim.aws.DeleteAttributesRequest;
import io.ecsim.aws.DeleteClusterRequest;
import io.ecsim.aws.DeregisterContainerInstanceRequest;
import io.ecsim.aws.PutAccountSettingRequest;
import io.ecsim.aws.PutAttributesRequest;
import io.ecsim.aws.SetDesiredCapacityRequest;
import io.ecsim.aws.StartInstancesRequest;
import io.ecsim.aws.StopInstancesRequest;
import io.ecsim.aws.UpdateAutoScalingGroupRequest;
import io.ecsim.aws.UpdateContainerInstancesStateRequest;
import io.ecsim.control.ControlPlane;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The actions of a timeline that are operations on instances, their groups and their cluster. */
public final class CapacityActions {
    private CapacityActions() {}

    public record UpdateContainerInstancesState(UpdateContainerInstancesStateRequest request)
            implements Action.Operation {
        @Override
        public String subject() {
            return String.join(" ", request.containerInstances());
        }

        @Override
        public String what() {
            return request.status().name();
        }

        @Override
        public String carryOut(ControlPlane control) {
            return Action.Operation.outcome(control.updateContainerInstancesState(request));
        }
    }

    public record DeregisterContainerInstance(DeregisterContainerInstanceRequest request) implements Action.Operation {
        @Override
        public String subject() {
            return request.containerInstance();
        }

        @Override
        public String what() {
            return request.force() ? "force" : null;
        }

        @Override
        public String carryOut(ControlPlane control) {
            control.deregisterContainerInstance(request);
            return DONE;
        }
    }

    public record StopInstances(StopInstancesRequest request) implements Action.Operation {
        @Override
        public String subject() {
            return String.join(" ", request.instanceIds());
        }

        @Override
        public String carryOut(ControlPlane control) {
            return "stopped " + control.stopInstances(request);
        }
    }

    public record StartInstances(StartInstancesRequest request) implements Action.Operation {
        @Override
        public String subject() {
            return String.join(" ", request.instanceIds());
        }

        @Override
        public String carryOut(ControlPlane control) {
            return "started " + control.startInstances(request);
        }
    }

    public record UpdateAutoScalingGroup(UpdateAutoScalingGroupRequest request) implements Action.Operation {
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

        @Override
        public String carryOut(ControlPlane control) {
            control.updateAutoScalingGroup(request);
            return DONE;
        }
    }

    public record SetDesiredCapacity(SetDesiredCapacityRequest request) implements Action.Operation {
        @Override
        public String subject() {
            return request.autoScalingGroupName();
        }

        @Override
        public String what() {
            return "DesiredCapacity " + request.desiredCapacity();
        }

        @Override
        public String carryOut(ControlPlane control) {
            control.setDesiredCapacity(request);
            return DONE;
        }
    }

    public record PutAttributes(PutAttributesRequest request) implements Action.Operation {
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

        @Override
        public String carryOut(ControlPlane control) {
            control.putAttributes(request);
            return DONE;
        }
    }

    public record DeleteAttributes(DeleteAttributesRequest request) implements Action.Operation {
        @Override
        public String subject() {
            return targets(request.attributes());
        }

        @Override
        public String what() {
            return request.attributes().stream().map(Attribute::name).collect(Collectors.joining(" "));
        }

        @Override
        public String carryOut(ControlPlane control) {
            control.deleteAttributes(request);
            return DONE;
        }
    }

    public record PutAccountSetting(PutAccountSettingRequest request) implements Action.Operation {
        @Override
        public String subject() {
            return request.name().name();
        }

        @Override
        public String what() {
            return request.value();
        }

        @Override
        public String carryOut(ControlPlane control) {
            control.putAccountSetting(request);
            return DONE;
        }
    }

    public record DeleteCluster(DeleteClusterRequest request) implements Action.Operation {
        @Override
        public String subject() {
            return Arn.name(request.cluster());
        }

        @Override
        public String carryOut(ControlPlane control) {
            control.deleteCluster();
            return DONE;
        }
    }

    private static String targets(List<Attribute> attributes) {
        return attributes.stream().map(Attribute::targetId).distinct().collect(Collectors.joining(" "));
    }
}
