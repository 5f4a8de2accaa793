// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import java.util.List;
import java.util.stream.Collectors;

/** The input is wrong; carries every problem, sorted by place. The message has one line for each. */
public final class ScenarioException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;
    private final transient List<Note> notes;

    public ScenarioException(List<Problem> problems) {
        this(problems, List.of());
    }

    /** @param notes on what could be read, as they would be there without the problems */
    public ScenarioException(List<Problem> problems, List<Note> notes) {
        super(problems.stream().sorted().distinct().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = problems.stream().sorted().distinct().toList();
        this.notes = notes;
    }

    public List<Problem> problems() {
        return problems;
    }

    public List<Note> notes() {
        return notes;
    }
}
