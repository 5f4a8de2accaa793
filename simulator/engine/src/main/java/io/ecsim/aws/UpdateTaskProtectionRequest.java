// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/**
 * The members of UpdateTaskProtection.
 *
 * @param tasks by id or ARN, or as {@code SERVICE[n]}
 * @param expiresInMinutes 120 when not given
 */
public record UpdateTaskProtectionRequest(List<String> tasks, Boolean protectionEnabled, Integer expiresInMinutes) {
    public UpdateTaskProtectionRequest {
        tasks = Absent.list(tasks);
        protectionEnabled = Absent.or(protectionEnabled, false);
        expiresInMinutes = Absent.or(expiresInMinutes, 120);
    }
}
