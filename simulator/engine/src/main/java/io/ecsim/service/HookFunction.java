// SPDX-License-Identifier: Apache-2.0
package io.ecsim.service;

import io.ecsim.aws.Absent;
import java.time.Duration;

/**
 * What a Lambda function answers to a deployment that asks it (BG-6).
 *
 * @param hookStatus its answer in the end
 * @param after how long that takes; until then it answers that it is in progress
 * @param callBackDelay after which ECS asks again then; above 0
 */
public record HookFunction(Status hookStatus, Duration after, Duration callBackDelay) {
    /** Spelled as in the function's answer. */
    public enum Status {
        SUCCEEDED,
        FAILED
    }

    public HookFunction {
        hookStatus = Absent.or(hookStatus, Status.SUCCEEDED);
        after = Absent.or(after, Duration.ZERO);
        callBackDelay = Absent.or(callBackDelay, Duration.ofSeconds(30));
    }

    /** One that ECS asks every 30 s. */
    public HookFunction(Status hookStatus, Duration after) {
        this(hookStatus, after, null);
    }

    /** How long it takes until ECS has its answer: that of the first call after it is there. */
    Duration untilItIsHeard() {
        long calls = (after.toNanos() + callBackDelay.toNanos() - 1) / callBackDelay.toNanos();
        return callBackDelay.multipliedBy(calls);
    }
}
