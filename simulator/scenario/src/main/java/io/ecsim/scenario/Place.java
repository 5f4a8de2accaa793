// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import io.ecsim.aws.NearestName;
import io.ecsim.aws.Violation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A node and its path, for problems that are found in values.
 *
 * @param node null when nothing is written there: problems then stand at the nearest that is
 * @param at where that is
 */
record Place(Node node, Position at, Trail trail, Reading reading) {
    /** Of a target group or a load balancer: the only names with dots. */
    private static final Pattern ATTRIBUTE = Pattern.compile("([a-z]+_[a-z_]+|stickiness)\\.[a-z_.]+");

    static Place root(Node.Mapping tree, Reading reading) {
        return new Place(tree, tree.at(), Trail.ROOT, reading);
    }

    /** A member, by its name in the document or by that of the record's component, which differ in case at most. */
    Place member(String name) {
        if (node instanceof Node.Mapping mapping) {
            Set<String> written = mapping.members().keySet();
            String found = written.contains(name)
                    ? name
                    : written.stream()
                            .filter(name::equalsIgnoreCase)
                            .findFirst()
                            .orElse(name);
            Node value = mapping.get(found);
            return new Place(value, value == null ? at : value.at(), trail.member(found), reading);
        }
        return new Place(null, at, trail.member(name), reading);
    }

    /** The place of a member's name. */
    Place nameOf(String name) {
        Node.Entry entry =
                node instanceof Node.Mapping mapping ? mapping.members().get(name) : null;
        return new Place(node, entry == null ? at : entry.nameAt(), trail.member(name), reading);
    }

    /** The places of a list's items; of defaults, which nobody wrote, there are none. */
    List<Place> items() {
        List<Place> places = new ArrayList<>();
        if (node instanceof Node.Listing list) {
            List<String> names = Trail.itemNames(list);
            for (int i = 0; i < names.size(); i++) {
                Node item = list.items().get(i);
                places.add(new Place(item, item.at(), trail.item(names.get(i)), reading));
            }
        }
        return places;
    }

    Place item(int index) {
        List<Place> places = items();
        return index < places.size() ? places.get(index) : new Place(null, at, trail.item("[" + index + "]"), reading);
    }

    /** Follows a path such as {@code containerDefinitions[0].memory}, whose names have no dots but the last. */
    Place follow(String path) {
        if (path.isEmpty()) {
            return this;
        }
        int end = path.startsWith("[") ? path.indexOf(']') + 1 : endOfName(path);
        String step = path.substring(0, end);
        Place next = step.startsWith("[") ? item(Integer.parseInt(step.substring(1, step.length() - 1))) : member(step);
        String rest = path.substring(end);
        return next.follow(rest.startsWith(".") ? rest.substring(1) : rest);
    }

    private static int endOfName(String path) {
        if (ATTRIBUTE.matcher(path).matches()) {
            return path.length();
        }
        for (int i = 0; i < path.length(); i++) {
            if (path.charAt(i) == '.' || path.charAt(i) == '[') {
                return i;
            }
        }
        return path.length();
    }

    /** @param text what follows the path */
    void problem(String text) {
        reading.problem(at, trail, text);
    }

    /** A problem, unless something is written there that could not be read. */
    void isMissing() {
        if (node == null) {
            problem("is missing.");
        }
    }

    /** @param text what follows the path in a note, after a space */
    void note(String text) {
        reading.note(at, trail + " " + text);
    }

    /** A problem when there is none of this name for certain. */
    void mustName(String what, String name, Names real) {
        if (real.lack(name)) {
            namesNo(what, name, real.known());
        }
    }

    /** @param what there is none of under this name, such as {@code service} */
    void namesNo(String what, String name, Collection<String> real) {
        problem("names no " + what + ", \"" + Text.printable(name) + "\"." + NearestName.advice(name, real));
    }

    /** Whether nothing is wrong with it, nor with anything in it. */
    boolean isRight() {
        String path = trail.toString();
        return reading.problems().stream().noneMatch(problem -> Trail.isWithin(problem.path(), path))
                && !hasUnread(node);
    }

    /** Files stand in place of a section or of its items. */
    private static boolean hasUnread(Node node) {
        return node instanceof Node.Unread
                || node instanceof Node.Listing list && list.items().stream().anyMatch(Node.Unread.class::isInstance);
    }

    /** Whether it could be read as far as what is in it, and is not meant by a misspelt member beside it. */
    boolean isReadable() {
        String path = trail.toString();
        return !(node instanceof Node.Unread)
                && reading.problems().stream()
                        .noneMatch(problem -> problem.path().equals(path) || path.equals(Echo.meant(problem)));
    }

    /** Whether it could be read, each of its items too, and nothing is wrong with these members of them. */
    boolean itemsAreRight(String... members) {
        return isReadable()
                && items().stream()
                        .allMatch(item -> item.isReadable()
                                && Stream.of(members).map(item::member).allMatch(Place::isRight));
    }

    /** What AWS says, unless it is only the echo of a simpler problem. */
    void refused(String code, String message) {
        refused(code, message, new Echo(reading.problems(), ""));
    }

    private void refused(String code, String message, Echo echo) {
        if (!echo.of(trail.toString(), message)) {
            problem(": " + code + ": " + message);
        }
    }

    /** All that AWS says of one document: none of it echoes another. */
    void violations(List<Violation> violations) {
        violations(violations, new Echo(List.copyOf(reading.problems()), ""));
    }

    /** All that AWS says of a document beside another, with which something may be wrong. */
    void violations(List<Violation> violations, Place other) {
        violations(
                violations,
                new Echo(List.copyOf(reading.problems()), other.trail().toString()));
    }

    private void violations(List<Violation> violations, Echo echo) {
        violations.forEach(violation -> follow(violation.path())
                .inside(violation.offset())
                .refused(violation.code(), violation.message(), echo));
    }

    /** The place of a character of a text, where that can be told; else of the text. */
    private Place inside(int offset) {
        return offset > 0 && node instanceof Node.Scalar scalar && scalar.lead() >= 0
                ? new Place(node, at.right(scalar.lead() + offset), trail, reading)
                : this;
    }
}
