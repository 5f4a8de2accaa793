// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
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
    private final Map<Remark, Map<String, Position>> remarks = new LinkedHashMap<>();
    private final Set<Note> notes = new LinkedHashSet<>();
    private final Map<Trail, Map<JobTrace.Size, Position>> jobs = new LinkedHashMap<>();

    /** @param start of the scenario; null when it cannot be read */
    Reading(List<Problem> problems, Instant start) {
        this.problems = problems;
        this.start = start;
    }

    /** One with the same problems, whose notes nobody asks for. */
    Reading withoutNotes() {
        return new Reading(problems, start);
    }

    List<Problem> problems() {
        return problems;
    }

    /** From the scenario's start; null when that is beyond reach. Of an unknown start, every instant is as good as it. */
    Duration offset(Instant instant) {
        return start == null ? Duration.ZERO : Syntax.inReach(Duration.between(start, instant));
    }

    DayOfWeek firstDay() {
        return start == null ? DayOfWeek.MONDAY : start.atOffset(ZoneOffset.UTC).getDayOfWeek();
    }

    /** @param text what follows the path, after a space or its own colon */
    void problem(Position at, Trail trail, String text) {
        String path = trail.toString();
        String subject = path.isEmpty() ? "The scenario" : path;
        problems.add(Problem.of(at, path, text.startsWith(":") ? subject + text : subject + " " + text));
    }

    void expected(Node node, Trail trail, String what) {
        expected(node, trail, what, "");
    }

    /** @param advice a sentence after a space; may be empty */
    void expected(Node node, Trail trail, String what, String advice) {
        if (!(node instanceof Node.Unread)) {
            problem(node.at(), trail, "must be " + what + ", not " + Node.describe(node) + "." + advice);
        }
    }

    /** What is said of a member, once for all its places. */
    private record Remark(String member, String text) {}

    /** A member that AWS knows and the simulator does not act on; one note for all places of a member. */
    void accepted(String member, Position at, Trail trail) {
        remark(member, "is accepted, not simulated", at, trail);
    }

    /** @param text what follows the path, the same for all places of a member that have one note */
    void remark(String member, String text, Position at, Trail trail) {
        remarks.computeIfAbsent(new Remark(member, text), remark -> new LinkedHashMap<>())
                .putIfAbsent(trail.toString(), at);
    }

    /** @param firstRows of each size of a job in the trace that is named there */
    void jobs(Trail trail, Map<JobTrace.Size, Position> firstRows) {
        jobs.put(trail, firstRows);
    }

    Map<JobTrace.Size, Position> jobs(Trail trail) {
        return jobs.getOrDefault(trail, Map.of());
    }

    void note(Position at, String text) {
        notes.add(new Note(at, text));
    }

    /** In order of their places. */
    List<Note> notes() {
        List<Note> all = new ArrayList<>(notes);
        remarks.forEach((remark, places) -> {
            Map.Entry<String, Position> first = places.entrySet().iterator().next();
            String others = places.size() == 1 ? "" : " (and " + (places.size() - 1) + " more)";
            all.add(new Note(first.getValue(), first.getKey() + " " + remark.text() + others));
        });
        return all.stream().sorted().toList();
    }
}
