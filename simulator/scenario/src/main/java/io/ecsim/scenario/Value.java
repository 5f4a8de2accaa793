// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.aws.NearestName;
import io.ecsim.kernel.Distribution;
import io.ecsim.workload.ByteRate;
import io.ecsim.workload.Bytes;
import io.ecsim.workload.Share;
import io.ecsim.workload.ShareOverTime;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A single value.
 *
 * @param what it must be, for messages
 * @param parser null for what it is not
 * @param format of a default
 */
record Value(String what, Parser parser, Function<Object, Node.Scalar> format, Map<String, Object> json)
        implements Shape {
    /** Gives null for what it does not understand. */
    interface Parser {
        Object parse(Node.Scalar scalar, Reading reading);
    }

    static final String DURATION_WHAT = "a duration such as 250ms, 40s or 1h30m";

    static final Value TEXT = of(
            "a text",
            s -> s,
            value -> Node.text((String) value),
            Map.of("type", List.of("string", "number", "boolean")));
    static final Value FLAG = typed("true or false", Node.Kind.BOOLEAN, Boolean::valueOf, Map.of("type", "boolean"));
    static final Value INTEGER = typed(
            "a whole number", Node.Kind.NUMBER, text -> whole(text, Integer.MIN_VALUE, Integer.MAX_VALUE), integer());
    static final Value COUNT =
            typed("a whole number from 0 up", Node.Kind.NUMBER, text -> whole(text, 0, Integer.MAX_VALUE), integer());
    static final Value SEED = typed("a whole number", Node.Kind.NUMBER, Value::wholeLong, integer());
    static final Value NUMBER = typed("a number", Node.Kind.NUMBER, Value::decimal, Map.of("type", "number"));
    static final Value DURATION = of(
            DURATION_WHAT,
            Syntax::duration,
            value -> Node.text(Syntax.duration((Duration) value)),
            pattern(Syntax.DURATION_PATTERN + "|P.+|0", "string", "number"));
    static final Value SIZE = of(
            "a size such as 64KiB, 512MiB or 8GiB",
            Syntax::size,
            value -> Node.text(Syntax.size((Bytes) value)),
            pattern(Syntax.SIZE_PATTERN, "string", "number"));
    static final Value BYTE_RATE = of(
            "an amount of memory in a time, such as 2MiB/h",
            Syntax::byteRate,
            value -> Node.text(Syntax.byteRate((ByteRate) value)),
            pattern(Syntax.SIZE_PATTERN + "/(s|m|h|d)", "string", "number"));
    static final Value SHARE = of(
            "a share such as 5% or 0.05",
            Syntax::share,
            value -> Node.number(Syntax.number(((Share) value).fraction())),
            pattern(Syntax.SHARE_PATTERN, "string", "number"));
    static final Value SHARE_OVER_TIME = of(
            "a share in a time, such as 5%/30d",
            Syntax::shareOverTime,
            value -> Node.text(Syntax.shareOverTime((ShareOverTime) value)),
            pattern("(" + Syntax.SHARE_PATTERN + ")/.+", "string"));
    static final Value RATE =
            of("a rate such as 20/s or 1200/m", Syntax::rate, null, pattern(Syntax.RATE_PATTERN, "string", "number"));
    static final Value INSTANT = of(
            "an instant such as 2026-03-02T00:00:00Z",
            Syntax::instant,
            value -> Node.text(((Instant) value).toString()),
            Map.of("type", "string", "format", "date-time"));
    static final Value CONSTANT = of(
            DURATION_WHAT + ", or a mapping with its law",
            text -> constant(Syntax.duration(text)),
            value -> Node.text(Syntax.duration(seconds(((Distribution.Constant) value).value()))),
            pattern(Syntax.DURATION_PATTERN + "|P.+|0", "string", "number"));

    /** An offset from the scenario's start, or an instant. */
    static final Value TIME = new Value(
            "a time such as 9h30m or 2026-03-02T09:30:00Z",
            Value::time,
            value -> Node.text(Syntax.duration((Duration) value)),
            Map.of("type", List.of("string", "number")));

    private static Value of(
            String what, Function<String, ?> parser, Function<Object, Node.Scalar> format, Map<String, Object> json) {
        return new Value(what, (scalar, reading) -> parser.apply(scalar.text()), format, json);
    }

    /** A value that is not written in quotes. */
    private static Value typed(String what, Node.Kind kind, Function<String, ?> parser, Map<String, Object> json) {
        Function<Object, Node.Scalar> format = value -> new Node.Scalar(
                Position.NOWHERE, kind, value instanceof Double d ? Syntax.number(d) : value.toString());
        return new Value(
                what, (scalar, reading) -> scalar.kind() == kind ? parser.apply(scalar.text()) : null, format, json);
    }

    /** One of the constants, spelled as they are. */
    static <E extends Enum<E>> Value choice(Class<E> type) {
        E[] constants = type.getEnumConstants();
        List<String> names = Arrays.stream(constants).map(Enum::name).toList();
        return new Value(
                Text.either(names),
                (scalar, reading) -> names.contains(scalar.text()) ? constants[names.indexOf(scalar.text())] : null,
                value -> Node.text(((Enum<?>) value).name()),
                Map.of("enum", names));
    }

    @Override
    public Object read(Node node, Trail trail, Reading reading) {
        Object value = node instanceof Node.Scalar scalar ? parser.parse(scalar, reading) : null;
        if (value == null) {
            String suggestion = json.get("enum") instanceof List<?> names && node instanceof Node.Scalar scalar
                    ? NearestName.of(scalar.text(), strings(names))
                            .map(name -> " " + NearestName.question(name))
                            .orElse("")
                    : "";
            reading.expected(node, trail, what, suggestion);
        }
        return value;
    }

    @Override
    public Node complete(Node source, Object value, Path home) {
        return source != null ? source : format.apply(value);
    }

    @Override
    public Map<String, Object> schema(SchemaWriter.Definitions definitions) {
        return json;
    }

    private static List<String> strings(List<?> values) {
        List<String> all = new ArrayList<>();
        values.forEach(value -> all.add(value.toString()));
        return all;
    }

    private static Duration time(Node.Scalar scalar, Reading reading) {
        Instant instant = Syntax.instant(scalar.text());
        return instant == null ? Syntax.duration(scalar.text()) : reading.offset(instant);
    }

    private static Integer whole(String text, int low, int high) {
        Long value = wholeLong(text);
        return value == null || value < low || value > high ? null : Integer.valueOf(value.intValue());
    }

    private static Long wholeLong(String text) {
        BigDecimal number = Syntax.number(text);
        try {
            return number == null ? null : Long.valueOf(number.longValueExact());
        } catch (ArithmeticException notWhole) {
            return null;
        }
    }

    private static Double decimal(String text) {
        BigDecimal number = Syntax.number(text);
        double value = number == null ? Double.NaN : number.doubleValue();
        return Double.isFinite(value) ? Double.valueOf(value) : null;
    }

    private static Distribution constant(Duration value) {
        return value == null ? null : new Distribution.Constant(value.toNanos() / 1e9);
    }

    /** Seconds as a duration, to the nanosecond. */
    private static Duration seconds(double value) {
        return Duration.ofNanos(Math.round(value * 1e9));
    }

    private static Map<String, Object> integer() {
        return Map.of("type", "integer");
    }

    private static Map<String, Object> pattern(String regex, String... types) {
        return Map.of("type", List.of(types), "pattern", "^(" + regex + ")$");
    }
}
