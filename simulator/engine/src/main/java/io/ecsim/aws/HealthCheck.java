// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.List;

/**
 * How Docker finds out whether a container is well (CT-6).
 *
 * @param interval seconds, 5 to 300
 * @param timeout seconds, 2 to 60
 * @param retries failures in a row, 1 to 10
 * @param startPeriod seconds in which failures do not count, 0 to 300
 */
public record HealthCheck(
        List<String> command, Integer interval, Integer timeout, Integer retries, Integer startPeriod) {
    public HealthCheck {
        command = Absent.list(command);
        interval = Absent.or(interval, 30);
        timeout = Absent.or(timeout, 5);
        retries = Absent.or(retries, 3);
        startPeriod = Absent.or(startPeriod, 0);
    }
}
