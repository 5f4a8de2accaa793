// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/** The members of SuspendProcesses and ResumeProcesses; no processes mean all. */
public record ScalingProcessQuery(String autoScalingGroupName, List<String> scalingProcesses) {
    public ScalingProcessQuery {
        scalingProcesses = Absent.list(scalingProcesses);
    }
}
