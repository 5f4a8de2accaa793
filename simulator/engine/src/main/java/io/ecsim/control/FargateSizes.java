// SPDX-License-Identifier: Apache-2.0
package io.ecsim.control;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The sizes of tasks that Fargate has (FG-1): MiB by CPU units. */
final class FargateSizes {
    private static final List<Integer> WINDOWS = List.of(1024, 2048, 4096);
    private static final Map<Integer, List<Integer>> MEMORY = new LinkedHashMap<>();

    static {
        MEMORY.put(256, List.of(512, 1024, 2048));
        MEMORY.put(512, steps(1024, 4096, 1024));
        MEMORY.put(1024, steps(2048, 8192, 1024));
        MEMORY.put(2048, steps(4096, 16_384, 1024));
        MEMORY.put(4096, steps(8192, 30_720, 1024));
        MEMORY.put(8192, steps(16_384, 61_440, 4096));
        MEMORY.put(16_384, steps(32_768, 122_880, 8192));
        MEMORY.put(32_768, List.of(61_440, 122_880, 249_856));
    }

    private FargateSizes() {}

    private static List<Integer> steps(int from, int to, int step) {
        return IntStream.rangeClosed(0, (to - from) / step)
                .mapToObj(i -> from + i * step)
                .toList();
    }

    /** MiB that go with so many CPU units; empty when Fargate does not have these. */
    static List<Integer> memory(int cpu, boolean windows) {
        return windows && !WINDOWS.contains(cpu) ? List.of() : MEMORY.getOrDefault(cpu, List.of());
    }

    /** What may be written instead, in sentences. */
    static String advice(int cpu, int memory, boolean windows) {
        List<Integer> ofCpu = memory(cpu, windows);
        String all = ofCpu.isEmpty()
                ? "CPU units may be " + list(windows ? WINDOWS : List.copyOf(MEMORY.keySet())) + "."
                : cpu + " CPU units go with " + list(ofCpu) + " MiB.";
        return all + nearest(cpu, memory, windows);
    }

    /** The largest size that is no larger, and the smallest that is no smaller. */
    private static String nearest(int cpu, int memory, boolean windows) {
        String below = null;
        String above = null;
        for (int ofCpu : windows ? WINDOWS : MEMORY.keySet()) {
            for (int ofMemory : MEMORY.get(ofCpu)) {
                String size = ofCpu + " with " + ofMemory + " MiB";
                if (ofCpu <= cpu && ofMemory <= memory) {
                    below = size;
                } else if (ofCpu >= cpu && ofMemory >= memory && above == null) {
                    above = size;
                }
            }
        }
        String both = Stream.of(below, above).filter(Objects::nonNull).collect(Collectors.joining(" and "));
        return both.isEmpty() ? "" : " Nearest are " + both + ".";
    }

    private static String list(List<Integer> values) {
        return values.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
