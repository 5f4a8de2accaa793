// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;

/** Nodes as JSON without spaces, as they go over the wire: AWS limits the length of some. */
final class Json {
    private Json() {}

    /** What of an AWS document a request has; what only answers have is not sent. */
    static String request(Node.Mapping document, AwsDocument aws) {
        Map<String, Node.Entry> sent = new LinkedHashMap<>(document.members());
        sent.keySet().removeIf(member -> !aws.asks(member));
        return write(new Node.Mapping(document.at(), sent));
    }

    static String write(Node node) {
        if (node instanceof Node.Mapping mapping) {
            StringJoiner members = new StringJoiner(",", "{", "}");
            mapping.members().forEach((name, entry) -> members.add(quoted(name) + ":" + write(entry.value())));
            return members.toString();
        }
        if (node instanceof Node.Listing list) {
            StringJoiner items = new StringJoiner(",", "[", "]");
            list.items().forEach(item -> items.add(write(item)));
            return items.toString();
        }
        Node.Scalar scalar = (Node.Scalar) node;
        if (scalar.kind() == Node.Kind.NULL) {
            return "null";
        }
        return scalar.kind() == Node.Kind.TEXT ? quoted(scalar.text()) : scalar.text();
    }

    private static String quoted(String text) {
        String escaped = text.replace("\\", "\\\\")
                .replace("\"", "\\\"")
                .replace("\n", "\\n")
                .replace("\t", "\\t");
        return "\"" + escaped + "\"";
    }
}
