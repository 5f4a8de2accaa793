// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.Map;

/** Makes a container the log router of its task. */
public record FirelensConfiguration(FirelensConfigurationType type, Map<String, String> options) {
    public FirelensConfiguration {
        options = Absent.map(options);
    }
}
