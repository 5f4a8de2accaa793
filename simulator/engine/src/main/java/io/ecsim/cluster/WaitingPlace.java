// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cluster;

import io.ecsim.aws.EcsConfig;
import java.util.Map;
import java.util.Set;

/** Where a task is while it waits for capacity: nowhere, with just the room that it needs. */
final class WaitingPlace {
    private WaitingPlace() {}

    static ContainerInstance.Registration of(String task, TaskNeeds needs) {
        return new ContainerInstance.Registration(
                task,
                null,
                null,
                null,
                1,
                needs.cpu(),
                needs.memory(),
                Set.of(),
                needs.gpus(),
                needs.eni() ? 1 : 0,
                needs.ebsVolume() ? 1 : 0,
                Map.of(),
                EcsConfig.NONE);
    }
}
