// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import java.util.List;
import java.util.stream.Collectors;

/** The input is wrong; carries every problem, sorted by place. The message has one line for each. */
public final class ScenarioException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;
    private final transient List<Note> notes;
    private final transient List<Expectation> expectations;

    public ScenarioException(List<Problem> problems) {
        this(problems, List.of());
    }

    /** @param notes on what could be read, as they would be there without the problems */
    public ScenarioException(List<Problem> problems, List<Note> notes) {
        this(problems, notes, List.of());
    }

    /** @param expectations of the scenario, with which something may be wrong as well */
    ScenarioException(List<Problem> problems, List<Note> notes, List<Expectation> expectations) {
        super(problems.stream().sorted().distinct().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = problems.stream().sorted().distinct().toList();
        this.notes = notes;
        this.expectations = expectations;
    }

    /** What the scenario expects, as far as it could be read. */
    public List<Expectation> expectations() {
        return expectations;
    }

    public List<Problem> problems() {
        return problems;
    }

    public List<Note> notes() {
        return notes;
    }
}
