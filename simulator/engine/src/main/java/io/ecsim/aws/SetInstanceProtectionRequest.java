// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/** The members of SetInstanceProtection. Instances are named by id, or as {@code ZONE/*}. */
public record SetInstanceProtectionRequest(
        String autoScalingGroupName, List<String> instanceIds, Boolean protectedFromScaleIn) {
    public SetInstanceProtectionRequest {
        instanceIds = Absent.list(instanceIds);
    }
}
