// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.CompleteLifecycleActionRequest;
import io.ecsim.aws.ScalingProcessQuery;
import io.ecsim.aws.SetInstanceHealthRequest;
import io.ecsim.aws.SetInstanceProtectionRequest;
import io.ecsim.aws.StartInstanceRefreshRequest;
import io.ecsim.control.ControlPlane;

/** The actions of a timeline that are operations of EC2 Auto Scaling beside those that change a group's size. */
public final class GroupActions {
    private GroupActions() {}

    public record SetInstanceProtection(SetInstanceProtectionRequest request) implements Action.Operation {
        @Override
        public String subject() {
            return String.join(" ", request.instanceIds());
        }

        @Override
        public String what() {
            return request.protectedFromScaleIn() ? "protected" : "not protected";
        }

        @Override
        public String carryOut(ControlPlane control) {
            return Action.Operation.outcome(control.setInstanceProtection(request));
        }
    }

    public record SetInstanceHealth(SetInstanceHealthRequest request) implements Action.Operation {
        @Override
        public String subject() {
            return request.instanceId();
        }

        @Override
        public String what() {
            return request.healthStatus();
        }

        @Override
        public String carryOut(ControlPlane control) {
            return control.setInstanceHealth(request);
        }
    }

    public record CompleteLifecycleAction(CompleteLifecycleActionRequest request) implements Action.Operation {
        @Override
        public String subject() {
            return request.instanceId() == null ? request.autoScalingGroupName() : request.instanceId();
        }

        @Override
        public String what() {
            return request.lifecycleHookName() + " " + request.lifecycleActionResult();
        }

        @Override
        public String carryOut(ControlPlane control) {
            control.completeLifecycleAction(request);
            return DONE;
        }
    }

    public record SuspendProcesses(ScalingProcessQuery request) implements Action.Operation {
        @Override
        public String subject() {
            return request.autoScalingGroupName();
        }

        @Override
        public String what() {
            return GroupActions.processes(request);
        }

        @Override
        public String carryOut(ControlPlane control) {
            control.suspendProcesses(request);
            return DONE;
        }
    }

    public record ResumeProcesses(ScalingProcessQuery request) implements Action.Operation {
        @Override
        public String subject() {
            return request.autoScalingGroupName();
        }

        @Override
        public String what() {
            return GroupActions.processes(request);
        }

        @Override
        public String carryOut(ControlPlane control) {
            control.resumeProcesses(request);
            return DONE;
        }
    }

    public record StartInstanceRefresh(StartInstanceRefreshRequest request) implements Action.Operation {
        @Override
        public String subject() {
            return request.autoScalingGroupName();
        }

        @Override
        public String carryOut(ControlPlane control) {
            control.startInstanceRefresh(request);
            return DONE;
        }
    }

    private static String processes(ScalingProcessQuery request) {
        return request.scalingProcesses().isEmpty() ? "all" : String.join(", ", request.scalingProcesses());
    }
}
