// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What gathers while a scenario is read. */
final class Reading {
    private final List<Problem> problems;
    private final Instant start;
    private final Map<Remark, Set<String>> remarks = new LinkedHashMap<>();
    private final Set<String> notes = new LinkedHashSet<>();

    Reading(List<Problem> problems, Instant start) {
        this.problems = problems;
        this.start = start;
    }

    List<Problem> problems() {
        return problems;
    }

    /** The scenario's start: instants become offsets from here. */
    Instant start() {
        return start;
    }

    /** @param text what follows the path, after a space or its own colon */
    void problem(Position at, Trail trail, String text) {
        String path = trail.toString();
        String subject = path.isEmpty() ? "The scenario" : path;
        problems.add(Problem.of(at, path, text.startsWith(":") ? subject + text : subject + " " + text));
    }

    void expected(Node node, Trail trail, String what) {
        problem(node.at(), trail, "must be " + what + ", not " + Node.describe(node) + ".");
    }

    /** What is said of a member, once for all its places. */
    private record Remark(String member, String text) {}

    /** A member that AWS knows and the simulator does not act on; one note for all places of a member. */
    void accepted(String member, Trail trail) {
        remark(member, "is accepted, not simulated", trail);
    }

    /** @param text what follows the path, the same for all places of a member that have one note */
    void remark(String member, String text, Trail trail) {
        remarks.computeIfAbsent(new Remark(member, text), remark -> new LinkedHashSet<>())
                .add(trail.toString());
    }

    void note(String text) {
        notes.add(text);
    }

    List<String> notes() {
        List<String> all = new ArrayList<>();
        remarks.forEach((remark, places) -> {
            String others = places.size() == 1 ? "" : " (and " + (places.size() - 1) + " more)";
            all.add(places.iterator().next() + " " + remark.text() + others);
        });
        all.addAll(notes);
        return all.stream().sorted().toList();
    }
}
