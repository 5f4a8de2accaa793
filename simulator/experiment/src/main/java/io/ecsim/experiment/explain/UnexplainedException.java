// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment.explain;

/** A question that cannot be answered, or a run that cannot be played again; the message says why. */
public final class UnexplainedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnexplainedException(String message) {
        super(message);
    }
}
