// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

/** The simulator broke a law of its own. The message has the seed, the simulated time and what is wrong. */
public final class InvariantException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public InvariantException(String message, Throwable cause) {
        super(message, cause);
    }
}
