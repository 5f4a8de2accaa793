// SPDX-License-Identifier: Apache-2.0
package io.ecsim.kernel;

/**
 * A sequence of random numbers for one source of randomness: SplitMix64 (G. L. Steele, D. Lea and C. H. Flood, "Fast
 * Splittable Pseudorandom Number Generators", OOPSLA 2014). Own code, so that the numbers never depend on the JDK.
 */
public final class RandomStream {

    private static final long GOLDEN_GAMMA = 0x9e3779b97f4a7c15L;

    private long state;
    private boolean drawn;

    RandomStream(long seed) {
        state = seed;
    }

    /** All 2^64 values, equally likely. */
    public long nextLong() {
        state += GOLDEN_GAMMA;
        drawn = true;
        return mix(state);
    }

    /** Passes over a number that would decide nothing. */
    void skip() {
        state += GOLDEN_GAMMA;
    }

    /** Whether any number was asked for. */
    boolean isDrawn() {
        return drawn;
    }

    /** A multiple of 2^-53 from 0 inclusive to 1 exclusive. */
    public double nextDouble() {
        return (nextLong() >>> 11) * 0x1p-53;
    }

    /** The middle of one of 2^52 equal parts of the interval from 0 to 1: never 0, never 1, as quantiles need it. */
    public double nextOpenDouble() {
        return ((nextLong() >>> 12) + 0.5) * 0x1p-52;
    }

    /**
     * A whole number from 0 inclusive to {@code bound} exclusive, each equally likely.
     *
     * @throws IllegalArgumentException if the bound is not positive
     */
    public int nextInt(int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("The bound must be positive, not " + bound);
        }
        while (true) {
            long bits = nextLong() >>> 1;
            long value = bits % bound;
            // The last, incomplete run of remainders below 2^63 would favour small ones: there the sum overflows.
            if (bits - value + (bound - 1) >= 0) {
                return (int) value;
            }
        }
    }

    /** The generator's finalizer: a bijection in which each bit of the input reaches every bit of the output. */
    public static long mix(long bits) {
        bits = (bits ^ (bits >>> 30)) * 0xbf58476d1ce4e5b9L;
        bits = (bits ^ (bits >>> 27)) * 0x94d049bb133111ebL;
        return bits ^ (bits >>> 31);
    }
}
