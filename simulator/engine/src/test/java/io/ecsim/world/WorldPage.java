// SPDX-License-Identifier: Apache-2.0
package io.ecsim.world;

import io.ecsim.kernel.Distribution;
import io.ecsim.kernel.Time;
import io.ecsim.workload.Bytes;
import io.ecsim.workload.Share;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Writes the page about the members of {@link World}, with their defaults as a scenario would have them. */
final class WorldPage {
    private static final String HEAD = """
            # The members of `world:`

            What AWS does not publish: how long things take, and what we assumed, each with its rule in
            [BEHAVIOURS.md](../BEHAVIOURS.md). This page is made from `World.java`; `WorldPageTest` says how.

            | member | what it is | default | kind | rule |
            |---|---|---|---|---|
            """;

    private WorldPage() {}

    static String markdown() {
        return HEAD
                + Arrays.stream(World.class.getRecordComponents())
                        .map(WorldPage::row)
                        .collect(Collectors.joining());
    }

    private static String row(RecordComponent member) {
        Knob knob = member.getAnnotation(Knob.class);
        return "| `" + member.getName() + "` | " + knob.text() + " | `" + value(member, World.defaults()) + "` | "
                + kind(member.getType()) + " | " + knob.rule() + " |\n";
    }

    /** The default of a member of the World, as a scenario would have it. */
    static String defaultOf(RecordComponent member) {
        return value(member, World.defaults());
    }

    private static String value(RecordComponent member, Object of) {
        try {
            return written(member.getAccessor().invoke(of));
        } catch (ReflectiveOperationException e) {
            throw new AssertionError(e);
        }
    }

    private static String written(Object value) {
        if (value instanceof Duration duration) {
            return seconds(duration.toNanos() / (double) Time.SECOND);
        }
        if (value instanceof Distribution.Constant constant) {
            return seconds(constant.value());
        }
        if (value instanceof Bytes bytes) {
            return number(bytes.mebibytes()) + "MiB";
        }
        if (value instanceof World.MetricDelay) {
            return Arrays.stream(value.getClass().getRecordComponents())
                    .map(member -> member.getName() + ": " + value(member, value))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        return value instanceof Share share ? number(100 * share.fraction()) + "%" : value.toString();
    }

    private static String seconds(double seconds) {
        if (seconds > 0 && seconds % 3600 == 0) {
            return number(seconds / 3600) + "h";
        }
        return seconds > 0 && seconds % 60 == 0 ? number(seconds / 60) + "m" : number(seconds) + "s";
    }

    private static String number(double value) {
        return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
    }

    private static String kind(Class<?> type) {
        if (type.isEnum()) {
            return Arrays.stream(type.getEnumConstants())
                    .map(c -> "`" + c + "`")
                    .collect(Collectors.joining(" or "));
        }
        return switch (type.getSimpleName()) {
            case "Duration" -> "duration";
            case "Distribution" -> "random duration";
            case "Bytes" -> "size";
            case "Share" -> "share";
            case "Integer" -> "whole number";
            case "Double" -> "number";
            case "Boolean" -> "`true` or `false`";
            case "MetricDelay" -> "durations";
            default -> throw new AssertionError("say what kind of value a " + type.getSimpleName() + " is");
        };
    }
}
