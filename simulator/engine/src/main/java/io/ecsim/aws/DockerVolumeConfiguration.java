// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.Map;

/**
 * A volume that Docker manages (VO-1, VO-2).
 *
 * @param autoprovision whether a shared volume is made when it is not there; null when not given
 * @param driver of Docker or a plug-in of it
 */
public record DockerVolumeConfiguration(
        Scope scope, Boolean autoprovision, String driver, Map<String, String> driverOpts, Map<String, String> labels) {
    public DockerVolumeConfiguration {
        scope = Absent.or(scope, Scope.task);
        driver = Absent.or(driver, "local");
        driverOpts = Absent.map(driverOpts);
        labels = Absent.map(labels);
    }
}
