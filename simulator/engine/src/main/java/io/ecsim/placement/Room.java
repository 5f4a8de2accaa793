// SPDX-License-Identifier: Apache-2.0
package io.ecsim.placement;

/**
 * Free CPU, memory and GPUs of an instance in one {@code long}, so that one comparison tells whether all of them
 * suffice. Each has a field with a guard bit above it: subtracting borrows from the guard of exactly those fields that
 * are too small (L. Lamport, "Multiple Byte Processing with Full-Word Instructions", CACM 18 (8), 1975).
 *
 * <p>A fourth field holds how much of CPU and memory there is together: what suffices of each suffices of that too. It
 * tells nothing new of one instance, but of many: where some have the CPU and others the memory, {@link #most} alone
 * would promise room for everybody.
 */
final class Room {
    /** CPU units, up to 2,047 vCPUs. */
    static final int CPU_BITS = 21;

    /** MiB, up to 64 TiB. */
    static final int MEMORY_BITS = 26;

    private static final int GPU_BITS = 5;
    private static final int BOTH_BITS = 8;

    /** MiB that go with a CPU unit, on the most common instance types. */
    private static final int MEMORY_PER_CPU = 4;

    /** The amount of both is rounded down to an eighth of the power of two below it, so that few bits hold it. */
    private static final int STEPS_BITS = 3;

    private static final int MEMORY_AT = CPU_BITS + 1;
    private static final int GPUS_AT = MEMORY_AT + MEMORY_BITS + 1;
    private static final int BOTH_AT = GPUS_AT + GPU_BITS + 1;
    private static final long CPU_GUARD = 1L << CPU_BITS;
    private static final long MEMORY_GUARD = 1L << MEMORY_AT + MEMORY_BITS;
    private static final long GPUS_GUARD = 1L << GPUS_AT + GPU_BITS;
    private static final long BOTH_GUARD = 1L << BOTH_AT + BOTH_BITS;
    private static final long GUARDS = CPU_GUARD | MEMORY_GUARD | GPUS_GUARD | BOTH_GUARD;

    private Room() {}

    /** Whether the amounts fit into the fields. */
    static boolean canHold(int cpu, int memory, int gpus) {
        return (cpu | memory | gpus) >= 0
                && cpu >>> CPU_BITS == 0
                && memory >>> MEMORY_BITS == 0
                && gpus >>> GPU_BITS == 0;
    }

    static long of(int cpu, int memory, int gpus) {
        return cpu
                | (long) memory << MEMORY_AT
                | (long) gpus << GPUS_AT
                | rounded(Math.min(cpu, memory / MEMORY_PER_CPU)) << BOTH_AT;
    }

    /** The more, the higher. */
    private static long rounded(int amount) {
        int octave = Math.max(0, Integer.SIZE - STEPS_BITS - 1 - Integer.numberOfLeadingZeros(amount));
        return (octave << STEPS_BITS) + (amount >>> octave);
    }

    /** Whether of everything at least as much is free as is asked (RS-9). */
    static boolean suffices(long free, long asked) {
        return ((free | GUARDS) - asked & GUARDS) == GUARDS;
    }

    /** The larger of both, field by field. */
    static long most(long one, long other) {
        long larger = (one | GUARDS) - other & GUARDS;
        long lowest = larger >>> CPU_BITS & 1
                | larger >>> MEMORY_BITS & 1L << MEMORY_AT
                | larger >>> GPU_BITS & 1L << GPUS_AT
                | larger >>> BOTH_BITS & 1L << BOTH_AT;
        long mask = larger - lowest;
        return one & mask | other & ~mask & ~GUARDS;
    }
}
