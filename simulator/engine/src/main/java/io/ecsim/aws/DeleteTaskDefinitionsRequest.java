// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/** The members of DeleteTaskDefinitions: each {@code family:revision}. */
public record DeleteTaskDefinitionsRequest(List<String> taskDefinitions) {
    public DeleteTaskDefinitionsRequest {
        taskDefinitions = Absent.list(taskDefinitions);
    }
}
