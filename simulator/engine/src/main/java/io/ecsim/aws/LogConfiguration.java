// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;
import java.util.Map;

/**
 * Where a container's output goes.
 *
 * @param logDriver of Docker, or {@code awsfirelens}
 */
public record LogConfiguration(String logDriver, Map<String, String> options, List<Secret> secretOptions) {
    public LogConfiguration {
        options = Absent.map(options);
        secretOptions = Absent.list(secretOptions);
    }
}
