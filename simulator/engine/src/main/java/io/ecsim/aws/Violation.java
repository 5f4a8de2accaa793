// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/**
 * One rule of the API that a document breaks.
 *
 * @param path the member inside the document, such as {@code containerDefinitions[0].memory}; empty for the whole
 * @param code AWS's error code
 * @param message in AWS's wording
 * @param offset where inside the member's text: characters before the mistake; 0 also for the text as a whole
 */
public record Violation(String path, String code, String message, int offset) {
    public Violation(String path, String code, String message) {
        this(path, code, message, 0);
    }
}
