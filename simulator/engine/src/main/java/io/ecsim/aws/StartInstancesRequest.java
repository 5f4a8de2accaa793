// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/** The members of EC2's StartInstances. An instance is given by id, or as {@code ZONE/*}. */
public record StartInstancesRequest(List<String> instanceIds) {
    public StartInstancesRequest {
        instanceIds = Absent.list(instanceIds);
    }
}
