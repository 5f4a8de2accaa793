// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/**
 * Whether the agent starts a container anew when it has ended (CT-7).
 *
 * @param ignoredExitCodes with which it is not started anew, 50 at most
 * @param restartAttemptPeriod seconds that it must have run, 60 to 1800
 */
public record ContainerRestartPolicy(Boolean enabled, List<Integer> ignoredExitCodes, Integer restartAttemptPeriod) {
    public ContainerRestartPolicy {
        ignoredExitCodes = Absent.list(ignoredExitCodes);
        restartAttemptPeriod = Absent.or(restartAttemptPeriod, 300);
    }
}
