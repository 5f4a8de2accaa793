// SPDX-License-Identifier: Apache-2.0
package io.ecsim.experiment.compare;

import io.ecsim.simulation.InvariantException;

/** The simulator broke a law of its own in one of many runs; the cause says which law, and the rest which run. */
public final class BrokenTrialException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Variant variant;
    private final long seed;

    public BrokenTrialException(Variant variant, long seed, InvariantException cause) {
        super(variant.label() + ": " + cause.getMessage(), cause);
        this.variant = variant;
        this.seed = seed;
    }

    public Variant variant() {
        return variant;
    }

    public long seed() {
        return seed;
    }
}
