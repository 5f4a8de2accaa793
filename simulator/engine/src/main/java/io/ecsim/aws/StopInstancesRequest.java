// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/** The members of EC2's StopInstances. An instance is given by id, or as {@code ZONE/*}. */
public record StopInstancesRequest(List<String> instanceIds) {
    public StopInstancesRequest {
        instanceIds = Absent.list(instanceIds);
    }
}
