// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.DeploymentControllerType;
import io.ecsim.aws.SchedulingStrategy;
import io.ecsim.aws.Switch;
import io.ecsim.aws.UpdateTaskProtectionRequest;
import io.ecsim.aws.Violation;
import java.util.List;

/** What the service scheduler asks of CreateService and UpdateService. */
final class SchedulingRules {
    private static final int MOST_TARGET_GROUPS = 5;
    private static final int MOST_TASKS = 10;
    private static final int LONGEST_PROTECTION = 2880;

    private SchedulingRules() {}

    static List<Violation> violations(CreateServiceRequest request) {
        Refusals refusals = new Refusals(Validation.PARAMETER);
        if (request.schedulingStrategy() == SchedulingStrategy.DAEMON) {
            daemon(request, refusals);
        }
        rebalancing(request, refusals);
        refusals.refuse(
                request.loadBalancers().size() > MOST_TARGET_GROUPS,
                "loadBalancers",
                "loadBalancers can have at most " + MOST_TARGET_GROUPS + " items, not "
                        + request.loadBalancers().size() + ".");
        return refusals.list();
    }

    /** AZ-2: asked for where it is not possible. Where it is not asked for, it is off there. */
    private static void rebalancing(CreateServiceRequest request, Refusals refusals) {
        String obstacle = request.obstacleToRebalancing();
        refusals.refuse(
                request.availabilityZoneRebalancing() == Switch.ENABLED && obstacle != null,
                "availabilityZoneRebalancing",
                "Availability Zone rebalancing is not supported " + obstacle + ".");
    }

    /** Of UpdateTaskProtection (TL-19). */
    static List<Violation> violations(UpdateTaskProtectionRequest request) {
        Refusals refusals = new Refusals(Validation.PARAMETER);
        int tasks = request.tasks().size();
        refusals.refuse(
                tasks < 1 || tasks > MOST_TASKS,
                "tasks",
                "A call names 1 to " + MOST_TASKS + " tasks, not " + tasks + ".");
        refusals.refuse(
                request.expiresInMinutes() < 1 || request.expiresInMinutes() > LONGEST_PROTECTION,
                "expiresInMinutes",
                "expiresInMinutes must be from 1 to " + LONGEST_PROTECTION + ", not " + request.expiresInMinutes()
                        + ".");
        return refusals.list();
    }

    /** SV-2, DM-1, DM-5; the first three in the API's words. A count of 0 is what stands for no count. */
    private static void daemon(CreateServiceRequest request, Refusals refusals) {
        refusals.refuse(
                request.desiredCount() != 0,
                "desiredCount",
                "The daemon scheduling strategy does not support a desired count for services. Remove the desired count"
                        + " value and try again");
        refusals.refuse(
                !request.placementStrategy().isEmpty(),
                "placementStrategy",
                "The daemon scheduling strategy does not support placement strategies. Remove the placement strategy and"
                        + " try again");
        refusals.refuse(
                request.deploymentConfiguration().maximumPercent() > 100,
                "deploymentConfiguration.maximumPercent",
                "The daemon scheduling strategy does not support values above 100 for maximumPercent on a deployment"
                        + " configuration. Change the maximumPercent value to 100, and try again");
        refusals.refuse(
                request.onFargate(),
                request.launchType() == null ? "capacityProviderStrategy" : "launchType",
                "The daemon scheduling strategy is not supported with FARGATE launch type.");
        refusals.refuse(
                request.deploymentController().type() != DeploymentControllerType.ECS,
                "deploymentController",
                "The daemon scheduling strategy is not supported with the "
                        + request.deploymentController().type() + " deployment controller.");
    }
}
