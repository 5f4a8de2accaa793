// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** Whether EC2 publishes the metrics of instances every minute, in place of every five (SC-452). */
public record InstanceMonitoring(Boolean enabled) {
    public InstanceMonitoring {
        enabled = Absent.or(enabled, false);
    }
}
