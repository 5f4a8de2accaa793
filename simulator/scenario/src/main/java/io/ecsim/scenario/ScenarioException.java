// SPDX-License-Identifier: Apache-2.0
package io.ecsim.scenario;

import java.util.List;
import java.util.stream.Collectors;

/** The input is wrong; carries every problem, sorted by place. The message has one line for each. */
public final class ScenarioException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    public ScenarioException(List<Problem> problems) {
        super(problems.stream().sorted().distinct().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = problems.stream().sorted().distinct().toList();
    }

    public List<Problem> problems() {
        return problems;
    }
}
