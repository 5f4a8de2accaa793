// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.aws.Absent;
import io.ecsim.aws.DeleteServiceRequest;
import io.ecsim.aws.RunTaskRequest;
import io.ecsim.aws.StopTaskRequest;
import io.ecsim.aws.UpdateContainerInstancesStateRequest;
import io.ecsim.aws.UpdateServiceRequest;
import java.time.Duration;

/** One thing that is done, or that happens to us, at a time of the timeline. */
public sealed interface Action {
    /** An AWS operation on a service. */
    record UpdateService(UpdateServiceRequest request) implements Action {}

    record DeleteService(DeleteServiceRequest request) implements Action {}

    record RunTask(RunTaskRequest request) implements Action {}

    record StopTask(StopTaskRequest request) implements Action {}

    record UpdateContainerInstancesState(UpdateContainerInstancesStateRequest request) implements Action {}

    /**
     * Instances vanish at once.
     *
     * @param availabilityZone only there; null for any zone
     * @param count how many, in order of registration
     */
    record TerminateInstances(String availabilityZone, Integer count) implements Action {
        public TerminateInstances {
            count = Absent.or(count, 1);
        }
    }

    /**
     * The traffic of a service times a factor.
     *
     * @param duration how long ({@code for} in a scenario); null for ever
     */
    record SetTraffic(String service, Double factor, Duration duration) implements Action {}

    /** An action and when it takes place, as an offset from the scenario's start. */
    record Timed(Duration at, Action action) {}
}
