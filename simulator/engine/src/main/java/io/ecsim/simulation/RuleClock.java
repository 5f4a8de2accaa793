// SPDX-License-Identifier: Apache-2.0
package io.ecsim.simulation;

import io.ecsim.agent.Durations;
import io.ecsim.kernel.Distribution;
import io.ecsim.kernel.Kernel;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;

/**
 * Rules that happen at times instead of at events (EB-10 to EB-12): at the first second of their minute, or, with a
 * flexible window, somewhere in it. They are created when the scenario starts.
 */
final class RuleClock {
    private static final double SECONDS = 60;

    private final Scenario scenario;
    private final Kernel kernel;
    private final Durations durations;
    private final Consumer<Rule> due;

    /** @param due told a rule whose time has come */
    RuleClock(Scenario scenario, Kernel kernel, Durations durations, Consumer<Rule> due) {
        this.scenario = scenario;
        this.kernel = kernel;
        this.durations = durations;
        this.due = due;
    }

    void start(Rule rule) {
        plan(rule, scenario.start().minusNanos(1));
    }

    private void plan(Rule rule, Instant after) {
        Instant next = rule.next(after, scenario.start());
        if (next == null || !next.isBefore(scenario.start().plus(scenario.duration()))) {
            return;
        }
        kernel.at(Duration.between(scenario.start(), next).toNanos(), () -> {
            kernel.after(lateness(rule), () -> due.accept(rule));
            plan(rule, next);
        });
    }

    private long lateness(Rule rule) {
        int minutes = rule.schedule().windowMinutes();
        return minutes == 0
                ? 0
                : durations.draw(new Distribution.Uniform(0, minutes * SECONDS), "flexible-window", rule.name());
    }
}
