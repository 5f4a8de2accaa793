// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/** The members of StartTask: one task on each of the instances, given by id (PL-5). */
public record StartTaskRequest(
        String taskDefinition,
        List<String> containerInstances,
        String group,
        NetworkConfiguration networkConfiguration,
        List<TaskVolumeConfiguration> volumeConfigurations) {
    public StartTaskRequest {
        containerInstances = Absent.list(containerInstances);
        volumeConfigurations = Absent.list(volumeConfigurations);
    }
}
