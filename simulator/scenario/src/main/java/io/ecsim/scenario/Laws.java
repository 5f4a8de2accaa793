// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.kernel.Distribution;
import io.ecsim.kernel.Distribution.Exponential;
import io.ecsim.kernel.Distribution.Gamma;
import io.ecsim.kernel.Distribution.LogNormal;
import io.ecsim.kernel.Distribution.Normal;
import io.ecsim.kernel.Distribution.Uniform;
import io.ecsim.kernel.Distribution.Weibull;
import io.ecsim.scenario.Members.Member;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Random durations, in seconds for the engine: a plain one, or a mapping with the members of a law. */
final class Laws {
    private enum Law {
        lognormal,
        exponential,
        normal,
        gamma,
        uniform,
        weibull
    }

    private static final Map<String, Member> MEMBERS = new LinkedHashMap<>();

    static {
        for (String name : List.of("mean", "standardDeviation", "p50", "p99", "low", "high", "scale")) {
            MEMBERS.put(name, new Member(name, Value.DURATION, false));
        }
        MEMBERS.put("cv", new Member("cv", Value.NUMBER, false));
        MEMBERS.put("shape", new Member("shape", Value.NUMBER, false));
        MEMBERS.put("law", new Member("law", Value.choice(Law.class), false));
        MEMBERS.put("samples", new Member("samples", FileName.SHAPE, false));
        MEMBERS.put("column", new Member("column", Value.TEXT, false));
        MEMBERS.put("sha256", new Member("sha256", Value.TEXT, false));
    }

    static final Shape SHAPE = new ByKind(
            Value.CONSTANT,
            new Recorded("samples", new Members("a random duration", () -> MEMBERS, null, Laws::law, null)),
            null);

    private Laws() {}

    private static Object law(Map<String, Object> values, Node.Mapping node, Trail trail, Reading reading) {
        if (values.containsValue(null) && values.get("samples") == null) {
            return null;
        }
        if (values.containsKey("samples")) {
            only(values, "samples", "column", "sha256");
            List<Double> samples = Samples.read(node, trail, reading);
            return samples == null ? null : new Distribution.Empirical(samples);
        }
        if (values.containsKey("p50") || values.containsKey("p99")) {
            only(values, "p50", "p99");
            return LogNormal.ofPercentiles(seconds(values, "p50"), seconds(values, "p99"));
        }
        boolean bounds = values.containsKey("low") || values.containsKey("high");
        boolean spread = values.containsKey("standardDeviation");
        Law otherwise = bounds ? Law.uniform : spread ? Law.normal : Law.lognormal;
        return switch ((Law) values.getOrDefault("law", otherwise)) {
            case lognormal -> {
                only(values, "law", "mean", "cv");
                yield new LogNormal(seconds(values, "mean"), number(values, "cv"));
            }
            case exponential -> {
                only(values, "law", "mean");
                yield new Exponential(seconds(values, "mean"));
            }
            case normal -> normal(values);
            case gamma -> {
                only(values, "law", "mean", "cv");
                yield new Gamma(seconds(values, "mean"), number(values, "cv"));
            }
            case uniform -> {
                only(values, "law", "low", "high");
                yield new Uniform(seconds(values, "low"), seconds(values, "high"));
            }
            case weibull -> {
                only(values, "law", "shape", "scale");
                yield new Weibull(number(values, "shape"), seconds(values, "scale"));
            }
        };
    }

    private static Distribution normal(Map<String, Object> values) {
        double mean = seconds(values, "mean");
        if (values.containsKey("cv")) {
            only(values, "law", "mean", "cv");
            return new Normal(mean, mean * number(values, "cv"));
        }
        only(values, "law", "mean", "standardDeviation");
        return new Normal(mean, seconds(values, "standardDeviation"));
    }

    private static void only(Map<String, Object> values, String... names) {
        Set<String> others = new TreeSet<>(values.keySet());
        others.removeAll(List.of(names));
        if (!others.isEmpty()) {
            throw new IllegalArgumentException(
                    "cannot have " + Text.either(others) + " beside " + Text.either(shared(values, names)));
        }
    }

    private static Set<String> shared(Map<String, Object> values, String... names) {
        Set<String> shared = new TreeSet<>(values.keySet());
        shared.retainAll(List.of(names));
        return shared;
    }

    private static double seconds(Map<String, Object> values, String name) {
        return ((Duration) required(values, name)).toNanos() / 1e9;
    }

    private static double number(Map<String, Object> values, String name) {
        return (Double) required(values, name);
    }

    private static Object required(Map<String, Object> values, String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("needs " + name);
        }
        return value;
    }
}
