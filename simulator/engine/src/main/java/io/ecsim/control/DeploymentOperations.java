// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.Arn;
import io.ecsim.aws.AwsException;
import io.ecsim.aws.ContinueServiceDeploymentRequest;
import io.ecsim.aws.CreateDeploymentRequest;
import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.DeploymentGroup;
import io.ecsim.aws.LoadBalancer;
import io.ecsim.aws.StopServiceDeploymentRequest;
import io.ecsim.aws.Violation;
import io.ecsim.cluster.Revision;
import io.ecsim.service.CodeDeployPlan;
import io.ecsim.service.Service;
import io.ecsim.service.ServiceScheduler;
import java.util.List;

/** Deployments of services: those of CodeDeploy are begun here; those of ECS are stopped, and go on. */
final class DeploymentOperations {
    private final ServiceScheduler scheduler;
    private final ServiceOperations services;
    private final TaskDefinitions taskDefinitions;
    private final CodeDeploy codeDeploy;

    DeploymentOperations(
            ServiceScheduler scheduler,
            ServiceOperations services,
            TaskDefinitions taskDefinitions,
            CodeDeploy codeDeploy) {
        this.scheduler = scheduler;
        this.services = services;
        this.taskDefinitions = taskDefinitions;
        this.codeDeploy = codeDeploy;
    }

    /** CodeDeploy's: deploys another task definition (BG-10, BG-11). */
    void createDeployment(CreateDeploymentRequest request) {
        refuse(CodeDeployRules.violations(request));
        DeploymentGroup group = codeDeploy.free(request);
        Service service = services.active(group.service());
        Revision revision = taskDefinitions.describe(request.appSpec().taskDefinition());
        LoadBalancer shifting = service.settings().loadBalancers().get(0);
        CreateServiceRequest settings = service.settings()
                .withLoadBalancers(List.of(new LoadBalancer(
                        shifting.targetGroupArn(),
                        request.appSpec().containerName(),
                        request.appSpec().containerPort(),
                        shifting.advancedConfiguration())));
        refuse(Validation.service(settings, revision.definition()));
        refuse(Validation.nextTaskDefinition(service.primary().revision().definition(), revision.definition()));
        CodeDeployPlan plan = codeDeploy.plan(request, group);
        scheduler.deploy(service, services.revisionOf(settings, revision), plan, "CodeDeploy " + plan.deploymentId());
    }

    /** Stops the deployment of a service that is in progress (SV-39). */
    void stopServiceDeployment(StopServiceDeploymentRequest request) {
        Service service = services.active(Arn.serviceOfDeployment(request.serviceDeploymentArn()));
        if (ServiceOperations.isOfCodeDeploy(service)) {
            throw new AwsException(
                    "UnsupportedFeatureException",
                    "StopServiceDeployment is not supported with the CODE_DEPLOY deployment controller.");
        }
        if (!service.primary().isInProgress()) {
            throw new AwsException(
                    "ConflictException",
                    "The service deployment is in " + service.primary().status() + " state and cannot be stopped.");
        }
        scheduler.stopDeployment(service, request.stopType());
    }

    /** Answers the PAUSE hook at which the deployment of a service waits (BG-6). */
    void continueServiceDeployment(ContinueServiceDeploymentRequest request) {
        Service service = services.active(Arn.serviceOfDeployment(request.serviceDeploymentArn()));
        if (!scheduler.answerPause(service, request.action())) {
            throw new AwsException(
                    "ConflictException", "The service deployment is not waiting at a PAUSE lifecycle hook.");
        }
    }

    private static void refuse(List<Violation> violations) {
        Refusals.throwFirst(violations);
    }
}
