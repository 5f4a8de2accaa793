// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.DeploymentControllerType;
import io.ecsim.aws.LaunchType;
import io.ecsim.aws.SchedulingStrategy;
import io.ecsim.aws.Violation;
import java.util.List;

/** What the service scheduler asks of CreateService and UpdateService. */
final class SchedulingRules {
    private static final int MOST_TARGET_GROUPS = 5;

    private SchedulingRules() {}

    static List<Violation> violations(CreateServiceRequest request) {
        Refusals refusals = new Refusals(Validation.PARAMETER);
        if (request.schedulingStrategy() == SchedulingStrategy.DAEMON) {
            daemon(request, refusals);
        }
        refusals.refuse(
                request.loadBalancers().size() > MOST_TARGET_GROUPS,
                "loadBalancers",
                "loadBalancers can have at most " + MOST_TARGET_GROUPS + " items, not "
                        + request.loadBalancers().size() + ".");
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
                request.launchType() == LaunchType.FARGATE,
                "launchType",
                "The daemon scheduling strategy is not supported with FARGATE launch type.");
        refusals.refuse(
                request.deploymentController().type() != DeploymentControllerType.ECS,
                "deploymentController",
                "The daemon scheduling strategy is not supported with the "
                        + request.deploymentController().type() + " deployment controller.");
    }
}
