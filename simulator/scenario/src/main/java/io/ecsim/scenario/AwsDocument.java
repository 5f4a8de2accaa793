// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The members that AWS's API knows in a document.
 *
 * @param service whose table it is
 * @param shapes what is taken: the request first, then the answers of describe operations
 */
record AwsDocument(String service, List<String> shapes) {
    private static final Map<String, Map<String, Map<String, String>>> TABLES = new ConcurrentHashMap<>();

    /** Members that only say to whom a document belongs: a scenario is one cluster, its targets are ECS services. */
    private static final Set<String> UNDERSTOOD = Set.of(
            "cluster",
            "ServiceNamespace",
            "ScalableDimension",
            "clientToken",
            "targetType",
            "ListenerArn",
            "serviceRoleArn",
            "deploymentStyle",
            "Id",
            "Arn");

    /** AWS's type of a member, such as {@code list<Tag>}; null when AWS does not know it. */
    String type(String member) {
        for (String shape : shapes) {
            String type = table().get(shape).get(member);
            if (type != null) {
                return type;
            }
        }
        return null;
    }

    /** Whether a request must have it. */
    boolean required(String member) {
        return table().get(shapes.get(0)).getOrDefault(member, "").endsWith("!");
    }

    /** Whether a request may have it. */
    boolean asks(String member) {
        return table().get(shapes.get(0)).containsKey(member);
    }

    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        shapes.forEach(shape -> names.addAll(table().get(shape).keySet()));
        return names;
    }

    Shape shape(String member) {
        return AwsValue.of(service, type(member));
    }

    /** Checks a member that is not simulated. What only an answer has is no wish, so its loss needs no note. */
    void read(String member, Node value, Trail trail, Reading reading) {
        if (Node.isNull(value)) {
            return;
        }
        shape(member).read(value, trail, reading);
        if (asks(member) && !Node.isEmpty(value) && !UNDERSTOOD.contains(member)) {
            reading.accepted(shapes.get(0) + "." + member, value.at(), trail);
        }
    }

    private Map<String, Map<String, String>> table() {
        return table(service);
    }

    static Map<String, Map<String, String>> table(String service) {
        return TABLES.computeIfAbsent(service, AwsDocument::load);
    }

    private static Map<String, Map<String, String>> load(String service) {
        List<Problem> problems = new ArrayList<>();
        Node.Mapping root = (Node.Mapping) Resources.json("aws/" + service + ".json", problems);
        Map<String, Map<String, String>> table = new LinkedHashMap<>();
        root.members().forEach((shape, entry) -> {
            Map<String, String> members = new LinkedHashMap<>();
            Node.Mapping mapping = (Node.Mapping) entry.value();
            mapping.members().keySet().forEach(member -> members.put(member, mapping.text(member)));
            table.put(shape, members);
        });
        return table;
    }
}
