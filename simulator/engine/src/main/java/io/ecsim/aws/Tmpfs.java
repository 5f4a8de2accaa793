// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/**
 * A directory in memory.
 *
 * @param size MiB
 */
public record Tmpfs(String containerPath, Integer size, List<String> mountOptions) {
    public Tmpfs {
        mountOptions = Absent.list(mountOptions);
    }
}
