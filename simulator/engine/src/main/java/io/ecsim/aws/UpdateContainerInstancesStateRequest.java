// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/** The members of UpdateContainerInstancesState. An instance is given by id, or as {@code ZONE/*}. */
public record UpdateContainerInstancesStateRequest(List<String> containerInstances, ContainerInstanceStatus status) {
    public UpdateContainerInstancesStateRequest {
        containerInstances = Absent.list(containerInstances);
    }
}
