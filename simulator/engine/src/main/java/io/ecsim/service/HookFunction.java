// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import io.ecsim.aws.Absent;
import java.time.Duration;

/**
 * What a Lambda function answers to a deployment that asks it (BG-6).
 *
 * @param hookStatus its answer in the end
 * @param after how long that takes; until then it answers that it is in progress
 */
public record HookFunction(Status hookStatus, Duration after) {
    /** Spelled as in the function's answer. */
    public enum Status {
        SUCCEEDED,
        FAILED
    }

    public HookFunction {
        hookStatus = Absent.or(hookStatus, Status.SUCCEEDED);
        after = Absent.or(after, Duration.ZERO);
    }
}
