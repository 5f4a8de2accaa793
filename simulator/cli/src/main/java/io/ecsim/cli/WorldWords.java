// SPDX-License-Identifier: Apache-2.0
package io.ecsim.cli;

import io.ecsim.scenario.Words;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** The words of the scenario format that are the simulator's own. A test holds them against the format's schema. */
final class WorldWords {
    static final Map<String, Map<String, String>> SECTIONS = sections();

    private WorldWords() {}

    private static Map<String, Map<String, String>> sections() {
        Map<String, Map<String, String>> sections = new LinkedHashMap<>();
        sections.put(
                "Traffic: workload: [{service: ..., requests: {NAME: ...}}]",
                words(
                        "rate", "the same all the time: {rate: 120/s}",
                        "steps", "from a time on another rate: {steps: [[0h, 20/s], [9h, 300/s]]}",
                        "ramp", "from one rate to the next in straight lines: {ramp: [[0h, 20/s], [9h, 300/s]]}",
                        "daily", "a wave between base and peak: {daily: {base: 50/s, peak: 400/s, peakAt: 14h}}",
                        "weekly", "a factor for each weekday, beside daily: weekly: {saturday: 0.5, sunday: 0.4}",
                        "trace", "counts from a CSV file: {trace: FILE, column: requests, scale: 40}"));
        sections.put(
                "Random durations: a plain value, {p50: ..., p99: ...}, {samples: FILE}, {law: NAME, ...}",
                words(
                        "lognormal", "{mean: 12ms, cv: 0.6}; this law when none is named",
                        "exponential", "{mean: ...}: the time between events that know nothing of each other",
                        "normal", "{mean: ..., standardDeviation: ...} or {mean: ..., cv: ...}, cut off at zero",
                        "gamma", "{mean: ..., cv: ...}",
                        "uniform", "{low: ..., high: ...}",
                        "weibull", "{shape: ..., scale: ...}"));
        sections.put("What happens, and when: timeline: [{at: 9h, NAME: {...}}]", Words.ofTimeline());
        sections.put("How software answers health checks: applications: {FAMILY: {health: NAME}}", Words.ofHealth());
        return Collections.unmodifiableMap(sections);
    }

    private static Map<String, String> words(String... namesAndLines) {
        Map<String, String> words = new LinkedHashMap<>();
        for (int i = 0; i < namesAndLines.length; i += 2) {
            words.put(namesAndLines[i], namesAndLines[i + 1]);
        }
        return Collections.unmodifiableMap(words);
    }
}
