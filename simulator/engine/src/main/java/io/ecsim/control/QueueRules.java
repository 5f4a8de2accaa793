// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import io.ecsim.aws.NearestName;
import io.ecsim.aws.Queue;
import io.ecsim.aws.RedrivePolicy;
import io.ecsim.aws.Violation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** What SQS would refuse in CreateQueue: the name, and attributes with their ranges. */
final class QueueRules {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,80}");
    private static final String REDRIVE = "RedrivePolicy";
    private static final Map<String, Range> RANGES = ranges();

    /** Those that SQS knows without numbers, and those of its answers. */
    private static final Set<String> OTHERS = new LinkedHashSet<>(List.of(
            REDRIVE,
            "RedriveAllowPolicy",
            "Policy",
            "KmsMasterKeyId",
            "SqsManagedSseEnabled",
            "FifoQueue",
            "ContentBasedDeduplication",
            "DeduplicationScope",
            "FifoThroughputLimit",
            "QueueArn",
            "CreatedTimestamp",
            "LastModifiedTimestamp",
            "ApproximateNumberOfMessages",
            "ApproximateNumberOfMessagesNotVisible",
            "ApproximateNumberOfMessagesDelayed"));

    private record Range(int low, int high) {
        boolean has(String value) {
            return value.matches("\\d{1,9}") && Integer.parseInt(value) >= low && Integer.parseInt(value) <= high;
        }
    }

    private QueueRules() {}

    private static Map<String, Range> ranges() {
        Map<String, Range> ranges = new LinkedHashMap<>();
        ranges.put("VisibilityTimeout", new Range(0, 43_200));
        ranges.put("MessageRetentionPeriod", new Range(60, 1_209_600));
        ranges.put("DelaySeconds", new Range(0, 900));
        ranges.put("ReceiveMessageWaitTimeSeconds", new Range(0, 20));
        ranges.put("MaximumMessageSize", new Range(1_024, 1_048_576));
        ranges.put("KmsDataKeyReusePeriodSeconds", new Range(60, 86_400));
        return ranges;
    }

    static List<Violation> violations(Queue queue) {
        List<Violation> violations = new ArrayList<>();
        String name = queue.queueName();
        if (name == null || name.isEmpty()) {
            violations.add(new Violation(
                    "queueName", "MissingParameter", "The request must contain the parameter QueueName."));
        } else if (name.endsWith(".fifo") || "true".equals(queue.attributes().get("FifoQueue"))) {
            violations.add(new Violation("queueName", "UnsupportedOperation", "A FIFO queue is not simulated."));
        } else if (!NAME.matcher(name).matches()) {
            violations.add(new Violation(
                    "queueName",
                    "InvalidParameterValue",
                    "Can only include alphanumeric characters, hyphens, or underscores. 1 to 80 in length"));
        }
        queue.attributes().forEach((attribute, value) -> attribute(attribute, value, violations));
        if (violations.isEmpty() && queue.redrivePolicy() != null) {
            redrive(queue.redrivePolicy(), violations);
        }
        return violations;
    }

    private static void attribute(String name, String value, List<Violation> violations) {
        Range range = RANGES.get(name);
        if (range == null && !OTHERS.contains(name)) {
            Set<String> known = new LinkedHashSet<>(RANGES.keySet());
            known.addAll(OTHERS);
            String nearest = NearestName.of(name, known)
                    .map(near -> " " + NearestName.question(near))
                    .orElse("");
            violations.add(violation(name, "InvalidAttributeName", "Unknown Attribute " + name + "." + nearest));
        } else if (range != null && !range.has(value)) {
            violations.add(violation(
                    name,
                    "InvalidAttributeValue",
                    "Invalid value for the parameter " + name + ": must be from " + range.low() + " to " + range.high()
                            + ", not " + value + "."));
        }
    }

    private static void redrive(RedrivePolicy policy, List<Violation> violations) {
        if (policy.deadLetterTargetArn() == null) {
            violations.add(invalid("Redrive policy does not contain mandatory attribute: deadLetterTargetArn."));
        }
        if (policy.maxReceiveCount() == null) {
            violations.add(invalid("Redrive policy does not contain mandatory attribute: maxReceiveCount."));
        } else if (policy.maxReceiveCount() < 1 || policy.maxReceiveCount() > 1_000) {
            violations.add(invalid("Invalid value for maxReceiveCount: " + policy.maxReceiveCount()
                    + ", valid values are from 1 to 1000 both inclusive."));
        }
    }

    private static Violation invalid(String reason) {
        return violation(REDRIVE, "InvalidParameterValue", "Parameter RedrivePolicy is invalid. Reason: " + reason);
    }

    private static Violation violation(String attribute, String code, String message) {
        return new Violation("attributes." + attribute, code, message);
    }
}
