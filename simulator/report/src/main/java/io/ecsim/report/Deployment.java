// SPDX-License-Identifier: Apache-2.0
package io.ecsim.report;

import io.ecsim.simulation.RunResult;
import io.ecsim.simulation.RunResult.DeploymentResult;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A deployment and the service it belongs to.
 *
 * @param first whether it came with the service's creation
 */
record Deployment(String service, DeploymentResult result, boolean first) {

    /** All of a run, in the order in which they started. */
    static List<Deployment> allOf(RunResult result) {
        List<Deployment> deployments = new ArrayList<>();
        result.services().forEach((service, figures) -> {
            // The newest comes first in a service's list, as in AWS's answers.
            int oldest = figures.deployments().size() - 1;
            for (int i = oldest; i >= 0; i--) {
                deployments.add(new Deployment(service, figures.deployments().get(i), i == oldest));
            }
        });
        deployments.sort(
                Comparator.comparingLong(deployment -> deployment.result().startedAt()));
        return deployments;
    }
}
