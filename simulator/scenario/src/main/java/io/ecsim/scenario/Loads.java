// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.scenario.Members.Member;
import io.ecsim.workload.ConstantTraffic;
import io.ecsim.workload.DailyWave;
import io.ecsim.workload.Noise;
import io.ecsim.workload.NoisyTraffic;
import io.ecsim.workload.RampTraffic;
import io.ecsim.workload.StepTraffic;
import io.ecsim.workload.Traffic;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * How requests, messages or tasks come: {@code {rate}}, {@code {steps}}, {@code {ramp}}, {@code {daily, weekly}} or
 * {@code {trace}}, each perhaps with {@code noise}.
 */
final class Loads {
    private static final Set<String> OF_TRACE = Set.of("column", "scale", "from", "to", "stretch", "repeat", "sha256");
    private static final Set<String> KINDS = new LinkedHashSet<>(List.of("rate", "steps", "ramp", "daily", "trace"));

    private record Wave(double base, double peak, Duration peakAt) {}

    private static final Shape DAILY = new Members(
            "a daily wave",
            () -> members(
                    "base", new Member("base", Value.RATE, true),
                    "peak", new Member("peak", Value.RATE, true),
                    "peakAt", new Member("peakAt", Value.DURATION, false)),
            null,
            (values, node, trail, reading) -> values.containsValue(null)
                    ? null
                    : new Wave((Double) values.get("base"), (Double) values.get("peak"), (Duration)
                            values.getOrDefault("peakAt", Duration.ofHours(14))),
            null);

    /** Factors by weekday, 1 for those not given; the engine wants them in turn from the day of the start. */
    private static final Shape WEEK = new Members("a week", Loads::weekdays, null, Loads::week, null);

    static final Shape SHAPE =
            new Recorded("trace", new Members("traffic", Records.once(Loads::all), null, Loads::traffic, null));

    private Loads() {}

    private static Map<String, Member> all() {
        return members(
                "rate", new Member("rate", Value.RATE, false),
                "steps", new Member("steps", new ListOf(new Step()), false),
                "ramp", new Member("ramp", new ListOf(new Step()), false),
                "daily", new Member("daily", DAILY, false),
                "weekly", new Member("weekly", new ByKind(null, WEEK, new ListOf(Value.NUMBER)), false),
                "trace", new Member("trace", FileName.SHAPE, false),
                "column", new Member("column", Value.TEXT, false),
                "scale", new Member("scale", Value.NUMBER, false),
                "from", new Member("from", Trace.STAMP, false),
                "to", new Member("to", Trace.STAMP, false),
                "stretch", new Member("stretch", Value.NUMBER, false),
                "repeat", new Member("repeat", Value.FLAG, false),
                "sha256", new Member("sha256", Value.TEXT, false),
                "noise", new Member("noise", Shapes.of(Noise.class), false));
    }

    private static Map<String, Member> members(Object... namesAndMembers) {
        Map<String, Member> members = new LinkedHashMap<>();
        for (int i = 0; i < namesAndMembers.length; i += 2) {
            members.put((String) namesAndMembers[i], (Member) namesAndMembers[i + 1]);
        }
        return members;
    }

    private static Map<String, Member> weekdays() {
        Map<String, Member> days = new LinkedHashMap<>();
        for (DayOfWeek day : DayOfWeek.values()) {
            String name = day.name().toLowerCase(Locale.ROOT);
            days.put(name, new Member(name, Value.NUMBER, false));
        }
        return days;
    }

    private static Object week(Map<String, Object> values, Node.Mapping node, Trail trail, Reading reading) {
        DayOfWeek first = reading.firstDay();
        List<Object> factors = new ArrayList<>();
        for (int day = 0; day < 7; day++) {
            factors.add(values.getOrDefault(first.plus(day).name().toLowerCase(Locale.ROOT), 1.0));
        }
        return factors;
    }

    private static Object traffic(Map<String, Object> values, Node.Mapping node, Trail trail, Reading reading) {
        Set<String> kinds = new LinkedHashSet<>(KINDS);
        kinds.retainAll(values.keySet());
        if (kinds.size() != 1) {
            String found = kinds.isEmpty() ? "none" : String.join(" and ", kinds);
            throw new IllegalArgumentException("must have one of " + Text.either(KINDS) + ", not " + found);
        }
        String kind = kinds.iterator().next();
        Set<String> others = new LinkedHashSet<>(values.keySet());
        others.removeAll(List.of(kind, "noise"));
        others.removeAll(kind.equals("trace") ? OF_TRACE : kind.equals("daily") ? Set.of("weekly") : Set.of());
        if (!others.isEmpty()) {
            throw new IllegalArgumentException("cannot have " + Text.either(others) + " beside " + kind);
        }
        boolean played = kind.equals("trace") && values.get(kind) != null; // its rows are checked in any case
        Traffic traffic = values.containsValue(null) && !played ? null : of(kind, values, node, trail, reading);
        boolean noisy = traffic != null && values.get("noise") != null;
        return noisy ? new NoisyTraffic(traffic, (Noise) values.get("noise")) : traffic;
    }

    private static Traffic of(
            String kind, Map<String, Object> values, Node.Mapping node, Trail trail, Reading reading) {
        return switch (kind) {
            case "rate" -> new ConstantTraffic((Double) values.get("rate"));
            case "steps" -> through(values.get("steps"), StepTraffic::new);
            case "ramp" -> through(values.get("ramp"), RampTraffic::new);
            case "daily" -> daily((Wave) values.get("daily"), (List<?>) values.get("weekly"));
            default -> Trace.read(values, node, trail, reading);
        };
    }

    private static Traffic through(Object items, Function<List<StepTraffic.Step>, Traffic> maker) {
        List<StepTraffic.Step> steps = new ArrayList<>();
        ((List<?>) items).forEach(item -> steps.add((StepTraffic.Step) item));
        return steps.contains(null) ? null : maker.apply(steps);
    }

    private static Traffic daily(Wave wave, List<?> weekly) {
        List<Double> factors = null;
        if (weekly != null) {
            factors = new ArrayList<>();
            for (Object factor : weekly) {
                factors.add((Double) factor);
            }
        }
        return factors != null && factors.contains(null)
                ? null
                : new DailyWave(wave.base(), wave.peak(), wave.peakAt(), factors);
    }

    /** {@code [9h, 300/s]}. */
    private record Step() implements Shape {
        @Override
        public Object read(Node node, Trail trail, Reading reading) {
            if (!(node instanceof Node.Listing pair) || pair.items().size() != 2) {
                reading.expected(node, trail, "a step such as [9h, 300/s]");
                return null;
            }
            Object from = Value.TIME.read(pair.items().get(0), trail.item("[0]"), reading);
            Object rate = Value.RATE.read(pair.items().get(1), trail.item("[1]"), reading);
            if (from == null || rate == null) {
                return null;
            }
            if (((Duration) from).isNegative()) {
                reading.problem(pair.at(), trail, "begins before the start of the scenario.");
                return null;
            }
            return new StepTraffic.Step((Duration) from, (Double) rate);
        }

        @Override
        public Node complete(Node source, Object value, Path home) {
            return source;
        }

        @Override
        public Map<String, Object> schema(SchemaWriter.Definitions definitions) {
            Object items = List.of(Value.TIME.schema(definitions), Value.RATE.schema(definitions));
            return Map.of("type", "array", "prefixItems", items, "minItems", 2, "maxItems", 2);
        }
    }
}
