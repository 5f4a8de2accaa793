// SPDX-License-Identifier: Apache-2.0
package io.ecsim.workload;

import io.ecsim.aws.Absent;
import io.ecsim.aws.Arn;
import io.ecsim.kernel.Distribution;
import java.time.Duration;

/**
 * Who works on the messages of a queue: each RUNNING task of a service polls it.
 *
 * @param perTask messages that a task works on at once
 * @param processing seconds that a message takes, CPU included
 * @param poll how long a receive waits for messages, up to 20 s; 0 asks again every second; null for the queue's own
 *     ReceiveMessageWaitTimeSeconds
 */
public record Consumers(String service, Integer perTask, Distribution processing, Duration poll) {
    public Consumers {
        service = Arn.name(service);
        perTask = Absent.or(perTask, 1);
        processing = Absent.or(processing, new Distribution.Constant(0));
    }
}
