// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.aws.EcsConfig;
import io.ecsim.aws.ForeignWords;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A mapping whose members are known.
 *
 * @param what it is, for messages: {@code a service}
 * @param known members by their names in the document; a second name of a component is an alias. Asked for when first
 *     read, so that AWS's tables are loaded only when they are needed
 * @param aws further members that AWS knows; null for the scenario's own blocks
 * @param maker of the value
 * @param parts of a value by component, the inverse of the maker
 */
record Members(
        String what,
        Supplier<Map<String, Member>> known,
        AwsDocument aws,
        Maker maker,
        Function<Object, Map<String, Object>> parts)
        implements Shape {
    /** @param component of the value that it fills; null when it fills none */
    record Member(String component, Shape shape, boolean required) {}

    /** Makes a value of the components given; {@link IllegalArgumentException} carries what is wrong with them. */
    interface Maker {
        Object make(Map<String, Object> values, Node.Mapping node, Trail trail, Reading reading);
    }

    @Override
    public Object read(Node node, Trail trail, Reading reading) {
        if (!(node instanceof Node.Mapping mapping)) {
            reading.expected(node, trail, "a mapping with the members of " + what);
            return null;
        }
        Map<String, Object> values = new LinkedHashMap<>();
        boolean complete = true;
        for (Map.Entry<String, Node.Entry> entry : mapping.members().entrySet()) {
            complete &= readMember(entry.getKey(), entry.getValue(), trail, values, reading);
        }
        complete &= nothingMissing(mapping, trail, values, reading);
        try {
            return maker.make(values, mapping, trail, reading);
        } catch (IllegalArgumentException | ArithmeticException e) {
            if (complete || aws != null) { // else it may only be the echo of what has been said
                String text = e instanceof ArithmeticException
                        ? "leads to amounts or times that are too great to be counted."
                        : ": " + Text.sentence(e.getMessage());
                reading.problem(node.at(), trail, text);
            }
            return null;
        }
    }

    private boolean readMember(
            String name, Node.Entry entry, Trail trail, Map<String, Object> values, Reading reading) {
        Trail here = trail.member(name);
        Member member = known.get().get(name);
        if (member == null) {
            return readUnlisted(name, entry, here, reading);
        }
        if (Node.isNull(entry.value())) {
            return true;
        }
        Object value = member.shape().read(entry.value(), here, reading);
        if (member.component() != null) {
            values.put(member.component(), value);
            return value != null;
        }
        return true;
    }

    private boolean readUnlisted(String name, Node.Entry entry, Trail here, Reading reading) {
        if (aws != null && aws.type(name) != null) {
            aws.read(name, entry.value(), here, reading);
            return true;
        }
        String advice = ForeignWords.advice(name, names());
        String instead = advice.isEmpty() ? " Its members are " + String.join(", ", ourNames()) + "." : advice;
        reading.problem(entry.nameAt(), here, "is not a member of " + what + "." + instead);
        return false;
    }

    private boolean nothingMissing(Node.Mapping mapping, Trail trail, Map<String, Object> values, Reading reading) {
        boolean complete = true;
        for (Map.Entry<String, Member> entry : known.get().entrySet()) {
            Member member = entry.getValue();
            if (member.required() && !values.containsKey(member.component())) {
                reading.problem(mapping.at(), trail.member(entry.getKey()), "is missing.");
                values.put(member.component(), null);
                complete = false;
            }
        }
        return complete;
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(ourNames());
        if (aws != null) {
            names.addAll(aws.names());
        }
        return names.stream().distinct().toList();
    }

    /** Those that we know, without what the API has besides. */
    private List<String> ourNames() {
        return known.get().keySet().stream()
                .filter(name -> !name.startsWith("$"))
                .toList();
    }

    @Override
    public Node complete(Node source, Object value, Path home) {
        Node.Mapping written =
                source instanceof Node.Mapping mapping ? mapping : new Node.Mapping(Position.NOWHERE, Map.of());
        Map<String, Object> values = parts.apply(value);
        Map<String, Node.Entry> members = new LinkedHashMap<>();
        known.get().forEach((name, member) -> {
            Object part = member.component() == null ? null : values.remove(member.component());
            Node node = writtenUnderAnyName(written, name, member);
            if (part != null && (node != null || !isEmpty(part))) {
                members.put(
                        name, new Node.Entry(Position.NOWHERE, member.shape().complete(node, part, home)));
            } else if (node != null && member.component() == null) {
                members.put(name, new Node.Entry(Position.NOWHERE, node));
            }
        });
        written.members().forEach((name, entry) -> {
            if (!known.get().containsKey(name) && !Node.isNull(entry.value())) {
                members.put(name, entry);
            }
        });
        return new Node.Mapping(Position.NOWHERE, members);
    }

    private Node writtenUnderAnyName(Node.Mapping written, String name, Member member) {
        Node node = written.get(name);
        if (node != null || member.component() == null) {
            return node;
        }
        return known.get().entrySet().stream()
                .filter(entry -> member.component().equals(entry.getValue().component()))
                .map(entry -> written.get(entry.getKey()))
                .filter(found -> found != null)
                .findFirst()
                .orElse(null);
    }

    private static boolean isEmpty(Object value) {
        return value instanceof List<?> list && list.isEmpty()
                || value instanceof Map<?, ?> map && map.isEmpty()
                || value == EcsConfig.NONE;
    }

    @Override
    public Map<String, Object> schema(SchemaWriter.Definitions definitions) {
        return definitions.reference(what, () -> schemaHere(definitions));
    }

    Map<String, Object> schemaHere(SchemaWriter.Definitions definitions) {
        Map<String, Object> properties = new LinkedHashMap<>();
        known.get()
                .forEach((name, member) -> properties.put(name, member.shape().schema(definitions)));
        if (aws != null) {
            aws.names()
                    .forEach(name ->
                            properties.computeIfAbsent(name, n -> aws.shape(n).schema(definitions)));
        }
        List<String> required = known.get().entrySet().stream()
                .filter(entry -> entry.getValue().required())
                .map(Map.Entry::getKey)
                .toList();
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        return schema;
    }
}
