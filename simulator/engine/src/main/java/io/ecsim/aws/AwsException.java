// SPDX-License-Identifier: Apache-2.0
package io.ecsim.aws;

/** AWS's "no" to a request: its error code and a message in its wording. */
public final class AwsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    public AwsException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** AWS's error code, such as {@code ClientException}. */
    public String code() {
        return code;
    }

    @Override
    public String toString() {
        return code + ": " + getMessage();
    }
}
