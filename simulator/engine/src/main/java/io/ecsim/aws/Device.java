// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/** A device of the host in a container. */
public record Device(String hostPath, String containerPath, List<String> permissions) {
    public Device {
        permissions = Absent.list(permissions);
    }
}
