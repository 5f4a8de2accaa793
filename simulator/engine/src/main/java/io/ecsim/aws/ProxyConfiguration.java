// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/** The App Mesh proxy of a task. */
public record ProxyConfiguration(String containerName, String type, List<KeyValuePair> properties) {
    public ProxyConfiguration {
        properties = Absent.list(properties);
    }
}
