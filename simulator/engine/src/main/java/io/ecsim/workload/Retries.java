// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import io.ecsim.aws.Absent;
import java.time.Duration;

/**
 * How clients try again after an error, or after they waited for too long.
 *
 * @param retries tries after the first, from 0 up; default none
 * @param backoff the longest wait before the first of them; each one after may be twice as long; default 100 ms
 */
public record Retries(Integer retries, Duration backoff) {
    public static final Retries NONE = new Retries(null, null);

    public Retries {
        retries = Absent.or(retries, 0);
        backoff = Absent.or(backoff, Duration.ofMillis(100));
        Amounts.require("retries", retries, retries >= 0, "a number from 0 up");
        Amounts.require("backoff", backoff, !backoff.isNegative(), "a time from 0 up");
    }
}
