// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.Map;

/**
 * The members of SQS CreateQueue.
 *
 * @param attributes by SQS's names, such as {@code VisibilityTimeout}; all are texts
 */
public record Queue(String queueName, Map<String, String> attributes) {
    public Queue {
        attributes = Absent.map(attributes);
    }

    /** Seconds that a received message is hidden from other receives. */
    public int visibilityTimeout() {
        return number("VisibilityTimeout", 30);
    }

    /** Seconds that a new message cannot be received. */
    public int delaySeconds() {
        return number("DelaySeconds", 0);
    }

    /** Seconds after which a message is dropped. */
    public int messageRetentionPeriod() {
        return number("MessageRetentionPeriod", 345_600);
    }

    /** Seconds that a receive waits for messages; 0 for an answer at once. */
    public int receiveMessageWaitTimeSeconds() {
        return number("ReceiveMessageWaitTimeSeconds", 0);
    }

    private int number(String attribute, int absent) {
        String value = attributes.get(attribute);
        return value == null ? absent : Integer.parseInt(value);
    }

    /** Null for a queue without a dead-letter queue. */
    public RedrivePolicy redrivePolicy() {
        String policy = attributes.get("RedrivePolicy");
        return policy == null || policy.isEmpty() ? null : RedrivePolicy.of(policy);
    }
}
