// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/** The members of RunTask: standalone tasks that nothing replaces (TL-10). */
public record RunTaskRequest(
        String taskDefinition,
        Integer count,
        String group,
        List<PlacementStrategy> placementStrategy,
        List<PlacementConstraint> placementConstraints,
        NetworkConfiguration networkConfiguration) {
    public RunTaskRequest {
        count = Absent.or(count, 1);
        placementStrategy = Absent.list(placementStrategy);
        placementConstraints = Absent.list(placementConstraints);
    }
}
