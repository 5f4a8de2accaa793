// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

/** The command line asks for something that cannot be done; the message says what and ends the command with code 2. */
final class InputException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    InputException(String message) {
        super(message);
    }
}
