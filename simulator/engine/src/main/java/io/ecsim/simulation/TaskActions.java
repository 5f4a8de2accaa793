// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.DeleteTaskDefinitionsRequest;
import io.ecsim.aws.DeregisterTaskDefinitionRequest;
import io.ecsim.aws.RunTaskRequest;
import io.ecsim.aws.StartTaskRequest;
import io.ecsim.aws.StopTaskRequest;
import io.ecsim.aws.UpdateTaskProtectionRequest;
import io.ecsim.control.ControlPlane;

/** The actions of a timeline that are operations on tasks and on what they are started from. */
public final class TaskActions {
    private TaskActions() {}

    public record RunTask(RunTaskRequest request) implements Action {
        @Override
        public String subject() {
            return request.taskDefinition();
        }

        @Override
        public String what() {
            return "count " + request.count();
        }
    }

    public record StartTask(StartTaskRequest request) implements Action {
        @Override
        public String subject() {
            return request.taskDefinition();
        }

        @Override
        public String what() {
            return "on " + String.join(" ", request.containerInstances());
        }
    }

    public record StopTask(StopTaskRequest request) implements Action.Operation {
        @Override
        public String subject() {
            return request.task();
        }

        @Override
        public String what() {
            return request.reason();
        }

        @Override
        public String carryOut(ControlPlane control) {
            control.stopTask(request);
            return DONE;
        }
    }

    public record UpdateTaskProtection(UpdateTaskProtectionRequest request) implements Action.Operation {
        @Override
        public String subject() {
            return String.join(" ", request.tasks());
        }

        @Override
        public String what() {
            return request.protectionEnabled() ? "for " + request.expiresInMinutes() + " min" : "off";
        }

        @Override
        public String carryOut(ControlPlane control) {
            return Action.Operation.outcome(control.updateTaskProtection(request));
        }
    }

    public record DeregisterTaskDefinition(DeregisterTaskDefinitionRequest request) implements Action.Operation {
        @Override
        public String subject() {
            return request.taskDefinition();
        }

        @Override
        public String carryOut(ControlPlane control) {
            control.deregisterTaskDefinition(request);
            return DONE;
        }
    }

    public record DeleteTaskDefinitions(DeleteTaskDefinitionsRequest request) implements Action.Operation {
        @Override
        public String subject() {
            return String.join(" ", request.taskDefinitions());
        }

        @Override
        public String carryOut(ControlPlane control) {
            return Action.Operation.outcome(control.deleteTaskDefinitions(request));
        }
    }
}
