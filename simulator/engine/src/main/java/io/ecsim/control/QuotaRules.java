// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.CreateServiceRequest;
import io.ecsim.aws.Violation;
import io.ecsim.world.Quotas;
import java.util.List;

/** Of what AWS lets an account have only so much. */
final class QuotaRules {
    private static final int TASKS_THAT_ARE_FOUND_BY_NAME = 1000;

    private QuotaRules() {}

    /** QU-3. */
    static List<Violation> violations(CreateServiceRequest request, Quotas quotas) {
        Refusals refusals = new Refusals(Validation.PARAMETER);
        boolean discovered = !request.serviceRegistries().isEmpty();
        int most = discovered
                ? Math.min(TASKS_THAT_ARE_FOUND_BY_NAME, quotas.tasksPerService())
                : quotas.tasksPerService();
        refusals.refuse(
                request.desiredCount() > most,
                "desiredCount",
                "Desired count exceeds limit. It is " + most + " for a service " + (discovered ? "with" : "without")
                        + " service discovery.");
        return refusals.list();
    }

    /** QU-2: of a cluster that has so many services already. */
    static List<Violation> violations(long services, Quotas quotas) {
        Refusals refusals = new Refusals(Validation.PARAMETER);
        refusals.refuse(
                services >= quotas.servicesPerCluster(),
                "",
                "A cluster has at most " + quotas.servicesPerCluster() + " services.");
        return refusals.list();
    }
}
