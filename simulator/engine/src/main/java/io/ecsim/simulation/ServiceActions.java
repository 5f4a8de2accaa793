// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.Arn;
import io.ecsim.aws.ContinueDeploymentRequest;
import io.ecsim.aws.ContinueServiceDeploymentRequest;
import io.ecsim.aws.CreateDeploymentRequest;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.DeleteServiceRequest;
import io.ecsim.aws.ModifyRuleRequest;
import io.ecsim.aws.StopDeploymentRequest;
import io.ecsim.aws.StopServiceDeploymentRequest;
import io.ecsim.aws.UpdateServiceRequest;
import io.ecsim.control.ControlPlane;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The actions of a timeline that are operations on services, and on what sends them traffic. */
public final class ServiceActions {
    private ServiceActions() {}

    public record CreateService(CreateServiceRequest request) implements Action.Operation {
        @Override
        public String subject() {
            return request.serviceName();
        }

        @Override
        public String what() {
            return "taskDefinition " + request.taskDefinition() + ", desiredCount " + request.desiredCount();
        }

        @Override
        public String carryOut(ControlPlane control) {
            control.createService(request);
            return DONE;
        }
    }

    public record UpdateService(UpdateServiceRequest request) implements Action.Operation {
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

        @Override
        public String carryOut(ControlPlane control) {
            control.updateService(request);
            return DONE;
        }
    }

    public record DeleteService(DeleteServiceRequest request) implements Action.Operation {
        @Override
        public String subject() {
            return request.service();
        }

        @Override
        public String what() {
            return request.force() ? "force" : null;
        }

        @Override
        public String carryOut(ControlPlane control) {
            control.deleteService(request);
            return DONE;
        }
    }

    public record StopServiceDeployment(StopServiceDeploymentRequest request) implements Action.Operation {
        @Override
        public String subject() {
            return request.serviceDeploymentArn();
        }

        @Override
        public String what() {
            return request.stopType().name();
        }

        @Override
        public String carryOut(ControlPlane control) {
            control.stopServiceDeployment(request);
            return DONE;
        }
    }

    public record ContinueServiceDeployment(ContinueServiceDeploymentRequest request) implements Action.Operation {
        @Override
        public String subject() {
            return request.serviceDeploymentArn();
        }

        @Override
        public String what() {
            return request.action().name();
        }

        @Override
        public String carryOut(ControlPlane control) {
            control.continueServiceDeployment(request);
            return DONE;
        }
    }

    public record CreateDeployment(CreateDeploymentRequest request) implements Action.Operation {
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

        @Override
        public String carryOut(ControlPlane control) {
            control.createDeployment(request);
            return DONE;
        }
    }

    public record ContinueDeployment(ContinueDeploymentRequest request) implements Action.Operation {
        @Override
        public String subject() {
            return request.deploymentId();
        }

        @Override
        public String what() {
            return request.deploymentWaitType().name();
        }

        @Override
        public String carryOut(ControlPlane control) {
            control.continueDeployment(request);
            return DONE;
        }
    }

    public record StopDeployment(StopDeploymentRequest request) implements Action.Operation {
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

        @Override
        public String carryOut(ControlPlane control) {
            control.stopDeployment(request);
            return DONE;
        }
    }

    public record ModifyRule(ModifyRuleRequest request) implements Action.Operation {
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

        @Override
        public String carryOut(ControlPlane control) {
            control.modifyRule(request);
            return DONE;
        }
    }
}
