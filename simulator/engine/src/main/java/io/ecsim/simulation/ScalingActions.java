// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.DeleteAlarmsRequest;
import io.ecsim.aws.DeleteScalingPolicyRequest;
import io.ecsim.aws.DeleteScheduledActionRequest;
import io.ecsim.aws.DeregisterScalableTargetRequest;
import io.ecsim.aws.MetricAlarm;
import io.ecsim.aws.ScalableTarget;
import io.ecsim.aws.ScalingPolicy;
import io.ecsim.aws.ScheduledAction;
import io.ecsim.aws.SetAlarmStateRequest;
import io.ecsim.aws.SuspendedState;
import io.ecsim.control.ControlPlane;
import java.util.ArrayList;
import java.util.List;

/** The actions of a timeline that are operations of Application Auto Scaling or of CloudWatch. */
public final class ScalingActions {
    private ScalingActions() {}

    public record RegisterScalableTarget(ScalableTarget request) implements Action.OfScaling {
        @Override
        public String subject() {
            return request.resourceId();
        }

        @Override
        public String what() {
            List<String> changes = new ArrayList<>();
            if (request.minCapacity() != null) {
                changes.add("MinCapacity " + request.minCapacity());
            }
            if (request.maxCapacity() != null) {
                changes.add("MaxCapacity " + request.maxCapacity());
            }
            SuspendedState suspended = request.suspendedState();
            if (suspended != null) {
                changes.add("suspended: in " + suspended.dynamicScalingInSuspended() + ", out "
                        + suspended.dynamicScalingOutSuspended() + ", scheduled "
                        + suspended.scheduledScalingSuspended());
            }
            return String.join(", ", changes);
        }

        @Override
        public void carryOut(ControlPlane control) {
            control.registerScalableTarget(request);
        }
    }

    public record DeregisterScalableTarget(DeregisterScalableTargetRequest request) implements Action.OfScaling {
        @Override
        public String subject() {
            return request.resourceId();
        }

        @Override
        public String what() {
            return null;
        }

        @Override
        public void carryOut(ControlPlane control) {
            control.deregisterScalableTarget(request);
        }
    }

    public record PutScalingPolicy(ScalingPolicy request) implements Action.OfScaling {
        @Override
        public String subject() {
            return request.resourceId();
        }

        @Override
        public String what() {
            return request.policyName();
        }

        @Override
        public void carryOut(ControlPlane control) {
            control.putScalingPolicy(request);
        }
    }

    public record DeleteScalingPolicy(DeleteScalingPolicyRequest request) implements Action.OfScaling {
        @Override
        public String subject() {
            return request.resourceId();
        }

        @Override
        public String what() {
            return request.policyName();
        }

        @Override
        public void carryOut(ControlPlane control) {
            control.deleteScalingPolicy(request);
        }
    }

    public record PutScheduledAction(ScheduledAction request) implements Action.OfScaling {
        @Override
        public String subject() {
            return request.resourceId();
        }

        @Override
        public String what() {
            return request.scheduledActionName();
        }

        @Override
        public void carryOut(ControlPlane control) {
            control.putScheduledAction(request);
        }
    }

    public record DeleteScheduledAction(DeleteScheduledActionRequest request) implements Action.OfScaling {
        @Override
        public String subject() {
            return request.resourceId();
        }

        @Override
        public String what() {
            return request.scheduledActionName();
        }

        @Override
        public void carryOut(ControlPlane control) {
            control.deleteScheduledAction(request);
        }
    }

    public record PutMetricAlarm(MetricAlarm request) implements Action.OfScaling {
        @Override
        public String subject() {
            return request.alarmName();
        }

        @Override
        public String what() {
            return null;
        }

        @Override
        public void carryOut(ControlPlane control) {
            control.putMetricAlarm(request);
        }
    }

    public record DeleteAlarms(DeleteAlarmsRequest request) implements Action.OfScaling {
        @Override
        public String subject() {
            return String.join(" ", request.alarmNames());
        }

        @Override
        public String what() {
            return null;
        }

        @Override
        public void carryOut(ControlPlane control) {
            control.deleteAlarms(request);
        }
    }

    public record SetAlarmState(SetAlarmStateRequest request) implements Action.OfScaling {
        @Override
        public String subject() {
            return request.alarmName();
        }

        @Override
        public String what() {
            return request.stateValue();
        }

        @Override
        public void carryOut(ControlPlane control) {
            control.setAlarmState(request);
        }
    }
}
