// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.CompositeAlarm;
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
public sealed interface ScalingActions extends Action.Operation {
    record RegisterScalableTarget(ScalableTarget request) implements ScalingActions {
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
        public String carryOut(ControlPlane control) {
            control.registerScalableTarget(request);
            return DONE;
        }
    }

    record DeregisterScalableTarget(DeregisterScalableTargetRequest request) implements ScalingActions {
        @Override
        public String subject() {
            return request.resourceId();
        }

        @Override
        public String carryOut(ControlPlane control) {
            control.deregisterScalableTarget(request);
            return DONE;
        }
    }

    record PutScalingPolicy(ScalingPolicy request) implements ScalingActions {
        @Override
        public String subject() {
            return request.resourceId();
        }

        @Override
        public String what() {
            return request.policyName();
        }

        @Override
        public String carryOut(ControlPlane control) {
            control.putScalingPolicy(request);
            return DONE;
        }
    }

    record DeleteScalingPolicy(DeleteScalingPolicyRequest request) implements ScalingActions {
        @Override
        public String subject() {
            return request.resourceId();
        }

        @Override
        public String what() {
            return request.policyName();
        }

        @Override
        public String carryOut(ControlPlane control) {
            control.deleteScalingPolicy(request);
            return DONE;
        }
    }

    record PutScheduledAction(ScheduledAction request) implements ScalingActions {
        @Override
        public String subject() {
            return request.resourceId();
        }

        @Override
        public String what() {
            return request.scheduledActionName();
        }

        @Override
        public String carryOut(ControlPlane control) {
            control.putScheduledAction(request);
            return DONE;
        }
    }

    record DeleteScheduledAction(DeleteScheduledActionRequest request) implements ScalingActions {
        @Override
        public String subject() {
            return request.resourceId();
        }

        @Override
        public String what() {
            return request.scheduledActionName();
        }

        @Override
        public String carryOut(ControlPlane control) {
            control.deleteScheduledAction(request);
            return DONE;
        }
    }

    record PutMetricAlarm(MetricAlarm request) implements ScalingActions {
        @Override
        public String subject() {
            return request.alarmName();
        }

        @Override
        public String carryOut(ControlPlane control) {
            control.putMetricAlarm(request);
            return DONE;
        }
    }

    record PutCompositeAlarm(CompositeAlarm request) implements ScalingActions {
        @Override
        public String subject() {
            return request.alarmName();
        }

        @Override
        public String what() {
            return request.alarmRule();
        }

        @Override
        public String carryOut(ControlPlane control) {
            control.putCompositeAlarm(request);
            return DONE;
        }
    }

    record DeleteAlarms(DeleteAlarmsRequest request) implements ScalingActions {
        @Override
        public String subject() {
            return String.join(" ", request.alarmNames());
        }

        @Override
        public String carryOut(ControlPlane control) {
            control.deleteAlarms(request);
            return DONE;
        }
    }

    record SetAlarmState(SetAlarmStateRequest request) implements ScalingActions {
        @Override
        public String subject() {
            return request.alarmName();
        }

        @Override
        public String what() {
            return request.stateValue();
        }

        @Override
        public String carryOut(ControlPlane control) {
            control.setAlarmState(request);
            return DONE;
        }
    }
}
