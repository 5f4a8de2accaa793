// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * When messages of a queue go to another: SQS's attribute RedrivePolicy, which is JSON in a text.
 *
 * @param maxReceiveCount receives after which a message is moved at the next one
 */
public record RedrivePolicy(String deadLetterTargetArn, Integer maxReceiveCount) {
    private static final Pattern TARGET = Pattern.compile("\"deadLetterTargetArn\"\\s*:\\s*\"([^\"]+)\"");
    private static final Pattern COUNT = Pattern.compile("\"maxReceiveCount\"\\s*:\\s*\"?(\\d{1,9})\"?\\s*[,}]");

    /** Members that the text does not have are null. */
    static RedrivePolicy of(String json) {
        Matcher target = TARGET.matcher(json);
        Matcher count = COUNT.matcher(json);
        return new RedrivePolicy(
                target.find() ? target.group(1) : null, count.find() ? Integer.valueOf(count.group(1)) : null);
    }
}
