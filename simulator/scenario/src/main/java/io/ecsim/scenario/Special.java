// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.kernel.Distribution;
import io.ecsim.scenario.Members.Member;
import io.ecsim.workload.Exit;
import io.ecsim.workload.Health;
import io.ecsim.workload.Share;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Things with a way of writing of their own. */
final class Special {
    private static final Map<String, Health> HEALTH_WORDS =
            Map.of("healthy", Health.HEALTHY, "never", new Health.Never(), "hangs", new Health.Hangs());

    private static final Value HEALTH_WORD = new Value(
            "healthy, never, hangs, or a mapping with failAfter, failShare or failAboveCpu",
            (scalar, reading) -> HEALTH_WORDS.get(scalar.text()),
            value -> Node.text("healthy"),
            Map.of("enum", List.of("healthy", "never", "hangs")));

    private static final Members HEALTH_MEMBERS =
            new Members("health", Special::healthMembers, null, Special::health, null);

    /**
     * {@code healthy}, {@code never}, {@code hangs}, {@code {failAfter: 3m}}, {@code {failShare: 20%}} or
     * {@code {failAboveCpu: 95%}}.
     */
    static final Shape HEALTH = new ByKind(HEALTH_WORD, new AsWritten(HEALTH_MEMBERS), null);

    /** {@code spread:attribute:ecs.availability-zone+binpack:memory}: a list of strategies in one word. */
    static final Value CHAIN = new Value(
            "a list of strategies, or a chain such as spread:attribute:ecs.availability-zone+binpack:memory",
            (scalar, reading) -> StrategyChain.parse(scalar.text()),
            null,
            Map.of("type", "string"));

    /** Attributes as a mapping, or as AWS lists them: {@code [{Key: ..., Value: ...}]}. */
    static final Shape ATTRIBUTES = new Attributes();

    /** A text, or JSON as a mapping where SQS has it in a text. */
    private static final Shape JSON_TEXT = new ByKind(Value.TEXT, new JsonText(), null);

    /** Attributes of a queue: {@code RedrivePolicy} may be the text that SQS wants, or what is in it. */
    static final Shape QUEUE_ATTRIBUTES = new MapOf(JSON_TEXT);

    private Special() {}

    /** What software with each of them answers. */
    static Map<String, String> healthLines() {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("healthy", "passes every check once it is warm");
        lines.put("never", "passes none");
        lines.put("hangs", "answers none and lets it wait until its timeout");
        lines.put("failAfter", "passes until so long after its start: {failAfter: 3m}");
        lines.put("failShare", "fails this share of the checks, by a draw at each: {failShare: 20%}");
        lines.put("failAboveCpu", "passes while the task uses at most this share of its CPU: {failAboveCpu: 95%}");
        return lines;
    }

    /** All that the schema knows of it: words, then members. */
    static List<String> healthNames() {
        return Stream.concat(HEALTH_WORDS.keySet().stream().sorted(), healthMembers().keySet().stream())
                .toList();
    }

    private static Map<String, Member> healthMembers() {
        Map<String, Member> members = new LinkedHashMap<>();
        members.put("failAfter", new Member("failAfter", Value.DURATION, false));
        members.put("failAboveCpu", new Member("failAboveCpu", Value.SHARE, false));
        members.put("failShare", new Member("failShare", Value.SHARE, false));
        return members;
    }

    private static Object health(Map<String, Object> values, Node.Mapping node, Trail trail, Reading reading) {
        if (values.size() != 1) {
            throw new IllegalArgumentException("must have one of failAfter, failShare or failAboveCpu");
        }
        if (values.get("failAfter") instanceof Duration after) {
            return new Health.FailAfter(after);
        }
        if (values.get("failShare") instanceof Share share) {
            return new Health.FailShare(share);
        }
        return values.get("failAboveCpu") instanceof Share share ? new Health.FailAboveCpu(share) : null;
    }

    private static final Value EXIT_WORD = new Value(
            "never, or a mapping with after and code",
            (scalar, reading) -> scalar.text().equals("never") ? Exit.NEVER : null,
            value -> Node.text("never"),
            Map.of("enum", List.of("never")));

    /** {@code never}, or {@code {after: 90s, code: 1}}. */
    static final Shape EXIT = new ByKind(
            EXIT_WORD, new AsWritten(new Members("exit", Special::exitMembers, null, Special::exit, null)), null);

    private static Map<String, Member> exitMembers() {
        Map<String, Member> members = new LinkedHashMap<>();
        members.put("after", new Member("after", Laws.SHAPE, true));
        members.put("code", new Member("code", Value.COUNT, false));
        return members;
    }

    private static Object exit(Map<String, Object> values, Node.Mapping node, Trail trail, Reading reading) {
        Distribution after = (Distribution) values.get("after");
        return after == null ? null : new Exit(after, (Integer) values.get("code"));
    }

    /** A shape without defaults of its own: its effective form is what was written. */
    private record AsWritten(Shape shape) implements Shape {
        @Override
        public Object read(Node node, Trail trail, Reading reading) {
            return shape.read(node, trail, reading);
        }

        @Override
        public Node complete(Node source, Object value, Path home) {
            return source;
        }

        @Override
        public Map<String, Object> schema(SchemaWriter.Definitions definitions) {
            return shape.schema(definitions);
        }
    }

    private record JsonText() implements Shape {
        @Override
        public Object read(Node node, Trail trail, Reading reading) {
            return Json.write(node);
        }

        @Override
        public Node complete(Node source, Object value, Path home) {
            return source;
        }

        @Override
        public Map<String, Object> schema(SchemaWriter.Definitions definitions) {
            return Map.of("type", "object");
        }
    }

    private record Attributes() implements Shape {
        private static final Shape MAP = new MapOf(Value.TEXT);
        private static final Shape LIST = new ListOf(new Members(
                "a target group attribute", Attributes::pair, null, (values, node, trail, reading) -> values, null));

        private static Map<String, Member> pair() {
            Map<String, Member> members = new LinkedHashMap<>();
            members.put("Key", new Member("Key", Value.TEXT, true));
            members.put("Value", new Member("Value", Value.TEXT, true));
            return members;
        }

        @Override
        public Object read(Node node, Trail trail, Reading reading) {
            if (!(node instanceof Node.Listing)) {
                return MAP.read(node, trail, reading);
            }
            Map<String, Object> attributes = new LinkedHashMap<>();
            for (Object item : (List<?>) LIST.read(node, trail, reading)) {
                if (item instanceof Map<?, ?> pair && pair.get("Key") != null) {
                    attributes.put(pair.get("Key").toString(), pair.get("Value"));
                }
            }
            return attributes;
        }

        @Override
        public Node complete(Node source, Object value, Path home) {
            return MAP.complete(source, value, home);
        }

        @Override
        public Map<String, Object> schema(SchemaWriter.Definitions definitions) {
            return Map.of("anyOf", List.of(MAP.schema(definitions), LIST.schema(definitions)));
        }
    }
}
